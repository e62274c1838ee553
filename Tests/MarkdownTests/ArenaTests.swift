import Testing

@testable import Markdown

@Suite("The arena is a tree in pre-order")
struct ArenaTests {
  static let pieces = [
    "| a | b |\n", "|---|:-:|\n", ":-- | --\n", "a | b\n", "| [r] | c |\n", "|1|\n", "text\n", "\n",
    "---\n", "===\n", "- ", "> ", "  ", "    ", "\t", "1. ", "#", "[r]: /url\n", "[r]:\n", "'t\n",
    "- [ ] t\n", "[!NOTE]\n", "> [!TIP]\n", "```\n", "<div>\n", "<!-- x -->\n", "\r", "\r\n", "\0",
    "\u{FEFF}", "\u{F0000}1\u{F0001}", "|\u{F0002}1 \u{F0003}|\n", "\u{B}", "\u{C}", "|", ":",
    "=\n",
    "*", "`", "[", "]", "\\", "<a>\n", "![x](y 'z')", "|-\n", "-|\n", "|\n", "**a** ", "`b` ",
  ].map { Array($0.utf8) }

  @Test("Any mixture of pieces gives a sound tree")
  func mixtures() throws {
    var random = SplitMix(state: 7)
    var tables = 0
    for _ in 0..<20_000 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 2...20, using: &random) {
        text += Self.pieces[Int.random(in: Self.pieces.indices, using: &random)]
      }
      let document = try MarkdownDocument.parse(text, syntax: .gitHub)
      if let problem = Self.problem(of: document, lines: text.count + 1) {
        Issue.record("\(problem): \(String(decoding: text, as: UTF8.self).debugDescription)")
        return
      }
      tables += document.nodes.count { if case .table = $0.kind { true } else { false } }
    }
    #expect(tables > 500)
  }

  @Test("Neither a byte order mark nor a form feed shifts what is read as table cells")
  func shifts() throws {
    for text in ["---\n\n\u{FEFF}1. x\n/u\n-|\n", "-\u{B}<!-- x -->\n  a\n  |b|\n  |-|\n"] {
      let document = try Rendering.document(text)
      let heads = document.nodes.indices.filter { document.nodes[$0].kind == .tableHead }
      #expect(heads.count == 1)
      #expect(heads.map { document.plainText(of: $0).count } == [text.contains("/u") ? 2 : 1])
    }
  }

  @Test("Adjacent texts are one node")
  func consolidation() throws {
    let document = try Rendering.document("a [b] ![c &amp; \\* d_e_f\n")
    #expect(document.nodes.map(\.kind) == [.document, .paragraph(isTight: false), .text])
    #expect(document.plainText(of: 0) == Array("a [b] ![c & * d_e_f".utf8))
  }

  @Test("Lines are the file's, from the first line that is given")
  func lines() throws {
    let text = Array("# a\n\n```\nb\n```\n\n- c\n\n|d|\n|-|\n".utf8)
    let document = try MarkdownDocument.parse(text, syntax: .gitHub, firstLine: 5)
    let lines = document.children(of: 0).map { document.nodes[$0].startLine }
    #expect(lines == [5, 7, 11, 13])
    #expect(document.nodes[Array(document.children(of: 0))[1]].endLine == 9)
  }

  /// What is wrong with a document, or nil.
  static func problem(of document: MarkdownDocument, lines: Int) -> String? {
    var open: [Int] = []
    for (index, node) in document.nodes.enumerated() {
      while let last = open.last, document.nodes[last].end <= index { open.removeLast() }
      guard node.end > index, Int(node.end) <= document.nodes.count else { return "end \(index)" }
      if index > 0 {
        guard let parent = open.last, node.end <= document.nodes[parent].end else {
          return "parent \(index)"
        }
        if case .tableRow = node.kind, case .table(let columns) = document.nodes[parent].kind,
          document.children(of: index).reduce(0, { count, _ in count + 1 }) != columns
        {
          return "columns \(index)"
        }
      }
      for range in [node.text, node.url, node.title ?? 0..<0, node.info]
      where range.upperBound > document.bytes.count {
        return "range \(index)"
      }
      guard node.startLine <= lines, node.endLine >= node.startLine, node.startColumn >= 0 else {
        return "line \(index)"
      }
      open.append(index)
    }
    return nil
  }
}
