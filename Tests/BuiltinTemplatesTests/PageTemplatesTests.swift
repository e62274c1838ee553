import BuiltinTemplates
import Diagnostics
import Foundation
import Templates
import Testing

/// The pages that the built-in templates make.
@Suite struct PageTemplatesTests {
  private let templates: TemplateSet

  init() throws {
    var map = SourceMap()
    let sources = BuiltinTemplates.files.filter { $0.path.hasSuffix(".mustache") }.map {
      TemplateSource(
        name: String($0.path.dropLast(".mustache".count)),
        file: map.add(path: "templates/\($0.path)", bytes: $0.bytes)
      )
    }
    var log = DiagnosticLog()
    let set = TemplateSet(sources: sources, roots: PageTemplate.roots, log: &log)
    try #require(log.diagnostics == [])
    templates = try #require(set)
  }

  @Test(arguments: PageTemplate.allCases, PageLanguage.allCases)
  func `every page is well-formed and asks for nothing from elsewhere`(
    template: PageTemplate,
    language: PageLanguage
  ) throws {
    let page = render(template, in: language)
    #expect(
      page.hasPrefix("<!doctype html>\n<html lang=\"\(language == .english ? "en" : "zh-Hans")\">")
    )
    #expect(unbalancedTags(of: page) == [])
    #expect(page.components(separatedBy: "<main id=\"main\"").count == 2)
    if template != .print { #expect(page.components(separatedBy: "<h1").count == 2) }
    #expect(page.contains("default-src 'none'; script-src 'self'"))
    let load = /(?:src|rel="(?:icon|stylesheet)" href)="([^"]*)"/
    let loads = page.matches(of: load).map { String($0.output.1) }
    #expect(loads.count >= 3 && loads.allSatisfy { $0.hasPrefix("../assets/") }, "\(loads)")
    #expect(!page.contains("{{"))
    #expect(page.firstMatch(of: /\s(style|on[a-z]+)=/) == nil)
    if let folder = ProcessInfo.processInfo.environment["BESPOKE_PAGES"] {
      let code = language == .english ? "en" : "zh"
      let file = URL(filePath: folder).appending(path: "\(template.rawValue).\(code).html")
      try Data(page.utf8).write(to: file)
    }
  }

  @Test func `what a page shows of its data is escaped`() {
    let page = render(.page, in: .english)
    #expect(page.contains("<title>Network &amp; addresses · Lab · Kubernetes from scratch</title>"))
    #expect(page.contains("content=\"From &quot;binaries&quot; &lt;up&gt;\""))
  }

  @Test func `the frame speaks every language in other words`() {
    for label in PageLabel.allCases where label != .sha256 {
      #expect(label.text(in: .english) != label.text(in: .chinese), "\(label)")
    }
    #expect(render(.parameters, in: .chinese).contains("集群建成后不可更改"))
    #expect(PageLanguage(folder: "zh-Hant") == .chinese)
    #expect(PageLanguage(folder: "de") == nil)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (1001, "1.1 kB"), (12345, "12.4 kB"),
  ])
  func `a size is told in bytes or kilobytes`(size: Int, text: String) {
    let row = FilesPage.Row(
      anchor: "x",
      href: "x",
      path: "x",
      mode: "0644",
      owner: "",
      size: size,
      sha256: "",
      origin: ""
    )
    let group = FilesPage.Group(host: "m1", archive: nil, rows: [row])
    let frame = SamplePages(language: .english).frame("Files")
    var page: [UInt8] = []
    templates.render(.files, FilesPage(frame: frame, groups: [group]).value, into: &page)
    #expect(String(decoding: page, as: UTF8.self).contains("<td class=\"quantity\">\(text)</td>"))
  }

  @Test(arguments: PageTemplate.allCases)
  func `the handbook of the templates names every field`(template: PageTemplate) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = root.deletingLastPathComponent().appending(path: "templates/README.md")
    let words = try Set(
      String(contentsOf: url, encoding: .utf8).split { !$0.isLetter }.map(String.init)
    )
    func fields(of schema: TemplateSchema) -> [String] {
      switch schema {
      case .text, .html, .bool: []
      case .list(let element): fields(of: element)
      case .record(let record), .optional(let record):
        record.name == "labels" ? [] : record.fields.flatMap { [$0.name] + fields(of: $0.schema) }
      }
    }
    let names = fields(of: .record(template.schema))
    #expect(names.filter { !words.contains($0.filter(\.isLetter)) && $0 != "sha256" } == [])
  }

  @Test func `the assets stay within their budget`() throws {
    let files = Dictionary(uniqueKeysWithValues: BuiltinTemplates.files.map { ($0.path, $0.bytes) })
    // As they are; what goes over the wire is a third of it, and acceptance checks that.
    let total = { (suffix: String) in
      files.filter { $0.key.hasSuffix(suffix) }.reduce(0) { $0 + $1.value.count }
    }
    #expect(total(".css") < 40_000)
    // The scripts that every page loads, and those that wait until they are asked for.
    #expect(total("site.js") + total("code.js") < 32_000)
    #expect(total("search.js") < 12_000 && total("tell.js") < 12_000)
  }

  private func render(_ template: PageTemplate, in language: PageLanguage) -> String {
    var output: [UInt8] = []
    templates.render(template, SamplePages(language: language).value(of: template), into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// The tags that close nothing, or that nothing closes.
  private func unbalancedTags(of page: String) -> [String] {
    let void: Set = ["meta", "link", "input", "br", "img", "hr"]
    var open: [String] = []
    for match in page.matches(of: /<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*)?>/) {
      let name = String(match.output.2)
      if void.contains(name) { continue }
      if match.output.1.isEmpty {
        open.append(name)
      } else if open.popLast() != name {
        return ["</\(name)> behind \(open)"]
      }
    }
    return open
  }
}
