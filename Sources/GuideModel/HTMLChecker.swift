import Diagnostics
import Markdown

/// Checks what Markdown takes for HTML and is no directive: elements are refused, comments are the
/// author's own and are left out of the page.
struct HTMLChecker {
  /// Whether the page has had an element; its closing tag is then no second mistake.
  private var hasElement = false

  mutating func check(_ node: MarkdownNode, in page: ParsedPage, log: inout DiagnosticLog) {
    let bytes = page.document.bytes
    let text = bytes[bytes.trimmed(node.text)]
    let place = page.place(of: node, reading: text)
    guard text.starts(with: Self.opening) else {
      if hasElement, text.starts(with: Array("</".utf8)) { return }
      hasElement = true
      log.add(
        .error(
          .rawHTML,
          "raw HTML is not supported",
          at: place,
          cure: "use Markdown, or write &lt; for the character"
        )
      )
      return
    }
    if text.dropFirst(4).first(where: { $0 != 0x20 }) == UInt8(ascii: "@") {
      log.add(
        .error(
          .directiveNotAlone,
          "a directive stands alone on one line",
          at: place,
          cure: "give it a line of its own, from <!-- to -->"
        )
      )
      return
    }
    checkComment(node, text, in: page, log: &log)
  }

  private static let opening = Array("<!--".utf8)
  private static let closing = Array("-->".utf8)

  /// A comment that begins a line takes the rest of its last line with it, or, when it does not
  /// end, the rest of the page: nothing that the author wrote may vanish like that.
  private func checkComment(
    _ node: MarkdownNode,
    _ text: ArraySlice<UInt8>,
    in page: ParsedPage,
    log: inout DiagnosticLog
  ) {
    var rest = text
    while rest.starts(with: Self.opening) {
      guard let end = rest.firstRange(of: Self.closing)?.upperBound else {
        log.add(
          .error(
            .rawHTML,
            "this comment never ends",
            at: page.place(of: node, reading: text),
            cure: "add -->"
          )
        )
        return
      }
      rest = rest[end...].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
    }
    guard !rest.isEmpty else { return }
    let line = Int(node.startLine) + text[..<rest.startIndex].count { $0 == 0x0A }
    log.add(
      .error(
        .rawHTML,
        "behind a comment, Markdown takes this for HTML",
        at: page.place(line: line, column: 1, reading: rest),
        cure: "begin a new line behind -->"
      )
    )
  }
}
