import Diagnostics
import Templates

private let link = TemplateRecordSchema("link", ["title": .text, "current": .bool])
private let page = TemplateRecordSchema(
  "page",
  [
    "title": .text, "body": .html, "yes": .bool, "links": .list(.record(link)),
    "words": .list(.text), "next": .optional(link), "previous": .optional(link),
  ]
)
private let value = page.record([
  "title": .text(#"<b> & "c" 'd' {{x}}"#), "body": .html("<p>x</p>"), "yes": .bool(true),
  "links": .list([link.record(["title": .text("A"), "current": .bool(false)])]),
  "words": .list([.text("x"), .text("&")]),
  "next": link.record(["title": .text("N"), "current": .bool(false)]), "previous": .absent,
])

/// A template and a partial, divided by NUL, are compiled and rendered, or refused with a reason.
@_cdecl("LLVMFuzzerTestOneInput")
public func testTemplates(_ data: FuzzData?, _ count: Int) -> Int32 {
  let texts = fuzzInput(data, count).split(
    separator: 0,
    maxSplits: 1,
    omittingEmptySubsequences: false
  )
  guard texts.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) else { return 0 }
  var map = SourceMap()
  let sources = zip(["page", "part"], texts).map { name, text in
    TemplateSource(name: name, file: map.add(path: "\(name).mustache", bytes: Array(text)))
  }
  var log = DiagnosticLog()
  if let set = TemplateSet(sources: sources, roots: [("page", page)], log: &log) {
    var output: [UInt8] = []
    set.render("page", value, into: &output)
  } else {
    precondition(log.hasErrors, "refused without a reason")
  }
  return 0
}
