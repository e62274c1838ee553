import Diagnostics
import Markdown

/// A page is rendered or refused; without HTML of the author's there are no elements but ours.
@_cdecl("LLVMFuzzerTestOneInput")
public func testMarkdown(_ data: FuzzData?, _ count: Int) -> Int32 {
  let text = fuzzInput(data, count)
  // Files that are no UTF-8 are refused when they are read.
  guard String(validating: text, as: UTF8.self) != nil, !text.contains(0) else { return 0 }
  var map = SourceMap()
  let file = map.add(path: "page.md", bytes: text)
  for syntax in [MarkdownDocument.Syntax.commonMark, .gitHub] {
    var log = DiagnosticLog()
    guard let document = MarkdownDocument.parse(text, syntax: syntax, in: file, log: &log) else {
      precondition(log.hasErrors, "refused without a reason")
      continue
    }
    var html = HTMLBuffer()
    HTMLRenderer.render(document, into: &html, options: .init(allowsHTML: false))
    precondition(String(validating: html.bytes, as: UTF8.self) != nil, "HTML that is no UTF-8")
    precondition(!holds(html.bytes, "<script"), "a script of the author's")
    _ = document.plainText(of: 0)
  }
  return 0
}

private func holds(_ bytes: [UInt8], _ word: StaticString) -> Bool {
  let word = Array(word.description.utf8)
  guard bytes.count >= word.count else { return false }
  return (0...(bytes.count - word.count)).contains { bytes[$0...].starts(with: word) }
}
