/// How a value is written at one position. Each case is one encoder; encoders work on UTF-8 bytes,
/// never on characters, because a quote with a combining mark behind it is still a quote.
package enum Encoding: Sendable, Hashable, CaseIterable {
  /// As it is: nothing in the value means anything here.
  case verbatim

  // Configuration languages
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
}
