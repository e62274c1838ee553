import Expressions

/// The grammars of `ip`, `cidr`, `portRange` and `version`.
enum NetworkGrammar {
  static func address(_ text: String) throws(Refusal) -> IPAddress {
    try refuseForms(ofAddress: text, suffix: "")
    if let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
      let head = String(text[..<slash])
      if IPAddress(head) != nil {
        throw Refusal("is a network, not an address", cure: "did you mean \(head)?")
      }
    }
    guard let address = IPAddress(text) else { throw Refusal("is not an IP address") }
    return address
  }

  static func network(_ text: String) throws(Refusal) -> CIDR {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      if let address = IPAddress(text) {
        throw Refusal(
          "has no prefix length",
          cure: "did you mean \(address)/\(address.family == .ipv6 ? 64 : 24)?"
        )
      }
      throw Refusal("is not a network in CIDR form")
    }
    try refuseForms(ofAddress: String(text[..<slash]), suffix: String(text[slash...]))
    guard let network = CIDR(text) else { throw Refusal("is not a network in CIDR form") }
    if network.hasHostBits {
      throw Refusal("has host bits set", cure: "did you mean \(network.masked())?")
    }
    return network
  }

  static func portRange(_ text: String) throws(Refusal) -> PortRange {
    guard let range = PortRange(text) else { throw Refusal("is not a port range") }
    return range
  }

  static func version(_ text: String) throws(Refusal) -> Version {
    guard let version = Version(text) else { throw Refusal("is not a version") }
    return version
  }

  /// Names what is wrong with forms that other programs read in different ways.
  private static func refuseForms(ofAddress text: String, suffix: String) throws(Refusal) {
    if text.utf8.contains(UInt8(ascii: "%")) {
      throw Refusal("has a zone", cure: "leave out '%' and what follows it")
    }
    let octets = text.split(separator: ".", omittingEmptySubsequences: false)
    let isDotted =
      octets.count == 4
      && octets.allSatisfy { octet in
        (1...10).contains(octet.utf8.count) && octet.utf8.allSatisfy(\.isASCIIDigit)
      }
    if isDotted, octets.contains(where: { $0.utf8.count > 1 && $0.utf8.first == 0x30 }) {
      let plain = octets.map { String($0).withoutLeadingZeros }.joined(separator: ".")
      if IPAddress(plain) != nil {
        throw Refusal(
          "has a number with a leading zero, which some programs read as octal",
          cure: "did you mean \(plain)\(suffix)?"
        )
      }
    }
    let lower = text.asciiLowercased
    for prefix in ["::ffff:", "0:0:0:0:0:ffff:"] where lower.utf8.starts(with: prefix.utf8) {
      let embedded = String(text.utf8.dropFirst(prefix.utf8.count)) ?? ""
      guard let ipv4 = embeddedIPv4(embedded) else { continue }
      throw Refusal("is an IPv4 address in IPv6 form", cure: "did you mean \(ipv4)?")
    }
  }

  /// `10.0.0.1` for `10.0.0.1` and for `a00:1`.
  private static func embeddedIPv4(_ text: String) -> String? {
    if text.utf8.contains(UInt8(ascii: ".")) { return IPAddress(text).map { "\($0)" } }
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard groups.count == 2, let high = UInt16(groups[0], radix: 16),
      let low = UInt16(groups[1], radix: 16)
    else { return nil }
    return "\(high >> 8).\(high & 255).\(low >> 8).\(low & 255)"
  }
}
