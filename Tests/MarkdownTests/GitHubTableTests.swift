import Testing

@testable import Markdown

@Suite("GitHub's tables")
struct GitHubTableTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let markdown: String
    /// The HTML in each cell, the head first.
    let rows: [[String]]
    /// A letter for each column: `l`, `c`, `r`, or `-` for none.
    let alignments: String

    init(_ name: String, _ markdown: String, _ rows: [[String]], _ alignments: String = "") {
      testDescription = name
      self.markdown = markdown
      self.rows = rows
      self.alignments = alignments
    }

    var html: String {
      var html = "<table>\n"
      for (number, row) in rows.enumerated() {
        let tag = number == 0 ? "th" : "td"
        html += number == 0 ? "<thead>\n<tr>\n" : number == 1 ? "<tbody>\n<tr>\n" : "<tr>\n"
        for (column, cell) in row.enumerated() {
          let name: [Character: String] = ["l": "left", "c": "center", "r": "right"]
          let mark = alignments.isEmpty ? nil : name[Array(alignments)[column]]
          html += "<\(tag)\(mark.map { " class=\"align-\($0)\"" } ?? "")>\(cell)</\(tag)>\n"
        }
        html += number == 0 ? "</tr>\n</thead>\n" : "</tr>\n"
      }
      return html + (rows.count > 1 ? "</tbody>\n</table>\n" : "</table>\n")
    }
  }

  static let tables = [
    Case("A head and a row", "| a | b |\n| --- | --- |\n| 1 | 2 |\n", [["a", "b"], ["1", "2"]]),
    Case("No outer pipes", "a | b\n--- | ---\n1 | 2\n", [["a", "b"], ["1", "2"]]),
    Case("A head alone has no body", "| a | b |\n|---|---|\n", [["a", "b"]]),
    Case(
      "Alignment is a class",
      "|p|q|r|s|\n|:-|:-:|-:|-|\n|1|2|3|4|\n",
      [["p", "q", "r", "s"], ["1", "2", "3", "4"]],
      "lcr-"
    ),
    Case("One column", "| a |\n| - |\n| 1 |\n", [["a"], ["1"]]),
    Case("One column, by a colon, without pipes", "a\n:-\n1\n", [["a"], ["1"]], "l"),
    Case("An escaped pipe", "| a \\| b | c |\n|-|-|\n", [["a | b", "c"]]),
    Case("An escaped pipe in code", "| `a \\| b` |\n|-|\n", [["<code>a | b</code>"]]),
    Case("An escaped pipe in stress", "|**a \\| b**|\n|-|\n", [["<strong>a | b</strong>"]]),
    Case("A pipe in code divides all the same", "| `a | b` |\n|-|-|\n", [["`a", "b`"]]),
    Case("Two backslashes before a pipe", "| a \\\\| b |\n|-|\n", [["a | b"]]),
    Case("A short row is filled up", "| a | b |\n|-|-|\n| 1 |\n", [["a", "b"], ["1", ""]]),
    Case("A long row is cut", "| a | b |\n|-|-|\n|1|2|3|\n", [["a", "b"], ["1", "2"]]),
    Case("Empty cells", "|a||\n|-|-|\n||2|\n| | |\n", [["a", ""], ["", "2"], ["", ""]]),
    Case("A row needs no pipe", "| a | b |\n|-|-|\nbar\n", [["a", "b"], ["bar", ""]]),
    Case(
      "Inlines",
      "|*a*|[b](/c \"d\")|\n|-|-|\n",
      [["<em>a</em>", "<a href=\"/c\" title=\"d\">b</a>"]]
    ),
    Case(
      "What would begin a block elsewhere",
      "|# a|- b|\n|-|-|\n|> c|1. d|\n",
      [["# a", "- b"], ["&gt; c", "1. d"]]
    ),
    Case(
      "Hashes at the end",
      "|C #|a ##|\n|-|-|\n|#|\\#|\n",
      [["C #", "a ##"], ["#", "#"]]
    ),
    Case("A backslash at the end", "| a\\ | b |\n|-|-|\n", [["a\\", "b"]]),
    Case(
      "A reference to a definition below",
      "|[r]|![i][r]|\n|-|-|\n\n[r]: /u\n",
      [["<a href=\"/u\">r</a>", "<img src=\"/u\" alt=\"i\" />"]]
    ),
    Case(
      "A reference to a definition above",
      "[r]: /u\n\n|[r]|\n|-|\n",
      [["<a href=\"/u\">r</a>"]]
    ),
    Case(
      "A definition right above the head",
      "[r]: /u\n|[r]|\n|-|\n",
      [["<a href=\"/u\">r</a>"]]
    ),
    Case("Raw HTML", "|<b>x</b>|<br>|\n|-|-|\n", [["<b>x</b>", "<br>"]]),
    Case("Blanks and tabs around cells", "|\ta |  b|\n| :- |\t-\t|\n", [["a", "b"]], "l-"),
    Case("Lines behind up to three blanks", "   | a |\n   |-|\n  | 1 |\n", [["a"], ["1"]]),
    Case("CRLF", "| a |\r\n|-|\r\n| 1 |\r\n", [["a"], ["1"]]),
    Case(
      "Chinese",
      "| 名称 | 值 |\n|---|---|\n| 集群 | `实验` |\n",
      [["名称", "值"], ["集群", "<code>实验</code>"]]
    ),
    Case("An entity makes no column", "|&amp;|&#124;|\n|-|-|\n", [["&amp;", "|"]]),
    Case("Equals signs below are a row", "| a |\n|-|\n==\n", [["a"], ["=="]]),
    Case("A second delimiter row is a row", "|a|\n|-|\n|-|\n", [["a"], ["-"]]),
    Case("A byte order mark", "\u{FEFF}|a|\n|-|\n", [["a"]]),
  ]

  @Test("A table is read", arguments: tables)
  func table(_ example: Case) throws {
    #expect(try Rendering.gitHub(example.markdown) == example.html)
  }

  static let ends = [
    ("a blank line", "\nx\n", "<p>x</p>\n"),
    ("a quote", "> x\n", "<blockquote>\n<p>x</p>\n</blockquote>\n"),
    ("a heading", "# x\n", "<h1>x</h1>\n"),
    ("a fence", "```\nx\n```\n", "<pre><code>x\n</code></pre>\n"),
    ("a list", "- x\n", "<ul>\n<li>x</li>\n</ul>\n"),
    ("a thematic break of dashes", "---\n", "<hr />\n"),
    ("dashes and more text", "---\nx\n", "<hr />\n<p>x</p>\n"),
    ("a comment", "<!-- x -->\n", "<!-- x -->\n"),
  ]

  @Test("A table ends at another block", arguments: ends)
  func end(name: String, markdown: String, html: String) throws {
    let table = Case("", "", [["a", "b"], ["1", "2"]]).html
    #expect(try Rendering.gitHub("|a|b|\n|-|-|\n|1|2|\n" + markdown) == table + html, "\(name)")
  }

  static let containers = [
    ("a quote", "> |a|b|\n> |-|-|\n>|1|2|\n", "<blockquote>\n", "</blockquote>\n"),
    ("an item", "- |a|b|\n  |-|-|\n  |1|2|\n", "<ul>\n<li>\n", "</li>\n</ul>\n"),
    (
      "an item behind text", "10. x\n\n    |a|b|\n    |-|-|\n    |1|2|\n",
      "<ol start=\"10\">\n<li>\n<p>x</p>\n", "</li>\n</ol>\n"
    ),
    (
      "an item of a quote of an item", "- > 1. |a|b|\n  >    |-|-|\n  >    |1|2|\n",
      "<ul>\n<li>\n<blockquote>\n<ol>\n<li>\n", "</li>\n</ol>\n</blockquote>\n</li>\n</ul>\n"
    ),
    ("an item by tab", "-\t|a|b|\n\t|-|-|\n\t|1|2|\n", "<ul>\n<li>\n", "</li>\n</ul>\n"),
    ("a quote by tab", ">\t|a|b|\n>\t|-|-|\n>\t|1|2|\n", "<blockquote>\n", "</blockquote>\n"),
    ("a paragraph right above", "x\ny\n|a|b|\n|-|-|\n|1|2|\n", "<p>x\ny</p>\n", ""),
    (
      "a paragraph of a tight item above", "- *x*\n  |a|b|\n  |-|-|\n  |1|2|\n",
      "<ul>\n<li><em>x</em>\n", "</li>\n</ul>\n"
    ),
  ]

  @Test("A table stands in another block", arguments: containers)
  func container(name: String, markdown: String, before: String, after: String) throws {
    let table = Case("", "", [["a", "b"], ["1", "2"]]).html
    #expect(try Rendering.gitHub(markdown) == before + table + after, "\(name)")
  }

  static let others = [
    "| a | b |\n| - |\n",
    "| a |\n| - | - |\n",
    "| a | b |\n\n|-|-|\n",
    "| a | b |\n    |-|-|\n",
    "| a | b |\n|:|-|\n",
    "| a | b |\n|-|=|\n",
    "|-|-|\n",
    "a\n---\n",
    "a | b\n- | -\n",
    "> | a |\n|-|\n",
    "```\n|a|\n|-|\n```\n",
    "    |a|\n    |-|\n",
    "<div>\n|a|\n|-|\n</div>\n",
  ]

  @Test("What is no table stays as CommonMark has it", arguments: others)
  func noTable(markdown: String) throws {
    let plain = Rendering.cmark(Array(markdown.utf8))
    #expect(try Rendering.gitHub(markdown) == String(decoding: plain, as: UTF8.self))
  }

  @Test("Nodes of a table know their lines and columns")
  func positions() throws {
    let document = try Rendering.document("x\n\n> intro\n> | a | *b* |\n> |---|---|\n> | c |\n")
    let places = document.nodes.map { "\($0.kind) \($0.startLine)-\($0.endLine):\($0.startColumn)" }
    #expect(places[4] == "paragraph(isTight: false) 3-3:3")
    #expect(places[6] == "table(columns: 2) 4-6:3")
    #expect(places[7] == "tableHead 4-4:3")
    #expect(places[8].hasSuffix(" 4-4:5"))
    #expect(places[10].hasSuffix(" 4-4:9"))
    #expect(places[11] == "emphasis 4-4:9")
    #expect(document.nodes.filter { $0.kind == .tableRow }.map(\.startLine) == [6])
  }
}
