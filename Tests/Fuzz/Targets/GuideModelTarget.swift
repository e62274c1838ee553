import Diagnostics
import GuideModel

private let configuration = Array("title: Fuzz\nlanguages: [en, zh]\n".utf8)

/// A page and its translation, divided by NUL, become a guide or are refused with a reason.
@_cdecl("LLVMFuzzerTestOneInput")
public func testGuide(_ data: FuzzData?, _ count: Int) -> Int32 {
  let texts = fuzzInput(data, count).split(
    separator: 0,
    maxSplits: 1,
    omittingEmptySubsequences: false
  )
  guard texts.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) else { return 0 }
  var map = SourceMap()
  let guide = map.add(path: "guide/guide.yaml", bytes: configuration)
  let pages = zip(["en", "zh"], texts).map { language, text in
    GuideSource.Page(
      name: "01-start",
      language: language,
      file: map.add(path: "guide/\(language)/01-start.md", bytes: Array(text))
    )
  }
  let unit = map.add(path: "guide/files/a.service", bytes: Array("[Unit]\nDescription=x\n".utf8))
  let source = GuideSource(
    name: "guide",
    configuration: guide,
    pages: pages,
    files: ["files/a.service": unit]
  )
  var log = DiagnosticLog()
  let result = GuideBuilder.build(source, log: &log)
  precondition(result != nil || log.hasErrors, "refused without a reason")
  for diagnostic in log.diagnostics {
    if let range = diagnostic.range { _ = map.origin(of: range) }
  }
  return 0
}
