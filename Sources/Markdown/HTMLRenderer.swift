/// Renders a document, or parts of it, as HTML into a sink.
///
/// On CommonMark the bytes are those of cmark's own renderer. Depth costs no recursion, unless a
/// sink asks for the children of a node it has taken over.
package struct HTMLRenderer: Sendable {
  package struct Options: Sendable {
    /// Whether the author's HTML goes into the page. If not, a comment takes its place, and links
    /// with a dangerous scheme lose their destination.
    package var allowsHTML: Bool

    package init(allowsHTML: Bool = false) { self.allowsHTML = allowsHTML }
  }

  package let document: MarkdownDocument
  package let options: Options

  package init(_ document: MarkdownDocument, options: Options = .init()) {
    self.document = document
    self.options = options
  }

  /// Renders a whole document.
  package static func render(
    _ document: MarkdownDocument,
    into sink: inout some HTMLSink,
    options: Options = .init()
  ) {
    HTMLRenderer(document, options: options).renderNodes(0..<document.nodes.count, into: &sink)
  }

  /// Renders the children of a node, blocks or inlines.
  package func renderChildren(of index: Int, into sink: inout some HTMLSink) {
    renderNodes(index + 1..<Int(document.nodes[index].end), into: &sink)
  }

  /// Renders a node with all that is in it. The sink is asked about the node like about any other,
  /// so a sink must not do this for a node it is being asked about.
  package func renderNode(_ index: Int, into sink: inout some HTMLSink) {
    renderNodes(index..<Int(document.nodes[index].end), into: &sink)
  }

  /// Renders a run of siblings, such as the blocks from one heading to the next.
  /// - Parameter range: indexes of nodes; starts at a node and ends at the end of a sibling.
  package func renderNodes(_ range: Range<Int>, into sink: inout some HTMLSink) {
    var open: [Int] = []
    var index = range.lowerBound
    while true {
      while let last = open.last, Int(document.nodes[last].end) <= index {
        leave(last, &sink)
        open.removeLast()
      }
      guard index < range.upperBound else { return }
      let node = document.nodes[index]
      if isTaken(index, node, &sink) {
        index = Int(node.end)
      } else if enter(index, node, &sink) {
        open.append(index)
        index += 1
      } else {
        index = Int(node.end)
      }
    }
  }

  /// Asks the sink, at the start of a line if it is a block that gets one.
  private func isTaken(_ index: Int, _ node: MarkdownNode, _ sink: inout some HTMLSink) -> Bool {
    switch node.kind {
    case .document: return false
    case .paragraph(isTight: true): return sink.block(document, index, self)
    case _ where node.isBlock:
      startLine(&sink)
      return sink.block(document, index, self)
    default: return sink.inline(document, index, self)
    }
  }

  /// Writes a leaf, or the start of a container. Returns whether its children follow.
  private func enter(_ index: Int, _ node: MarkdownNode, _ sink: inout some HTMLSink) -> Bool {
    if node.isBlock { return enterBlock(node, &sink) }
    switch node.kind {
    case .text: sink.text(document, node.text)
    case .softBreak: sink.raw("\n")
    case .lineBreak: sink.raw("<br />\n")
    case .code:
      sink.raw("<code>")
      sink.text(document, node.text)
      sink.raw("</code>")
    case .htmlInline: renderAuthorHTML(node, &sink)
    case .emphasis:
      sink.raw("<em>")
      return true
    case .strong:
      sink.raw("<strong>")
      return true
    case .link:
      sink.raw("<a href=\"")
      renderURL(node, &sink)
      renderTitle(node, &sink)
      sink.raw("\">")
      return true
    case .image: renderImage(index, node, &sink)
    default: break
    }
    return false
  }

  private func enterBlock(_ node: MarkdownNode, _ sink: inout some HTMLSink) -> Bool {
    switch node.kind {
    case .codeBlock:
      renderCodeBlock(node, &sink)
      return false
    case .htmlBlock:
      renderAuthorHTML(node, &sink)
      startLine(&sink)
      return false
    case .thematicBreak:
      sink.raw("<hr />\n")
      return false
    case .document, .paragraph(isTight: true):
      return true
    default:
      openBlock(node, &sink)
      return true
    }
  }

  private func openBlock(_ node: MarkdownNode, _ sink: inout some HTMLSink) {
    switch node.kind {
    case .blockQuote(nil): sink.raw("<blockquote>\n")
    case .blockQuote(let alert?):
      sink.raw("<div class=\"alert alert-")
      sink.raw(alert.name)
      sink.raw("\" role=\"note\">\n<p class=\"alert-title\">")
      sink.alertTitle(alert)
      sink.raw("</p>\n")
    case .list(let list) where list.isOrdered && list.start != 1:
      sink.raw("<ol start=\"")
      sink.raw(Array(String(list.start).utf8))
      sink.raw("\">\n")
    case .list(let list): sink.raw(list.isOrdered ? "<ol>\n" : "<ul>\n")
    case .item(nil): sink.raw("<li>")
    case .item(let task?):
      sink.raw("<li class=\"task\"><input type=\"checkbox\" disabled")
      if task == .checked { sink.raw(" checked") }
      sink.raw(" aria-label=\"")
      sink.taskLabel(task)
      sink.raw("\" /> ")
    case .paragraph: sink.raw("<p>")
    case .heading(let level): sink.raw(Self.headingTags[level - 1].open)
    case .table: sink.raw("<table>\n")
    case .tableHead: sink.raw("<thead>\n<tr>\n")
    case .tableRow: sink.raw("<tr>\n")
    case .tableCell(let alignment, let isHeader):
      sink.raw(isHeader ? "<th" : "<td")
      switch alignment {
      case .none: sink.raw(">")
      case .left: sink.raw(" class=\"align-left\">")
      case .center: sink.raw(" class=\"align-center\">")
      case .right: sink.raw(" class=\"align-right\">")
      }
    default: break
    }
  }

  private func leave(_ index: Int, _ sink: inout some HTMLSink) {
    let node = document.nodes[index]
    switch node.kind {
    case .blockQuote(let alert):
      startLine(&sink)
      sink.raw(alert == nil ? "</blockquote>\n" : "</div>\n")
    case .list(let list): sink.raw(list.isOrdered ? "</ol>\n" : "</ul>\n")
    case .item: sink.raw("</li>\n")
    case .paragraph(isTight: false): sink.raw("</p>\n")
    case .heading(let level): sink.raw(Self.headingTags[level - 1].close)
    case .table:
      // A table of a head only has no body.
      let head = index + 1
      if document.nodes[head].end < node.end { sink.raw("</tbody>\n") }
      sink.raw("</table>\n")
    case .tableHead:
      sink.raw("</tr>\n</thead>\n")
      if hasBody(behindHead: index) { sink.raw("<tbody>\n") }
    case .tableRow: sink.raw("</tr>\n")
    case .tableCell(_, let isHeader): sink.raw(isHeader ? "</th>\n" : "</td>\n")
    case .emphasis: sink.raw("</em>")
    case .strong: sink.raw("</strong>")
    case .link: sink.raw("</a>")
    default: break
    }
  }

  private func hasBody(behindHead index: Int) -> Bool {
    let next = Int(document.nodes[index].end)
    return next < document.nodes.count && document.nodes[next].kind == .tableRow
  }

  private func startLine(_ sink: inout some HTMLSink) {
    if !sink.isAtLineStart { sink.raw("\n") }
  }

  private func renderCodeBlock(_ node: MarkdownNode, _ sink: inout some HTMLSink) {
    let info = document.bytes[node.info]
    let word = info.prefix { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    if info.isEmpty {
      sink.raw("<pre><code>")
    } else {
      sink.raw("<pre><code class=\"language-")
      sink.attribute(document, word.startIndex..<word.endIndex)
      sink.raw("\">")
    }
    sink.text(document, node.text)
    sink.raw("</code></pre>\n")
  }

  private func renderAuthorHTML(_ node: MarkdownNode, _ sink: inout some HTMLSink) {
    if options.allowsHTML {
      sink.authorHTML(document, node.text)
    } else {
      sink.raw("<!-- raw HTML omitted -->")
    }
  }

  private func renderURL(_ node: MarkdownNode, _ sink: inout some HTMLSink) {
    if options.allowsHTML || !DangerousURL.matches(document.bytes[node.url]) {
      sink.url(document, node.url)
    }
  }

  private func renderTitle(_ node: MarkdownNode, _ sink: inout some HTMLSink) {
    guard let title = node.title else { return }
    sink.raw("\" title=\"")
    sink.attribute(document, title)
  }

  /// The `alt` text is the text of what is in the brackets, as cmark has it: code and even HTML
  /// count as text, a break as a blank.
  private func renderImage(_ index: Int, _ node: MarkdownNode, _ sink: inout some HTMLSink) {
    sink.raw("<img src=\"")
    renderURL(node, &sink)
    sink.raw("\" alt=\"")
    for inner in document.nodes[index + 1..<Int(node.end)] {
      switch inner.kind {
      case .text, .code, .htmlInline: sink.attribute(document, inner.text)
      case .softBreak, .lineBreak: sink.raw(" ")
      default: break
      }
    }
    renderTitle(node, &sink)
    sink.raw("\" />")
  }

  private static let headingTags: [(open: StaticString, close: StaticString)] = [
    ("<h1>", "</h1>\n"), ("<h2>", "</h2>\n"), ("<h3>", "</h3>\n"),
    ("<h4>", "</h4>\n"), ("<h5>", "</h5>\n"), ("<h6>", "</h6>\n"),
  ]
}
