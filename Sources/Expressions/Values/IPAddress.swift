/// An IPv4 or IPv6 address, without a zone.
package struct IPAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  package enum Family: Int, Sendable, Hashable, Comparable {
    case ipv4 = 4
    case ipv6 = 6

    /// The number of bits of an address.
    package var width: Int { self == .ipv4 ? 32 : 128 }

    package static func < (left: Family, right: Family) -> Bool { left.rawValue < right.rawValue }
  }

  package let family: Family
  /// The address as a number; an IPv4 address uses the low 32 bits.
  package let bits: UInt128

  /// Bits beyond the family's width are dropped.
  package init(_ family: Family, bits: UInt128) {
    self.family = family
    self.bits = family == .ipv4 ? bits & 0xFFFF_FFFF : bits
  }

  /// Nil unless `text` is four decimal numbers without leading zeros, or an IPv6 address; an IPv6
  /// address that stands for an IPv4 one (`::ffff:0:0/96`) is not accepted in any notation.
  package init?(_ text: String) {
    self.init(utf8: Array(text.utf8)[...])
  }

  init?(utf8 text: ArraySlice<UInt8>) {
    if let bits = Self.parseIPv4(text) {
      self.init(.ipv4, bits: bits)
    } else if let bits = Self.parseIPv6(text), bits >> 32 != 0xFFFF {
      self.init(.ipv6, bits: bits)
    } else {
      return nil
    }
  }

  /// As `init(_:)`, but the hexadecimal notation of an IPv4-mapped address gives the IPv4 address:
  /// the network extension counts `::ffff:c0a8:1` and `192.168.0.1` as equal.
  init?(unmapping text: String) {
    if let address = IPAddress(text) {
      self = address
      return
    }
    let utf8 = Array(text.utf8)
    guard !utf8.contains(UInt8(ascii: ".")), let bits = Self.parseIPv6(utf8[...]) else {
      return nil
    }
    self.init(.ipv4, bits: bits)
  }

  package static func < (left: IPAddress, right: IPAddress) -> Bool {
    (left.family, left.bits) < (right.family, right.bits)
  }

  package var isLoopback: Bool { family == .ipv4 ? bits >> 24 == 127 : bits == 1 }

  package var isUnspecified: Bool { bits == 0 }

  package var isLinkLocalUnicast: Bool {
    family == .ipv4 ? bits >> 16 == 0xA9FE : bits >> 118 == 0xFE80 >> 6
  }

  package var isLinkLocalMulticast: Bool {
    family == .ipv4 ? bits >> 8 == 0xE0_0000 : bits >> 112 & 0xFF0F == 0xFF02
  }

  package var isMulticast: Bool { family == .ipv4 ? bits >> 28 == 0xE : bits >> 120 == 0xFF }

  /// Any unicast address that is not loopback, unspecified, link-local or the IPv4 broadcast.
  package var isGlobalUnicast: Bool {
    !isLoopback && !isUnspecified && !isLinkLocalUnicast && !isMulticast
      && !(family == .ipv4 && bits == 0xFFFF_FFFF)
  }

  /// The canonical text; for IPv6 that of RFC 5952.
  package var description: String {
    family == .ipv4 ? Self.textIPv4(UInt32(truncatingIfNeeded: bits)) : Self.textIPv6(bits)
  }
}

extension IPAddress {
  private static func parseIPv4(_ text: ArraySlice<UInt8>) -> UInt128? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt128 = 0
    for part in parts {
      guard let number = DecimalNumber.parse(part, maximum: 255) else { return nil }
      bits = bits << 8 | UInt128(number)
    }
    return bits
  }

  private static func parseIPv6(_ text: ArraySlice<UInt8>) -> UInt128? {
    let colon = UInt8(ascii: ":")
    guard let gap = firstDoubleColon(text) else {
      let groups = parseGroups(text)
      return groups?.count == 8 ? groups.map(joined) : nil
    }
    let before = text[text.startIndex..<gap]
    let after = text[(gap + 2)...]
    guard after.first != colon,
      let head = before.isEmpty ? [] : parseGroups(before),
      let tail = after.isEmpty ? [] : parseGroups(after),
      head.count + tail.count < 8
    else { return nil }
    let zeros = [UInt16](repeating: 0, count: 8 - head.count - tail.count)
    return joined(head + zeros + tail)
  }

  private static func firstDoubleColon(_ text: ArraySlice<UInt8>) -> Int? {
    let colon = UInt8(ascii: ":")
    return text.indices.dropLast().first { text[$0] == colon && text[$0 + 1] == colon }
  }

  /// Groups of one to four hexadecimal digits between single colons.
  private static func parseGroups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 8 else { return nil }
    var groups: [UInt16] = []
    for part in parts {
      guard (1...4).contains(part.count) else { return nil }
      var group: UInt16 = 0
      for byte in part {
        guard let digit = HexDigit.value(byte) else { return nil }
        group = group << 4 | UInt16(digit)
      }
      groups.append(group)
    }
    return groups
  }

  private static func joined(_ groups: [UInt16]) -> UInt128 {
    groups.reduce(0) { $0 << 16 | UInt128($1) }
  }

  private static func textIPv4(_ bits: UInt32) -> String {
    "\(bits >> 24).\(bits >> 16 & 0xFF).\(bits >> 8 & 0xFF).\(bits & 0xFF)"
  }

  private static func textIPv6(_ bits: UInt128) -> String {
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) }
    // The longest run of two or more zero groups becomes `::`; of equal runs, the first.
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(best.count, 1) { best = start..<end }
      start = max(end, start + 1)
    }
    let texts = groups.map { String($0, radix: 16) }
    guard !best.isEmpty else { return texts.joined(separator: ":") }
    let head = texts[..<best.lowerBound].joined(separator: ":")
    let tail = texts[best.upperBound...].joined(separator: ":")
    return "\(head)::\(tail)"
  }
}
