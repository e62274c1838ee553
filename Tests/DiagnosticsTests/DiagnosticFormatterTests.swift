import Testing

@testable import Diagnostics

@Suite struct DiagnosticFormatterTests {
  private func sample(_ text: String, marking word: String) -> (SourceMap, Diagnostic) {
    var sources = SourceMap()
    let file = sources.add(path: "content/g/en/02-network.md", bytes: Array(text.utf8))
    let bytes = Array(text.utf8)
    let needle = Array(word.utf8)
    let start =
      (0...(bytes.count - needle.count)).first { Array(bytes[$0..<($0 + needle.count)]) == needle }
      ?? 0
    let diagnostic = Diagnostic.error(
      .unknownParameter,
      "unknown parameter '\(word)'",
      at: file.range(start..<(start + needle.count)),
      cure: "did you mean 'pod_cidr'?",
      notes: [.init("declared here", at: file.range(0..<1))]
    )
    return (sources, diagnostic)
  }

  @Test func printsTheFormOfTheContract() {
    let (sources, diagnostic) = sample("a\n--cluster-cidr={{ pod_cird }}\n", marking: "pod_cird")
    let text = DiagnosticFormatter(sources: sources, format: .text)
      .render([diagnostic], summary: "1 error in 1 page")
    #expect(
      text == """
        content/g/en/02-network.md:2:19: error: unknown parameter 'pod_cird' [unknown-parameter]
        2 | --cluster-cidr={{ pod_cird }}
          |                   ^~~~~~~~ did you mean 'pod_cidr'?
        content/g/en/02-network.md:1:1: note: declared here
        1 error in 1 page

        """
    )
  }

  @Test func putsTheCaretRightUnderChinese() {
    let (sources, diagnostic) = sample("网段是 {{ pod_cird }}。\n", marking: "pod_cird")
    let lines = DiagnosticFormatter(sources: sources, format: .text)
      .render([diagnostic], summary: nil).split(separator: "\n")
    // Three wide characters take six cells, then a blank, two braces and a blank.
    #expect(lines[0].hasPrefix("content/g/en/02-network.md:1:8: error"))
    #expect(
      lines[2] == "  | " + String(repeating: " ", count: 10) + "^~~~~~~~ did you mean 'pod_cidr'?"
    )
  }

  @Test func sortsByPositionAndDropsRepeats() {
    let (sources, diagnostic) = sample("x pod_cird\n", marking: "pod_cird")
    let first = Diagnostic.warning(
      .unknownField,
      "earlier",
      at: SourceRange(file: .init(index: 0), start: 0, end: 1)
    )
    let text = DiagnosticFormatter(sources: sources, format: .github)
      .render([diagnostic, first, diagnostic], summary: nil)
    #expect(
      text == """
        ::warning file=content/g/en/02-network.md,line=1,col=1,title=unknown-field::earlier
        ::error file=content/g/en/02-network.md,line=1,col=3,title=unknown-parameter::unknown \
        parameter 'pod_cird' (did you mean 'pod_cidr'?)

        """
    )
  }

  @Test func writesJSONThatEscapesControls() {
    let diagnostic = Diagnostic.error(.unknownField, "a\"b\u{1}", at: nil)
    let text = DiagnosticFormatter(sources: SourceMap(), format: .json)
      .render([diagnostic], summary: "ignored")
    #expect(
      text
        == #"{"severity":"error","id":"unknown-field","message":"a\"b\u0001","notes":[]}"# + "\n"
    )
  }
}
