/// How a value is written at one position. Each case is one encoder; encoders work on UTF-8 bytes,
/// never on characters, because a quote with a combining mark behind it is still a quote.
package enum Encoding: Sendable, Hashable {
  /// As it is: nothing in the value means anything here.
  case verbatim

  // Shell (`ShellEncoder`)

  /// Shell, part of a bare word: in single quotes if it needs them.
  case shellWord
  /// Shell, part of a bare word that must not be read as a keyword or an operator: always in single
  /// quotes.
  case shellQuotedWord
  /// Shell, between double quotes.
  case shellDoubleQuoted
  /// Shell, between single quotes.
  case shellSingleQuoted
  /// Shell, between `$'` and `'`.
  case shellANSIQuoted
  /// Shell, an integer in an arithmetic expression: a negative one in parentheses.
  case shellArithmetic
  /// Shell, lines in the body of a here-document: each gets the indentation of the first.
  case shellHereDocument(indentation: [UInt8])
}
