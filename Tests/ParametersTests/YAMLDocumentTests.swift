import Diagnostics
import Testing

@testable import Parameters

@Suite struct YAMLDocumentTests {
  private func read(_ text: String) -> (YAMLDocument?, String) {
    var map = SourceMap()
    let file = map.add(path: "a.yaml", bytes: Array(text.utf8))
    var log = DiagnosticLog()
    let document = YAMLDocument.read(SourceExcerpt(file), log: &log)
    return (document, log.diagnostics.map { GuideFixture.line($0, map) }.joined(separator: "\n"))
  }

  @Test func keepsScalarsAsTheyAreWritten() throws {
    let (document, report) = read("a: 1.30\nb: no\nc: 0644\nd: \"x\\ty\"\ne: 'it''s'\nf: ~\ng:\n")
    #expect(report == "")
    let entries = try #require(document?.root?.entries)
    #expect(entries.map(\.key) == ["a", "b", "c", "d", "e", "f", "g"])
    #expect(
      entries.compactMap(\.value.scalar?.text) == ["1.30", "no", "0644", "x\ty", "it's", "~", ""]
    )
    #expect(
      entries.compactMap(\.value.scalar?.isNull) == [false, false, false, false, false, true, true]
    )
  }

  @Test func knowsWhereScalarsStand() throws {
    let text = "名: 集群  # x\nb: \"q\"\nc: [a, 'it''s']\nd: |\n  x\n"
    let (document, _) = read(text)
    let entries = try #require(document?.root?.entries)
    let bytes = Array(text.utf8)
    func slice(_ range: SourceRange) -> String {
      String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
    }
    #expect(entries.map { slice($0.keyRange) } == ["名", "b", "c", "d"])
    #expect(slice(entries[0].value.range) == "集群")
    #expect(slice(entries[1].value.range) == "\"q\"")
    #expect(entries[2].value.elements?.map { slice($0.range) } == ["a", "'it''s'"])
    let quoted = try #require(entries[1].value.scalar?.verbatim)
    #expect(bytes[quoted].elementsEqual("q".utf8))
    #expect(entries[2].value.elements?[1].scalar?.verbatim == nil)
  }

  @Test func mapsPlacesThroughAnExcerpt() throws {
    let text = "> a: 1\n>   b: {{\n"
    var map = SourceMap()
    let file = map.add(path: "a.md", bytes: Array(text.utf8))
    var log = DiagnosticLog()
    let excerpt = SourceExcerpt(file, lines: [2..<6, 9..<16])
    #expect(YAMLDocument.read(excerpt, log: &log) == nil)
    #expect(log.diagnostics.first?.range.map { map[$0.file].location(of: Int($0.start)).line } == 2)
  }

  @Test(arguments: [
    (
      "a: 1\nb: 2\na: 3\n",
      "a.yaml:3:1-2: error: 'a' is given twice [duplicate-key] remove one of the two\n  a.yaml:1:1-2: first given here"
    ),
    (
      "x: {a: 1, a: 2}\n",
      "a.yaml:1:5-6: error: 'a' is given twice [duplicate-key] remove one of the two"
    ),
    (
      "a: &x 1\nb: *x\n",
      "a.yaml:1:4-5: error: anchors and aliases are not supported [yaml-feature] write the value out; quote a text that starts with '&'"
    ),
    (
      "a: *x\n",
      "a.yaml:1:4-5: error: aliases are not supported [yaml-feature] quote a text that starts with '*'"
    ),
    (
      "a: !!str 1\n",
      "a.yaml:1:4-5: error: tags are not supported [yaml-feature] leave the tag out; quote a text that starts with '!'"
    ),
    (
      "a: {<<: {b: 1}}\n",
      "a.yaml:1:5-7: error: merge keys are not supported [yaml-feature] write the values out"
    ),
    (
      "? [a]\n: 1\n",
      "a.yaml:1:1-2: error: a key must be a single word [yaml-feature] quote the placeholder: \"{{ … }}\""
    ),
    (
      "a: 1\n---\nb: 2\n",
      "a.yaml:2:1-2: error: a file holds one YAML document [yaml-feature] remove the line '---' and what follows it"
    ),
    (
      "a: b: c\n",
      "a.yaml:1:5-6: error: this is not YAML: mapping values are not allowed in this context [yaml-syntax] quote a value that contains ': '; put a space behind each key's colon"
    ),
    (
      "a: [1\nb: 2\n",
      """
      a.yaml:2:2-3: error: this is not YAML: did not find expected ',' or ']' [yaml-syntax] check the indentation, the quotes and the brackets
        a.yaml:1:4-5: this bracket is not closed
      """
    ),
    (
      "a: \"1\nb: 2\n",
      """
      a.yaml:2:5: error: this is not YAML: found unexpected end of stream [yaml-syntax] close the quote
        a.yaml:1:4-5: this quote is not closed
      """
    ),
    (
      "\ta: 1\n",
      "a.yaml:1:1-2: error: this is not YAML: found character that cannot start any token [yaml-syntax] quote the value; indent with spaces, not tabs"
    ),
    (
      "name：lab\npods: 1\n",
      "a.yaml:1:5-6: error: full-width '：' means nothing in YAML [yaml-syntax] write ':'"
    ),
    (
      "a: \"x“\nb: 1\n",
      "a.yaml:1:6-7: error: full-width '“' means nothing in YAML [yaml-syntax] write '\"'"
    ),
  ])
  func refuses(text: String, report: String) {
    let (document, found) = read(text)
    #expect(document == nil)
    #expect(found == report)
  }

  @Test func refusesInvalidUTF8AtItsPlace() {
    var map = SourceMap()
    let file = map.add(path: "a.yaml", bytes: Array("a: é".utf8) + [0x0A, 0xFF])
    var log = DiagnosticLog()
    #expect(YAMLDocument.read(SourceExcerpt(file), log: &log) == nil)
    #expect(log.diagnostics.first?.range?.start == 6)
    #expect(log.diagnostics.first?.message == "the text is not UTF-8")
  }

  @Test func refusesDeepAndLargeDocuments() {
    let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    #expect(read(deep).1.contains("nested more than 50 deep [yaml-limit]"))
    let deeper = String(repeating: "[", count: 20_000)
    #expect(read(deeper).1.contains("nested more than 50 deep [yaml-limit]"))
    let large = "[" + String(repeating: "1,", count: 100_001) + "1]"
    #expect(read(large).1.contains("more than 100000 values [yaml-limit]"))
  }

  @Test func survivesAnAliasBombWhoseKeysWouldBeHashed() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    bomb += "? *a9\n: 1\n"
    #expect(read(bomb).1.contains("anchors and aliases are not supported [yaml-feature]"))
  }

  @Test func anEmptyDocumentHasNoRoot() {
    for text in ["", "# only a comment\n", "---\n"] {
      let (document, report) = read(text)
      #expect(document != nil)
      #expect(document?.root == nil)
      #expect(report == "")
    }
  }
}
