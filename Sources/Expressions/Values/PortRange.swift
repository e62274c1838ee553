/// A range of ports, such as `30000-32767`; both ends belong to it.
package struct PortRange: Sendable, Hashable, CustomStringConvertible {
  package let first: UInt16
  package let last: UInt16

  /// Nil unless 1 <= first <= last.
  package init?(first: UInt16, last: UInt16) {
    guard first >= 1, first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// Nil unless `text` is two ports without leading zeros around a hyphen.
  package init?(_ text: String) {
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: "-"),
      omittingEmptySubsequences: false
    )
    guard parts.count == 2, let first = DecimalNumber.parse(parts[0], maximum: 65535),
      let last = DecimalNumber.parse(parts[1], maximum: 65535)
    else { return nil }
    self.init(first: UInt16(first), last: UInt16(last))
  }

  package func contains(_ port: Int64) -> Bool { port >= first && port <= last }

  package var description: String { "\(first)-\(last)" }
}
