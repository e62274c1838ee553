/// How a value is written at one position. Each case is one encoder; encoders work on UTF-8 bytes,
/// never on characters, because a quote with a combining mark behind it is still a quote.
package enum Encoding: Sendable, Hashable {
  /// As it is: nothing in the value means anything here.
  case verbatim

  // Configuration languages (`ConfigurationEncoder`)

  /// A comment's last value: a blank behind a backslash that would continue the line.
  case configurationCommentEnd
  /// Alone on its line: without the last line feed, which the line has already.
  case configurationArmoredLines
  /// systemd, between double quotes of a command: escapes, `%%` and `$$`.
  case unitCommandWord
  /// systemd, between double quotes where `$` means nothing: escapes and `%%`.
  case unitQuotedWord
  /// systemd, free text: `%%`.
  case unitFreeText
  /// systemd, free text up to the end of the line: also a blank behind a backslash.
  case unitFreeTextEnd
  /// Environment files, between double quotes: escapes for the shell and for systemd.
  case envFileQuoted
  /// OpenSSL configuration, a value without quotes: escapes, blanks at its edges quoted.
  case openSSLValue
  /// OpenSSL configuration, between quotes of any kind: escapes.
  case openSSLQuoted

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

  // Data languages (`DataEncoder`)

  /// YAML, inside `"…"`, the quotes being literal.
  case yamlDoubleQuoted
  /// YAML, inside `'…'`, the quotes being literal.
  case yamlSingleQuoted
  /// YAML, whole lines of a literal block scalar; each line but the first gets this many spaces.
  case yamlBlockLines(indentation: Int)
  /// JSON, inside `"…"`, the quotes being literal.
  case jsonString
  /// JSON, where a value or a key stands: a string with its quotes.
  case jsonValue
  /// TOML, inside `"…"`, the quotes being literal.
  case tomlString
  /// TOML, where a value or a part of a key stands: a basic string with its quotes.
  case tomlValue
  /// CSV, inside a quoted field, the quotes being literal.
  case csvQuoted
}
