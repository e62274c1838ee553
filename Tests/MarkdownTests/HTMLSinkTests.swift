import Testing

@testable import Markdown

@Suite("A sink can take over parts of the page")
struct HTMLSinkTests {
  /// Gives headings an id, keeps code blocks to itself, marks text, and speaks German.
  private struct Custom: HTMLSink {
    var html = HTMLBuffer()

    var isAtLineStart: Bool { html.isAtLineStart }
    mutating func raw(_ markup: StaticString) { html.raw(markup) }
    mutating func raw(_ markup: [UInt8]) { html.raw(markup) }
    mutating func text(_ document: MarkdownDocument, _ range: Range<Int>) {
      html.raw("{")
      html.text(document, range)
      html.raw("}")
    }
    mutating func attribute(_ document: MarkdownDocument, _ range: Range<Int>) {
      html.attribute(document, range)
    }
    mutating func url(_ document: MarkdownDocument, _ range: Range<Int>) {
      html.raw("../")
      html.url(document, range)
    }
    mutating func authorHTML(_ document: MarkdownDocument, _ range: Range<Int>) {
      html.authorHTML(document, range)
    }
    mutating func alertTitle(_ alert: MarkdownNode.Alert) { html.raw("Hinweis") }
    mutating func taskLabel(_ task: MarkdownNode.Task) { html.raw("offen") }

    mutating func block(
      _ document: MarkdownDocument,
      _ index: Int,
      _ renderer: HTMLRenderer
    ) -> Bool {
      switch document.nodes[index].kind {
      case .heading:
        html.raw("<h2 id=\"x\">")
        renderer.renderChildren(of: index, into: &self)
        html.raw("</h2>\n")
      case .codeBlock:
        html.raw("<code-card></code-card>\n")
      case .blockQuote(nil):
        html.raw("<aside>\n")
        renderer.renderChildren(of: index, into: &self)
        html.raw("</aside>\n")
      default:
        return false
      }
      return true
    }

    mutating func inline(
      _ document: MarkdownDocument,
      _ index: Int,
      _ renderer: HTMLRenderer
    ) -> Bool {
      guard document.nodes[index].kind == .emphasis else { return false }
      html.raw("<i>")
      renderer.renderChildren(of: index, into: &self)
      html.raw("</i>")
      return true
    }
  }

  static let cases = [
    ("# a *b* `c`\n\nd\n", "<h2 id=\"x\">{a }<i>{b}</i>{ }<code>{c}</code></h2>\n<p>{d}</p>\n"),
    (
      "- ```\n  a\n  ```\n- b\n",
      "<ul>\n<li>\n<code-card></code-card>\n</li>\n<li>{b}</li>\n</ul>\n"
    ),
    ("> > a\n", "<aside>\n<aside>\n<p>{a}</p>\n</aside>\n</aside>\n"),
    ("[a](b) ![c](d)\n", "<p><a href=\"../b\">{a}</a>{ }<img src=\"../d\" alt=\"c\" /></p>\n"),
    (
      "> [!NOTE]\n> a\n",
      "<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">Hinweis</p>\n"
        + "<p>{a}</p>\n</div>\n"
    ),
    (
      "- [ ] a\n",
      "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"offen\" /> "
        + "{a}</li>\n</ul>\n"
    ),
  ]

  @Test("What the sink does not take over is rendered as usual", arguments: cases)
  func custom(markdown: String, html: String) throws {
    var sink = Custom()
    HTMLRenderer.render(try Rendering.document(markdown), into: &sink)
    #expect(String(decoding: sink.html.bytes, as: UTF8.self) == html)
  }

  @Test("A run of blocks renders like the whole, piece by piece")
  func pieces() throws {
    let text = "# a\n\n- b\n- c\n\n  d\n\n> e\n\n|f|\n|-|\n|g|\n\n```\nh\n```\n***\ni\n"
    let document = try Rendering.document(text)
    let renderer = HTMLRenderer(document, options: .init(allowsHTML: true))
    var pieces = HTMLBuffer()
    for child in document.children(of: 0) { renderer.renderNode(child, into: &pieces) }
    #expect(pieces.bytes == Rendering.html(document))
    let blocks = Array(document.children(of: 0))
    var halves = HTMLBuffer()
    renderer.renderNodes(1..<blocks[3], into: &halves)
    renderer.renderNodes(blocks[3]..<document.nodes.count, into: &halves)
    #expect(halves.bytes == pieces.bytes)
  }

  @Test("Without the author's HTML, comments take its place and dangerous links lead nowhere")
  func safe() throws {
    let html = try Rendering.gitHub(
      "|<b>x|\n|-|\n\n<script>\n\n[a](javascript:b) ![c](DATA:text/html,d)\n",
      allowsHTML: false
    )
    #expect(
      html == """
        <table>
        <thead>
        <tr>
        <th><!-- raw HTML omitted -->x</th>
        </tr>
        </thead>
        </table>
        <!-- raw HTML omitted -->

        """
    )
    #expect(
      try Rendering.gitHub("[a](javascript:b) ![c](DATA:text/html,d)", allowsHTML: false)
        == "<p><a href=\"\">a</a> <img src=\"\" alt=\"c\" /></p>\n"
    )
  }
}
