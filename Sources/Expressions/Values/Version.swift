/// A version such as `1.34`, `v1.34.1` or `2.0.0-rc.1+k3s1`: numbers between dots, an optional
/// pre-release and build, an optional leading `v`. It is printed as it was written.
///
/// Versions are equal when they have the same place in the order: `1.34` equals `v1.34.0`. A
/// pre-release comes before its release; builds of one version are ordered by their text.
package struct Version: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let text: String
  /// The numbers without trailing zeros.
  private let significant: [UInt64]
  private let preRelease: [Identifier]
  private let build: [UInt8]

  /// One part of a pre-release; numbers come before words.
  private enum Identifier: Sendable, Hashable, Comparable {
    case number(UInt64)
    case word([UInt8])

    static func < (left: Identifier, right: Identifier) -> Bool {
      switch (left, right) {
      case (.number(let a), .number(let b)): a < b
      case (.number, .word): true
      case (.word, .number): false
      case (.word(let a), .word(let b)): a.lexicographicallyPrecedes(b)
      }
    }
  }

  /// Nil unless `text` is a version; numbers have no leading zeros.
  package init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    if rest.first == UInt8(ascii: "v") { rest = rest.dropFirst() }
    var build: ArraySlice<UInt8> = []
    if let plus = rest.firstIndex(of: UInt8(ascii: "+")) {
      build = rest[(plus + 1)...]
      guard Self.identifiers(build) != nil else { return nil }
      rest = rest[..<plus]
    }
    var preRelease: [Identifier] = []
    if let hyphen = rest.firstIndex(of: UInt8(ascii: "-")) {
      guard let identifiers = Self.identifiers(rest[(hyphen + 1)...]) else { return nil }
      preRelease = identifiers
      rest = rest[..<hyphen]
    }
    var numbers: [UInt64] = []
    for part in rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard let number = DecimalNumber.parse(part, maximum: UInt64(Int64.max)) else { return nil }
      numbers.append(number)
    }
    guard !numbers.isEmpty else { return nil }
    while numbers.last == 0 { numbers.removeLast() }
    self.text = text
    significant = numbers
    self.preRelease = preRelease
    self.build = Array(build)
  }

  private static func identifiers(_ text: ArraySlice<UInt8>) -> [Identifier]? {
    var identifiers: [Identifier] = []
    for part in text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard !part.isEmpty, part.allSatisfy(isIdentifierByte) else { return nil }
      if let number = DecimalNumber.parse(part, maximum: .max) {
        identifiers.append(.number(number))
      } else {
        identifiers.append(.word(Array(part)))
      }
    }
    return identifiers.isEmpty ? nil : identifiers
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
      true
    default:
      false
    }
  }

  /// The number at this place, 0 for the major version; 0 where none was written.
  package func component(_ index: Int) -> Int64 {
    index < significant.count ? Int64(significant[index]) : 0
  }

  package var isPreRelease: Bool { !preRelease.isEmpty }

  package static func == (left: Version, right: Version) -> Bool {
    left.significant == right.significant && left.preRelease == right.preRelease
      && left.build == right.build
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(significant)
    hasher.combine(preRelease)
    hasher.combine(build)
  }

  package static func < (left: Version, right: Version) -> Bool {
    if left.significant != right.significant {
      return left.significant.lexicographicallyPrecedes(right.significant)
    }
    if left.preRelease != right.preRelease {
      if left.preRelease.isEmpty || right.preRelease.isEmpty { return right.preRelease.isEmpty }
      return left.preRelease.lexicographicallyPrecedes(right.preRelease)
    }
    return left.build.lexicographicallyPrecedes(right.build)
  }

  package var description: String { text }
}
