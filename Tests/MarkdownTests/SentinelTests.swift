import Testing

@testable import Markdown

@Suite("Sentinels pass through every place that text can stand in")
struct SentinelTests {
  private static let mark = "\u{F0000}17\u{F0001}"

  /// Kinds of node, the Markdown of one with a sentinel, and what its text must be.
  static let places: [(String, String)] = [
    ("\(mark)", "text"),
    ("a \(mark) b", "text"),
    ("a\(mark)b", "text"),
    ("\(mark)\n===", "text"),
    ("# \(mark)", "text"),
    ("## a \(mark) ##", "text"),
    ("*\(mark)*", "text"),
    ("**\(mark)**", "text"),
    ("a**\(mark)**b", "text"),
    ("***\(mark)***", "text"),
    ("_\(mark)_", "text"),
    ("`\(mark)`", "code"),
    ("`` a`\(mark) ``", "code"),
    ("```sh\n\(mark)\n```", "codeBlock"),
    ("    \(mark)", "codeBlock"),
    ("~~~\nx=\"\(mark)\"\n~~~", "codeBlock"),
    ("```sh file=/etc/\(mark) a=\"\(mark)\"\nx\n```", "info"),
    ("[a](/b/\(mark)/c)", "url"),
    ("[a](<\(mark) b>)", "url"),
    ("[a](\(mark))", "url"),
    ("<https://\(mark).example/\(mark)>", "url"),
    ("![a](\(mark).svg)", "url"),
    ("[a](b '\(mark)')", "title"),
    ("![a](b \"x \(mark) y\")", "title"),
    ("[\(mark)](b)", "text"),
    ("![\(mark)](b)", "text"),
    ("[a]\n\n[a]: /\(mark) 'b'", "url"),
    ("[a]\n\n[a]: /b '\(mark)'", "title"),
    ("[\(mark)]\n\n[\(mark)]: /b", "text"),
    ("- \(mark)", "text"),
    ("- [ ] \(mark)", "text"),
    ("> \(mark)", "text"),
    ("> [!NOTE]\n> \(mark)", "text"),
    ("|\(mark)|b|\n|-|-|\n", "text"),
    ("|a|b|\n|-|-|\n|`\(mark)`|c|", "code"),
    ("|a|b|\n|-|-|\n|[c](\(mark))|c|", "url"),
    ("<!-- \(mark) -->", "htmlBlock"),
    ("<b title=\"\(mark)\">a", "htmlInline"),
    ("a <!-- \(mark) --> b", "htmlInline"),
  ]

  @Test("A sentinel survives", arguments: places)
  func survives(markdown: String, place: String) throws {
    let document = try Rendering.document(markdown)
    let mark = Array(Self.mark.utf8)
    let texts = document.nodes.map { node -> Range<Int> in
      switch place {
      case "url": node.url
      case "title": node.title ?? 0..<0
      case "info": node.info
      default: "\(node.kind)" == place ? node.text : 0..<0
      }
    }
    let expected = markdown.components(of: mark)
    let found = texts.reduce(0) { $0 + document.bytes[$1].components(of: mark) }
    // A reference's label is no text of the document.
    #expect(found >= 1 && found <= expected)
    let emphasized = markdown.utf8.contains(UInt8(ascii: "*")) || markdown.utf8.first == 0x5F
    if emphasized {
      #expect(document.nodes.contains { $0.kind == .strong || $0.kind == .emphasis })
    }
  }

  @Test("A directive between rows is a row of one cell that holds it")
  func rowDirective() throws {
    let directive = "\u{F0002}3\u{F0003}"
    let document = try Rendering.document("|a|b|\n|-|-|\n|\(directive)|\n|1|2|\n|\(directive)|\n")
    let rows = document.children(of: 1).filter { document.nodes[$0].kind == .tableRow }
    #expect(rows.count == 3)
    for row in [rows[0], rows[2]] {
      let cells = Array(document.children(of: row))
      #expect(cells.count == 2)
      #expect(document.plainText(of: cells[0]) == Array(directive.utf8))
      #expect(document.plainText(of: cells[1]).isEmpty)
    }
  }

  @Test("A comment alone on its line is a block of its own, also in lists and quotes")
  func comments() throws {
    for (prefix, rest) in [("", ""), ("- ", "  "), ("> ", "> "), ("1. > ", "   > ")] {
      let text = "\(prefix)a\n\(rest)<!-- @if x -->\n\(rest)b\n\(rest)<!-- @end -->\n"
      let document = try Rendering.document(text)
      let literals = document.nodes.filter { $0.kind == .htmlBlock }
        .map { String(decoding: document.bytes[$0.text], as: UTF8.self) }
      // Up to the end of the comment's line; what follows is Markdown again.
      #expect(literals == ["<!-- @if x -->\n", "<!-- @end -->\n"])
      #expect(document.nodes.filter { $0.kind == .htmlBlock }.map(\.startLine) == [2, 4])
    }
  }
}

extension Sequence where Element == UInt8 {
  /// How often the bytes occur.
  fileprivate func components(of part: [UInt8]) -> Int {
    let bytes = Array(self)
    return bytes.indices.count { bytes[$0...].starts(with: part) }
  }
}

extension String {
  fileprivate func components(of part: [UInt8]) -> Int { Array(utf8).components(of: part) }
}
