/// An address with a prefix length, such as `10.96.0.0/16`. Host bits are kept until `masked()`.
package struct CIDR: Sendable, Hashable, CustomStringConvertible {
  package let address: IPAddress
  /// 0...32 or 0...128.
  package let prefixLength: Int

  /// Nil when the prefix length does not fit the address.
  package init?(address: IPAddress, prefixLength: Int) {
    guard (0...address.family.width).contains(prefixLength) else { return nil }
    self.address = address
    self.prefixLength = prefixLength
  }

  /// Nil unless `text` is an address, a slash and a prefix length without leading zeros.
  package init?(_ text: String) {
    let utf8 = Array(text.utf8)
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")),
      let address = IPAddress(utf8: utf8[..<slash]),
      let prefix = DecimalNumber.parse(utf8[(slash + 1)...], maximum: 128)
    else { return nil }
    self.init(address: address, prefixLength: Int(prefix))
  }

  package var family: IPAddress.Family { address.family }

  /// The number of bits behind the prefix.
  private var hostWidth: Int { family.width - prefixLength }

  private var hostMask: UInt128 {
    hostWidth == 128 ? .max : (UInt128(1) << hostWidth) - 1
  }

  /// The first address.
  package var network: IPAddress { IPAddress(family, bits: address.bits & ~hostMask) }

  /// The last address.
  package var last: IPAddress { IPAddress(family, bits: address.bits | hostMask) }

  package var hasHostBits: Bool { address.bits & hostMask != 0 }

  package func masked() -> CIDR { CIDR(trusting: network, prefixLength) }

  private init(trusting address: IPAddress, _ prefixLength: Int) {
    self.address = address
    self.prefixLength = prefixLength
  }

  /// The netmask as an address, `255.255.0.0` for a /16.
  package var netmask: IPAddress { IPAddress(family, bits: ~hostMask) }

  package func contains(_ other: IPAddress) -> Bool {
    other.family == family && (network.bits...last.bits).contains(other.bits)
  }

  package func contains(_ other: CIDR) -> Bool {
    other.prefixLength >= prefixLength && contains(other.address)
  }

  /// Whether the two have an address in common.
  package func overlaps(_ other: CIDR) -> Bool {
    contains(other.network) || other.contains(network)
  }

  /// The address `number` places after the network address, or nil when it lies outside.
  package func host(_ number: Int64) -> IPAddress? {
    guard number >= 0, UInt128(number) <= hostMask else { return nil }
    return IPAddress(family, bits: network.bits + UInt128(number))
  }

  /// The subnet with this prefix length and number, or nil when there is none.
  package func subnet(_ prefixLength: Int64, _ number: Int64) -> CIDR? {
    guard (Int64(self.prefixLength)...Int64(family.width)).contains(prefixLength), number >= 0
    else { return nil }
    let extra = Int(prefixLength) - self.prefixLength
    guard extra >= 64 || UInt128(number) >> extra == 0 else { return nil }
    let shift = family.width - Int(prefixLength)
    // A shift of the whole width leaves only number 0, whose bits are 0.
    let offset = shift == 128 ? 0 : UInt128(number) << shift
    return CIDR(trusting: IPAddress(family, bits: network.bits + offset), Int(prefixLength))
  }

  /// How many hosts fit: IPv4 networks lose their first and last address, except a /31 (2, RFC 3021)
  /// and a /32 (1); IPv6 networks lose none. Nil when the number exceeds `Int64.max`.
  package var hostCount: Int64? {
    if family == .ipv4, prefixLength < 31 { return Int64(hostMask) - 1 }
    return hostWidth < 63 ? Int64(hostMask) + 1 : nil
  }

  package var description: String { "\(address)/\(prefixLength)" }

  /// Whether no two of the networks have an address in common.
  package static func areDisjoint(_ networks: some Sequence<CIDR>) -> Bool {
    let sorted = networks.sorted { $0.network < $1.network }
    // Sorted by their first address, networks overlap only if neighbours do.
    return zip(sorted, sorted.dropFirst()).allSatisfy { !$0.overlaps($1) }
  }
}
