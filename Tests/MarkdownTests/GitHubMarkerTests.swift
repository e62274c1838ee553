import Testing

@testable import Markdown

@Suite("GitHub's task list items and alerts")
struct GitHubMarkerTests {
  private static let open =
    "<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"to do\" /> "
  private static let done =
    "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"done\" /> "

  static let tasks = [
    ("- [ ] a\n- [x] b\n", "<ul>\n\(open)a</li>\n\(done)b</li>\n</ul>\n"),
    ("1. [X] a\n", "<ol>\n\(done)a</li>\n</ol>\n"),
    ("- [ ] *a*\n", "<ul>\n\(open)<em>a</em></li>\n</ul>\n"),
    ("- [x] a\n  - [ ] b\n", "<ul>\n\(done)a\n<ul>\n\(open)b</li>\n</ul>\n</li>\n</ul>\n"),
    ("> - [ ] a\n", "<blockquote>\n<ul>\n\(open)a</li>\n</ul>\n</blockquote>\n"),
    ("- [ ]\n  a\n", "<ul>\n\(open)a</li>\n</ul>\n"),
    ("- [ ] a\n\n- b\n", "<ul>\n\(open)\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"),
    ("- [ ] [x](y)\n", "<ul>\n\(open)<a href=\"y\">x</a></li>\n</ul>\n"),
  ]

  @Test("A task list item is read", arguments: tasks)
  func task(markdown: String, html: String) throws {
    #expect(try Rendering.gitHub(markdown) == html)
  }

  static let others = [
    "- [ ]\n", "- [ ]a\n", "- [x](y) b\n", "- \\[ ] a\n", "- [\\x] a\n", "[ ] a\n", "- a [ ] b\n",
    "- `[ ]` a\n", "- [xx] a\n", "- # [ ] a\n", "- [x] a\n\n[x]: /y\n", "- &#91; ] a\n",
    "> [!NOTE]\n", "> [!OTHER]\n> a\n", "> [!NOTE] a\n", "> \\[!NOTE]\n> a\n", "[!NOTE]\na\n",
    "> a\n> [!NOTE]\n> b\n", "> [!note]: /x\n> a\n", "> **[!NOTE]**\n> a\n",
  ]

  @Test("What only looks like it stays as CommonMark has it", arguments: others)
  func other(markdown: String) throws {
    let plain = Rendering.cmark(Array(markdown.utf8))
    #expect(try Rendering.gitHub(markdown) == String(decoding: plain, as: UTF8.self))
  }

  @Test("Each of the five alerts is read", arguments: MarkdownNode.Alert.allCases)
  func alert(_ alert: MarkdownNode.Alert) throws {
    let name = String(decoding: alert.name, as: UTF8.self)
    let title = name.prefix(1).uppercased() + name.dropFirst()
    for word in [name, name.uppercased()] {
      #expect(
        try Rendering.gitHub("> [!\(word)]\n> text\n") == """
          <div class="alert alert-\(name)" role="note">
          <p class="alert-title">\(title)</p>
          <p>text</p>
          </div>

          """
      )
    }
  }

  static let bodies = [
    ("> [!TIP]\n>\n> a\n", "<p>a</p>\n"),
    ("> [!TIP]  \n> a\n", "<p>a</p>\n"),
    ("> [!TIP]\n> - a\n", "<ul>\n<li>a</li>\n</ul>\n"),
    ("> [!TIP]\n> *a*\n> b\n>\n> c\n", "<p><em>a</em>\nb</p>\n<p>c</p>\n"),
    ("> [!TIP]\n> ```\n> a\n> ```\n", "<pre><code>a\n</code></pre>\n"),
    (
      "> [!TIP]\n> |a|\n> |-|\n",
      "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>\n"
    ),
    (
      "> [!TIP]\n> a\n> |b|\n> |-|\n",
      "<p>a</p>\n<table>\n<thead>\n<tr>\n<th>b</th>\n</tr>\n</thead>\n</table>\n"
    ),
  ]

  @Test("An alert holds any blocks", arguments: bodies)
  func body(markdown: String, html: String) throws {
    let start = "<div class=\"alert alert-tip\" role=\"note\">\n<p class=\"alert-title\">Tip</p>\n"
    #expect(try Rendering.gitHub(markdown) == start + html + "</div>\n")
  }
}
