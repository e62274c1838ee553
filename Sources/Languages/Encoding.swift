/// How a value is written at one position. Each case is one encoder; encoders work on UTF-8 bytes,
/// never on characters, because a quote with a combining mark behind it is still a quote.
package enum Encoding: Sendable, Hashable {
  /// As it is: nothing in the value means anything here.
  case verbatim

  // YAML
  /// Inside `"…"`, the quotes being literal.
  case yamlDoubleQuoted
  /// Inside `'…'`, the quotes being literal.
  case yamlSingleQuoted
  /// Whole lines of a literal block scalar; each line but the first gets this many spaces.
  case yamlBlockLines(indentation: Int)

  // JSON
  /// Inside `"…"`, the quotes being literal.
  case jsonString
  /// Where a value or a key stands: a string with its quotes.
  case jsonValue

  // TOML
  /// Inside `"…"`, the quotes being literal.
  case tomlString
  /// Where a value or a part of a key stands: a basic string with its quotes.
  case tomlValue

  // CSV
  /// Inside a quoted field, the quotes being literal.
  case csvQuoted
}
