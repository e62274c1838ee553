import Diagnostics
import Glibc
import Testing

@testable import Markdown

@Suite("A page that would take too long is refused, and everything else is read")
struct MarkdownLimitsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: @Sendable () -> String
    /// Whether the page must be refused, must be read, or may be either.
    let isRefused: Bool?

    init(_ name: String, refused: Bool?, _ text: @escaping @Sendable () -> String) {
      testDescription = name
      isRefused = refused
      self.text = text
    }
  }

  private static func times(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let cases = [
    Case("nested quotes", refused: true) { times(">", 50_000) + "a" },
    Case("nested quotes with blanks", refused: true) { times("> ", 25_000) + "a" },
    Case("101 quotes", refused: true) { times("> ", 101) + "a" },
    Case("90 quotes", refused: false) { times("> ", 90) + "a" },
    Case("emphasis in nested quotes", refused: true) { times(">", 100_000) + times("a*", 100_000) },
    Case("nested strong emphasis", refused: true) {
      times("*a **a ", 32_500) + "b" + times(" a** a*", 32_500)
    },
    Case("nested stars", refused: true) { times("*", 20_000) + "a" + times("*", 20_000) },
    Case("closers of emphasis", refused: false) { times("a_ ", 32_500) },
    Case("openers of emphasis", refused: false) { times("_a ", 32_500) },
    Case("closers of links", refused: false) { times("a]", 32_500) },
    Case("openers of links", refused: false) { times("[a", 32_500) },
    Case("mismatched emphasis", refused: false) { times("*a_ ", 25_000) },
    Case("stars in threes", refused: false) { "a**b" + times("c* ", 25_000) },
    Case("links and emphasis", refused: false) { times("[ a_", 25_000) },
    Case("brackets and parentheses", refused: false) { times("[ (](", 40_000) },
    Case("links in unfinished images", refused: true) { times("![[]()", 160_000) },
    Case("nested brackets", refused: false) { times("[", 25_000) + "a" + times("]", 25_000) },
    Case("indented lists", refused: true) {
      (0..<500).map { times("  ", $0) + "* a\n" }.joined()
    },
    Case("growing backticks", refused: false) { (1..<1_400).map { "e" + times("`", $0) }.joined() },
    Case("unfinished links in angles", refused: false) { times("[a](<b", 30_000) },
    Case("unfinished links", refused: false) { times("[a](b", 30_000) },
    Case("unfinished comments", refused: true) { "</" + times("<!--", 250_000) },
    Case("unfinished instructions", refused: true) { times("a<?", 300_000) },
    Case("unfinished declarations", refused: true) { times("<!A ", 250_000) },
    Case("unfinished sections", refused: true) { times("<![CDATA[", 100_000) },
    Case("blank lines in nested lists", refused: true) {
      times("- ", 30_000) + "x" + times("\n", 30_000)
    },
    Case("blank lines in nested lists in a quote", refused: true) {
      "> " + times("- ", 30_000) + "x\n" + times(">\n", 30_000)
    },
    Case("a long definition used often", refused: true) {
      "[a]: /" + times("u", 400_000) + "\n\n" + times("[a] ", 150_000)
    },
    Case("many definitions", refused: false) {
      (0..<9_000).map { "[\($0)]: u\n" }.joined() + "\n[0]"
    },
    Case("long labels looked up", refused: nil) {
      "[z]: /u\n\n" + times(times("[", 490) + "a" + times("]", 490) + " ", 1_000)
    },
    Case("a table of many columns", refused: true) {
      times("|a", 1_001) + "|\n" + times("|-", 1_001) + "|\n"
    },
    Case("a wide table of short rows", refused: true) {
      times("|a", 900) + "|\n" + times("|-", 900) + "|\n" + times("a\n", 200_000)
    },
    Case("many tables", refused: false) { times("|a|b|\n|-|-|\n|1|2|\n\n", 20_000) },
    Case("many headings below tables", refused: false) { times("a\n---\n|-|-|\n", 50_000) },
    Case("a megabyte and a byte", refused: true) { times("a", 1 << 20) + "a" },
    Case("a megabyte", refused: false) { times("word ", 200_000) },
    Case("an empty page", refused: false) { "" },
    Case("nothing but NUL", refused: false) { times("\0", 1_000) },
  ]

  @Test("Every page ends in less than two seconds, with a document or one error", arguments: cases)
  func ends(example: Case) throws {
    let text = Array(example.text().utf8)
    var map = SourceMap()
    let file = map.add(path: "page.md", bytes: text)
    for syntax in [MarkdownDocument.Syntax.commonMark, .gitHub] {
      var log = DiagnosticLog()
      let start = Self.processorTime
      if let document = MarkdownDocument.parse(text, syntax: syntax, in: file, log: &log) {
        #expect(!Rendering.html(document).isEmpty || text.isEmpty)
      }
      #expect(Self.processorTime - start < 2)
      #expect(log.diagnostics.allSatisfy { $0.id == .markdownTooComplex && $0.cure != nil })
      #expect(log.diagnostics.count <= 1)
      // Tables are GitHub's, so plain CommonMark has no reason to refuse them.
      let isTable = example.testDescription.contains("table")
      if let isRefused = example.isRefused, syntax == .gitHub || !isTable {
        #expect(log.hasErrors == isRefused)
      }
    }
  }

  /// The seconds that this thread has worked, whatever else the machine does.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test("The error stands at the line that is too much")
  func line() throws {
    let text = Array(
      ("---\ntitle: x\n---\n# a\n\n" + String(repeating: ">", count: 200) + "b\n").utf8
    )
    var map = SourceMap()
    let file = map.add(path: "page.md", bytes: text)
    var log = DiagnosticLog()
    let body = Array(text[file.lineStarts[3]...])
    #expect(MarkdownDocument.parse(body, in: file, firstLine: 4, log: &log) == nil)
    let range = try #require(log.diagnostics.first?.range)
    #expect(file.location(of: Int(range.start)).line == 6)
  }
}
