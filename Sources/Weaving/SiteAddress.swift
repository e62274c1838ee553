/// Where a site is published: a base for absolute URLs. Pages link to each other without it.
package struct SiteAddress: Sendable, Hashable {
  /// Ends with a slash.
  package let base: String

  /// Nil unless the text is an `http` or `https` URL of a folder: no query, no fragment, and nothing
  /// that a URL may not hold.
  package init?(_ text: String) {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x21...0x7E).contains(byte) && !"\"'<>\\^`{|}?#".utf8.contains(byte)
    }
    let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard isPlain, parts.count >= 3, parts[1].isEmpty, !parts[2].isEmpty,
      parts[0] == "https:" || parts[0] == "http:"
    else { return nil }
    base = text.hasSuffix("/") ? text : text + "/"
  }

  /// The path of the base on its server; starts and ends with a slash.
  var path: String {
    "/" + (base.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).last ?? "")
  }

  /// The URL of a file of the site.
  func url(_ path: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      var encoded: [UInt8] = []
      ValueHTML.appendURLComponent(Array(part.utf8), to: &encoded)
      return String(decoding: encoded, as: UTF8.self)
    }
    return base + parts.joined(separator: "/")
  }
}
