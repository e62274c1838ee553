import Diagnostics
import Templates

/// A page's schema and data with a field of every kind.
enum Sample {
  static let link = TemplateRecordSchema("link", ["title": .text, "current": .bool])
  static let one = TemplateRecordSchema("words2", ["one": .text])
  static let deep = TemplateRecordSchema("deep", ["words2": .record(one)])
  static let page = TemplateRecordSchema(
    "page",
    [
      "title": .text, "risky": .text, "risk": .text, "tagged": .text, "empty": .text,
      "lines": .text,
      "body": .html, "yes": .bool, "no": .bool,
      "links": .list(.record(link)), "none": .list(.text), "words": .list(.text),
      "grid": .list(.list(.text)),
      "next": .optional(link), "previous": .optional(link),
      "words2": .record(one), "deep": .record(deep),
    ]
  )

  static let value = page.record([
    "title": .text("集群"), "risky": .text(#"<b> & "c" 'd'"#), "risk": .text("r"),
    "tagged": .text("{{title}}"), "empty": .text(""), "lines": .text("1\n2"),
    "body": .html("<p>x</p>"), "yes": .bool(true), "no": .bool(false),
    "links": .list([
      link.record(["title": .text("A"), "current": .bool(false)]),
      link.record(["current": .bool(true), "title": .text("B")]),
    ]),
    "none": .list([]), "words": .list([.text("x"), .text("&")]),
    "grid": .list([.list([.text("1"), .text("2")]), .list([.text("3")])]),
    "next": link.record(["title": .text("N"), "current": .bool(false)]),
    "previous": .absent,
    "words2": one.record(["one": .text("1")]),
    "deep": deep.record(["words2": one.record(["one": .text("inner")])]),
  ])

  /// Compiles `template` as the page; the partials follow it in the order of their names.
  static func compile(
    _ template: String,
    partials: [String: String] = [:]
  ) -> (TemplateSet?, DiagnosticLog) {
    var map = SourceMap()
    var sources = [
      TemplateSource(
        name: "page",
        file: map.add(path: "page.mustache", bytes: Array(template.utf8))
      )
    ]
    for (name, text) in partials.sorted(by: { $0.key < $1.key }) {
      let file = map.add(path: "\(name).mustache", bytes: Array(text.utf8))
      sources.append(TemplateSource(name: name, file: file))
    }
    var log = DiagnosticLog()
    let set = TemplateSet(sources: sources, roots: [("page", page)], log: &log)
    return (set, log)
  }
}
