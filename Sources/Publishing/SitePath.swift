/// A relative path of a file in the site or in a bundle, checked once, when it is made.
///
/// Segments are `[A-Za-z0-9._][A-Za-z0-9._@+-]*` of at most 100 bytes, joined by `/` to at most 200.
/// So a path can neither leave the folder that it is put under, nor be read as an option, nor
/// be refused by another operating system. It may be hidden (`hosts/m1/etc/.profile`).
package struct SitePath: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Why a text is no site path, and which of its bytes are to blame.
  package struct Fault: Error, Hashable, Sendable {
    /// Ends a sentence that starts with the path, such as “must not start with '/'”.
    package let reason: String
    /// Byte offsets into the UTF-8 of the text.
    package let range: Range<Int>
  }

  package static let maximumBytes = 200
  package static let maximumSegmentBytes = 100

  /// The path; ASCII.
  package let text: String

  /// A path that the program itself names; nil where `parse` would name a fault.
  package init?(_ text: String) {
    guard case .success(let path) = SitePath.parse(text) else { return nil }
    self = path
  }

  private init(unchecked text: String) { self.text = text }

  /// Checks a path that an author or a value made.
  package static func parse(_ text: String) -> Result<SitePath, Fault> {
    if let fault = fault(in: Array(text.utf8)) { return .failure(fault) }
    return .success(SitePath(unchecked: text))
  }

  /// The file that tells a site of ours from a folder of somebody else's.
  static let marker = SitePath(unchecked: ".bespoke-site")

  package var description: String { text }

  /// Byte order, as `LC_ALL=C sort` has it.
  package static func < (left: SitePath, right: SitePath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension SitePath {
  private static func fault(in bytes: [UInt8]) -> Fault? {
    let whole = 0..<bytes.count
    if bytes.isEmpty { return Fault(reason: "must not be empty", range: whole) }
    if bytes.count > maximumBytes {
      return Fault(
        reason: "is \(bytes.count) bytes long, more than \(maximumBytes)",
        range: maximumBytes..<bytes.count
      )
    }
    if bytes[0] == UInt8(ascii: "/") {
      return Fault(reason: "must be relative: it must not start with '/'", range: 0..<1)
    }
    var start = 0
    while true {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
      if let reason = segmentFault(bytes[start..<end]) {
        return Fault(reason: reason, range: start..<end)
      }
      if end == bytes.count { break }
      start = end + 1
    }
    let root = bytes.prefix { $0 != UInt8(ascii: "/") }
    if root.elementsEqual(marker.text.utf8, by: { lowercased($0) == $1 }) {
      return Fault(reason: "must not be '\(marker)', a file that every site has", range: whole)
    }
    return nil
  }

  /// What is wrong with one segment of a path.
  private static func segmentFault(_ segment: ArraySlice<UInt8>) -> String? {
    guard let first = segment.first, let last = segment.last else {
      return "must not have an empty segment ('//' or a '/' at its end)"
    }
    if segment.elementsEqual(".".utf8) || segment.elementsEqual("..".utf8) {
      return "must not have a segment '.' or '..'"
    }
    if segment.count > maximumSegmentBytes {
      return "has a segment of \(segment.count) bytes, more than \(maximumSegmentBytes)"
    }
    if let other = segment.first(where: { !isAllowed($0) }) {
      return "must not contain \(name(of: other)); letters, digits and . _ @ + - may stand in it"
    }
    if [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "@")].contains(first) {
      return "must not have a segment that starts with \(name(of: first))"
    }
    if last == UInt8(ascii: ".") {
      return "must not have a segment that ends with '.', which Windows drops"
    }
    let folded = segment.map(lowercased)
    if folded.elementsEqual(".git".utf8) { return "must not have a segment '.git'" }
    let stem = String(decoding: folded.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
    if windowsDevices.contains(stem) {
      return "must not have a segment '\(stem)', which is a device on Windows"
    }
    return nil
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func name(of byte: UInt8) -> String {
    switch byte {
    case 0x20: "a blank"
    case 0x21...0x7E: "'\(UnicodeScalar(byte))'"
    case 0x80...: "characters other than ASCII"
    default: "control characters"
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// Reserved with any extension and in any case. The names with superscript digits and with `$`
  /// are kept out by the alphabet.
  private static let windowsDevices: Set<String> = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
  ]
}

extension SitePath {
  /// Two paths that cannot both be files of one site.
  package struct Collision: Hashable, Sendable {
    package enum Kind: Sendable {
      /// The same path twice.
      case equal
      /// Different only in case, so one file on Windows and macOS; also of two folders.
      case caseOnly
      /// `first` is a folder of `second`.
      case folder
    }

    package let kind: Kind
    /// Places of the two paths in the list that was searched; `first` is not after `second` in
    /// byte order.
    package let first: Int
    package let second: Int
  }

  /// All collisions among the paths, each path named with one that it collides with.
  ///
  /// The caller knows which source lines the paths come from, so finding collisions is its work;
  /// the transaction itself only refuses to write one path twice.
  package static func collisions(in paths: [SitePath]) -> [Collision] {
    /// What a folded path has first been seen as.
    struct Seen {
      let prefix: Substring
      let index: Int
      let isFile: Bool
    }
    var seen: [String: Seen] = [:]
    var collisions: [Collision] = []
    let order = paths.indices.sorted { (paths[$0], $0) < (paths[$1], $1) }
    for index in order {
      let text = paths[index].text
      var ends = text.utf8.indices.filter { text.utf8[$0] == UInt8(ascii: "/") }
      ends.append(text.endIndex)
      for end in ends {
        let isFile = end == text.endIndex
        let prefix = text[..<end]
        let folded = String(decoding: prefix.utf8.map(lowercased), as: UTF8.self)
        guard let other = seen[folded] else {
          seen[folded] = Seen(prefix: prefix, index: index, isFile: isFile)
          continue
        }
        let kind: Collision.Kind
        if other.prefix != prefix {
          kind = .caseOnly
        } else if other.isFile || isFile {
          kind = other.isFile && isFile ? .equal : .folder
        } else {
          continue
        }
        collisions.append(Collision(kind: kind, first: other.index, second: index))
        break
      }
    }
    return collisions
  }
}
