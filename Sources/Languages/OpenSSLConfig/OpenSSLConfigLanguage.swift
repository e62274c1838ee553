/// Configuration of OpenSSL.
///
/// Values that are one text take a line: the attributes of a name (`CN`, `0.OU` …) and the
/// numbered entries of a list of alternative names (`DNS.1`, `URI.2` …). All other values may be
/// lists with `,` and `:`, so they take inert values only, whose own commas are then the list's.
/// Names of sections take inert values, names of settings numbers; comments take a line.
package enum OpenSSLConfigLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    OpenSSLConfigPlacer.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? {
    OpenSSLConfigReader.tokens(of: text)
  }

  /// Whether the value of a setting is one text. `key` has its digits for holes of numbers.
  static func takesText(_ key: [UInt8]) -> Bool {
    let parts = key.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return isAttribute(parts[0])
    case 2 where parts[0].allSatisfy(ASCIIClass.isDigit): return isAttribute(parts[1])
    case 2 where parts[1].allSatisfy(ASCIIClass.isDigit):
      return ["DNS", "URI", "email"].contains(String(decoding: parts[0], as: UTF8.self))
    default: return false
    }
  }

  private static func isAttribute(_ name: ArraySlice<UInt8>) -> Bool {
    attributes.contains(String(decoding: name, as: UTF8.self))
  }

  private static let attributes: Set<String> = [
    "C", "CN", "DC", "GN", "L", "O", "OU", "SN", "ST", "UID", "commonName", "countryName",
    "domainComponent", "emailAddress", "givenName", "localityName", "name", "organizationName",
    "organizationalUnitName", "serialNumber", "stateOrProvinceName", "street", "streetAddress",
    "surname", "title", "userId",
  ]
}
