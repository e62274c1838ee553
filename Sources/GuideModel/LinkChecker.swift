import Diagnostics
import Markdown

/// Checks the destination of a link or an image while the guide is read.
///
/// A destination is relative, `#fragment`, or has one of the schemes http, https and mailto. A
/// value may stand in it only behind a literal start that fixes scheme and host, so that no value
/// can turn a link into a script.
struct LinkChecker {
  static func check(
    _ node: MarkdownNode,
    _ pieces: [TextPiece],
    in page: ParsedPage,
    _ placeholders: [TextTemplate.Placeholder?],
    _ builder: GuideBuilder,
    log: inout DiagnosticLog
  ) {
    guard let first = pieces.first else { return }
    if case .placeholder(let number) = first {
      log.add(
        .error(
          .unsafeLink,
          "a link cannot begin with a value",
          at: page.file.range(page.text.placeholders[number].outer),
          cure: "write the scheme, as in https://{{ … }}/"
        )
      )
      return
    }
    guard case .literal(let range) = first else { return }
    let start = String(decoding: page.document.bytes[range], as: UTF8.self)
    let place = page.place(of: node, reading: page.document.bytes[node.url], behind: "(")
    if node.kind == .image {
      log.add(
        .error(
          .unsafeLink,
          "pages show no images: a site never asks another host for anything",
          at: place,
          cure: "link to it instead: [text](https://…)"
        )
      )
      return
    }
    if let scheme = scheme(of: start) {
      if !["http", "https", "mailto"].contains(scheme.lowercased()) {
        log.add(
          .error(
            .unsafeLink,
            "links with the scheme '\(scheme)' are not allowed",
            at: place,
            cure: "use https, http, mailto or a relative path"
          )
        )
      }
      checkHost(pieces, in: page, placeholders, log: &log)
      return
    }
    let values = pieces.compactMap { piece in
      if case .placeholder(let number) = piece { number } else { nil }
    }
    if let value = values.first {
      log.add(
        .error(
          .unsafeLink,
          "a value in a link stands behind a scheme and a host",
          at: page.file.range(page.text.placeholders[value].outer),
          cure: "write them, as in https://example.org/{{ … }}"
        )
      )
      return
    }
    checkPage(start, place, builder, log: &log)
  }

  /// A value of any characters could go on with the host before it, as `.evil.org` does, and lead
  /// readers to another site than the one they see. Addresses and names may be hosts.
  private static func checkHost(
    _ pieces: [TextPiece],
    in page: ParsedPage,
    _ placeholders: [TextTemplate.Placeholder?],
    log: inout DiagnosticLog
  ) {
    var start: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let range):
        start += page.document.bytes[range]
        // Behind `//`, the host ends where the path, the query or the fragment begins.
        let slashes = start.firstRange(of: Array("//".utf8))
        let host = slashes.map { start[$0.upperBound...] } ?? start[...]
        if host.contains(where: { "/?#".utf8.contains($0) }) { return }
        if start.starts(with: Array("mailto:".utf8)) { return }
      case .placeholder(let number):
        guard let expression = placeholders[number]?.expression,
          expression.type.alphabet != .inert
        else { continue }
        log.add(
          .error(
            .unsafeLink,
            "a value of type \(expression.type) cannot stand in the host of a link",
            at: page.file.range(page.text.placeholders[number].outer),
            cure: "write a / before it, or use a parameter of type dnsName or ip"
          )
        )
        return
      }
    }
  }

  /// The scheme of a URL, or nil for a relative one (RFC 3986, section 3.1).
  static func scheme(of url: String) -> String? {
    guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = url[..<colon]
    let isScheme = scheme.utf8.allSatisfy {
      $0.isNameByte || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    // Without a scheme, a colon in the first segment would read as one.
    return isScheme && !scheme.isEmpty
      ? String(scheme) : (url.hasPrefix("/") ? nil : String(scheme))
  }

  /// A link to another page of the guide is written as its Markdown file.
  private static func checkPage(
    _ url: String,
    _ range: SourceRange,
    _ builder: GuideBuilder,
    log: inout DiagnosticLog
  ) {
    let path = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
    // The pages that every cluster has besides the guide's own.
    if path.isEmpty || ["parameters.html", "files.html", "print.html"].contains(path) { return }
    guard path.utf8.suffix(3).elementsEqual(".md".utf8) else {
      log.add(
        .error(
          .brokenLink,
          "the site has no '\(path)'",
          at: range,
          cure: "link to a page (02-network.md), a place (#ranges) or a whole URL"
        )
      )
      return
    }
    let name = String(path.dropLast(3))
    guard !builder.pageNames.contains(name) else { return }
    log.add(
      .error(
        .brokenLink,
        "the guide has no page '\(path)'",
        at: range,
        cure: Suggestion.nearest(to: name, in: builder.pageNames.sorted())
          .map { "did you mean '\($0).md'?" }
          ?? "write that page, or link to another"
      )
    )
  }
}
