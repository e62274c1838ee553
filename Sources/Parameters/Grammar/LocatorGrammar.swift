import Expressions

/// The grammars of `path`, `url` and `image`.
enum LocatorGrammar {
  /// Absolute, of tame characters, with nothing to resolve in it.
  static func path(_ text: String) throws(Refusal) -> String {
    guard text.utf8.first == UInt8(ascii: "/") else {
      throw Refusal("is not an absolute path", cure: "start it with '/'")
    }
    if text.utf8.count > TextGrammar.longestLine {
      throw Refusal("is longer than \(TextGrammar.longestLine) bytes", cure: "shorten it")
    }
    let segments = text.utf8.dropFirst()
      .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if text.utf8.count > 1, segments.contains(where: \.isEmpty) {
      let plain = segments.filter { !$0.isEmpty }.map { "/" + (String($0) ?? "") }.joined()
      throw Refusal("has an empty segment", cure: plain.isEmpty ? nil : "did you mean '\(plain)'?")
    }
    for segment in segments {
      let name = String(segment) ?? ""
      if name == "." || name == ".." {
        throw Refusal("has the segment '\(name)'", cure: "write the path that it leads to")
      }
      guard !segment.isEmpty,
        segment.allSatisfy({ $0.isASCIIAlphanumeric || "._@+-".utf8.contains($0) })
      else {
        throw Refusal("is not a path of letters, digits and '._@+-'")
      }
    }
    return text
  }

  /// `http` or `https`, no user name; scheme and host in lower case, no default port.
  static func url(_ text: String) throws(Refusal) -> String {
    if text.utf8.count > TextGrammar.longestLine {
      throw Refusal("is longer than \(TextGrammar.longestLine) bytes", cure: "shorten it")
    }
    let lower = text.asciiLowercased
    guard let scheme = ["http", "https"].first(where: { lower.utf8.starts(with: "\($0)://".utf8) })
    else { throw Refusal("is not an http or https URL") }
    let rest = Array(text.utf8.dropFirst(scheme.utf8.count + 3))
    let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.count
    if rest[..<end].contains(UInt8(ascii: "@")) {
      throw Refusal("has a user name", cure: "leave out '@' and what stands before it")
    }
    let authority = String(decoding: rest[..<end], as: UTF8.self)
    let host = try host(authority, scheme: scheme)
    try checkTail(rest[end...])
    return "\(scheme)://\(host)" + String(decoding: rest[end...], as: UTF8.self)
  }

  /// The host in normal form, with the port unless it is the scheme's own.
  private static func host(_ authority: String, scheme: String) throws(Refusal) -> String {
    var host = Array(authority.utf8)[...]
    var port = ""
    let bracket = host.lastIndex(of: UInt8(ascii: "]"))
    if let colon = host.lastIndex(of: UInt8(ascii: ":")), colon > (bracket ?? -1) {
      let number = String(decoding: host[(colon + 1)...], as: UTF8.self)
      guard let value = try? NumberGrammar.port(number) else {
        throw Refusal("has a port that is none", cure: "ports go from 1 to 65535")
      }
      let usual: Int64 = scheme == "http" ? 80 : 443
      if value != usual { port = ":\(value)" }
      host = host[..<colon]
    }
    if host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]") {
      let inside = String(decoding: host.dropFirst().dropLast(), as: UTF8.self)
      guard let address = IPAddress(inside), address.family == .ipv6 else {
        throw Refusal("has a host that is no IPv6 address")
      }
      return "[\(address)]\(port)"
    }
    let name = String(decoding: host, as: UTF8.self).asciiLowercased
    let isNumeric = name.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    if isNumeric ? IPAddress(name) == nil : (try? NameGrammar.dnsName(name)) == nil {
      throw Refusal("has a host that is neither a DNS name nor an address")
    }
    return name + port
  }

  /// Path, query and fragment: RFC 3986 characters, whole escapes, no dot segments.
  private static func checkTail(_ tail: ArraySlice<UInt8>) throws(Refusal) {
    var index = tail.startIndex
    while index < tail.endIndex {
      let byte = tail[index]
      if byte == UInt8(ascii: "%") {
        guard index + 2 < tail.endIndex, tail[index + 1].isHexDigit, tail[index + 2].isHexDigit
        else { throw Refusal("has a '%' without two hexadecimal digits", cure: "write %25") }
        index += 3
        continue
      }
      guard byte.isASCIIAlphanumeric || "-._~:/?#@!$&'()*+,;=".utf8.contains(byte) else {
        throw Refusal(
          "has a character that a URL cannot hold",
          cure: "percent-encode it, like %20"
        )
      }
      index += 1
    }
    let path = tail.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    for segment in path.split(separator: UInt8(ascii: "/"))
    where segment.elementsEqual(".".utf8) || segment.elementsEqual("..".utf8) {
      throw Refusal("has a '.' or '..' segment", cure: "write the path that it leads to")
    }
  }

  /// `[registry[:port]/]name[/name]…[:tag][@sha256:digest]`, as container runtimes read it.
  static func image(_ text: String) throws(Refusal) -> String {
    if text.utf8.count > 512 { throw Refusal("is longer than 512 bytes", cure: "shorten it") }
    var name = Array(text.utf8)[...]
    if let at = name.firstIndex(of: UInt8(ascii: "@")) {
      let digest = name[(at + 1)...]
      guard digest.starts(with: "sha256:".utf8), digest.count == 71,
        digest.dropFirst(7).allSatisfy(\.isLowerHexDigit)
      else { throw Refusal("has a digest that is not sha256: and 64 lower-case hex digits") }
      name = name[..<at]
    }
    let lastSlash = name.lastIndex(of: UInt8(ascii: "/")) ?? -1
    if let colon = name.lastIndex(of: UInt8(ascii: ":")), colon > lastSlash {
      let tag = name[(colon + 1)...]
      guard let first = tag.first, first.isASCIIAlphanumeric || first == UInt8(ascii: "_"),
        tag.count <= 128, tag.allSatisfy({ $0.isASCIIAlphanumeric || "._-".utf8.contains($0) })
      else { throw Refusal("has a tag that is none") }
      name = name[..<colon]
    }
    var parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
    if parts.count > 1, let registry = parts.first, isRegistry(registry) {
      parts = parts.dropFirst()
    }
    guard parts.allSatisfy(isRepositoryPart) else { throw Refusal("is not a container image") }
    return text
  }

  private static func isRegistry(_ part: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: part, as: UTF8.self)
    guard
      text == "localhost" || part.contains(UInt8(ascii: ".")) || part.contains(UInt8(ascii: ":"))
    else { return false }
    return (try? host(text, scheme: "https")) != nil
  }

  /// Lower-case letters and digits with single separators between them.
  private static func isRepositoryPart(_ part: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first, let last = part.last,
      first.isASCIILower || first.isASCIIDigit, last.isASCIILower || last.isASCIIDigit
    else { return false }
    return part.allSatisfy {
      $0.isASCIILower || $0.isASCIIDigit || "._-".utf8.contains($0)
    }
  }
}
