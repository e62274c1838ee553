/// How a value is written at one position. Each case is one encoder; encoders work on UTF-8 bytes,
/// never on characters, because a quote with a combining mark behind it is still a quote.
package enum Encoding: Sendable, Hashable, CaseIterable {
  /// As it is: nothing in the value means anything here.
  case verbatim
}
