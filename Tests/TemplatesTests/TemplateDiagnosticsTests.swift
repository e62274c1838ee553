import Diagnostics
import Testing

@testable import Templates

/// Everything that can be wrong with a template, each at its place.
@Suite struct TemplateDiagnosticsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let template: String
    var partials: [String: String] = [:]
    /// `line:column id: message (cure)` of each diagnostic.
    let expected: [String]

    var testDescription: String { template }
  }

  @Test(arguments: syntax + names + kinds + positions)
  func `a mistake is reported where it stands, with its cure`(_ example: Case) {
    let (set, log) = Sample.compile(example.template, partials: example.partials)
    #expect(set == nil)
    let found = log.diagnostics.map { describe($0, example) }
    #expect(found == example.expected)
  }

  static let syntax = [
    Case(
      template: "a\n 集 {{title",
      expected: ["2:4 template-syntax: this tag is never closed (close it with '}}')"]
    ),
    Case(
      template: "{{{body}}",
      expected: ["1:1 template-syntax: this tag is never closed (close it with '}}}')"]
    ),
    Case(template: "x{{ }}", expected: ["1:2 template-syntax: this tag has no name"]),
    Case(
      template: "{{a b}}",
      expected: [
        "1:3 template-syntax: 'a b' is not a name (letters, digits, '-' and '_', joined by '.'; or '.' alone)"
      ]
    ),
    Case(
      template: "{{a..b}}",
      expected: [
        "1:3 template-syntax: 'a..b' is not a name (letters, digits, '-' and '_', joined by '.'; or '.' alone)"
      ]
    ),
    Case(
      template: "{{> a b}}",
      expected: [
        "1:5 template-syntax: 'a b' is not a name (letters, digits, '-', '_' and '/' only)"
      ]
    ),
    Case(
      template: "{{=<% %>=}}",
      expected: ["1:1 template-syntax: templates cannot change the tag's braces (write {{ and }})"]
    ),
    Case(
      template: "{{$a}}",
      expected: [
        "1:1 template-syntax: templates have no blocks or parents (use a partial: {{> name}})"
      ]
    ),
    Case(
      template: "{{#yes}}\n{{#no}}\n{{/yes}}",
      expected: ["2:1 template-nesting: section 'no' is never closed (close it with {{/no}})"]
    ),
    Case(
      template: "{{#yes}}\n{{/no}}\n{{/yes}}",
      expected: ["2:1 template-nesting: no section 'no' is open here (did you mean {{/yes}}?)"]
    ),
    Case(template: "{{/no}}", expected: ["1:1 template-nesting: no section 'no' is open here"]),
    Case(
      template: String(repeating: "{{#yes}}", count: 65) + String(repeating: "{{/yes}}", count: 65),
      expected: ["1:513 template-nesting: sections are nested more than 64 deep"]
    ),
  ]

  static let names = [
    Case(
      template: "{{titel}}",
      expected: ["1:3 template-unknown-name: unknown name 'titel' (did you mean 'title'?)"]
    ),
    Case(
      template: "{{#lnks}}{{/lnks}}",
      expected: ["1:4 template-unknown-name: unknown name 'lnks' (did you mean 'links'?)"]
    ),
    Case(
      template: "{{words2.on}}",
      expected: ["1:3 template-unknown-name: 'words2' has no field 'on' (did you mean 'one'?)"]
    ),
    Case(template: "{{current}}", expected: ["1:3 template-unknown-name: unknown name 'current'"]),
    Case(
      template: "{{> hed}}",
      partials: ["head": "x"],
      expected: [
        "1:5 template-unknown-partial: unknown partial 'hed' (did you mean 'head'?)"
      ]
    ),
    Case(
      template: "{{> a}}",
      partials: ["a": "{{> b}}", "b": "\n{{> a}}"],
      expected: [
        "2:1 template-partial-cycle: 'a' calls itself: a > b > a (write the levels out, one section inside the other)"
      ]
    ),
    Case(
      template: "{{titel}}{{ttle}}",
      expected: [
        "1:3 template-unknown-name: unknown name 'titel' (did you mean 'title'?)",
        "1:12 template-unknown-name: unknown name 'ttle' (did you mean 'title'?)",
      ]
    ),
  ]

  static let kinds = [
    Case(
      template: "{{{title}}}",
      expected: ["1:1 template-escaping: 'title' is text and must be escaped (write {{title}})"]
    ),
    Case(
      template: "{{body}}",
      expected: [
        "1:1 template-escaping: 'body' is HTML and would be escaped a second time (write {{{body}}})"
      ]
    ),
    Case(
      template: "{{links}}",
      expected: [
        "1:1 template-kind: 'links' is a list, not a text (open a section: {{#links}}…{{/links}})"
      ]
    ),
    Case(
      template: "{{yes}}",
      expected: [
        "1:1 template-kind: 'yes' is a yes-or-no, not a text (open a section: {{#yes}}…{{/yes}})"
      ]
    ),
    Case(
      template: "{{words2}}",
      expected: [
        "1:1 template-kind: 'words2' is a record, not a text (name a field of it, such as {{words2.one}})"
      ]
    ),
    Case(
      template: "{{^words2}}{{/words2}}",
      expected: ["1:1 template-kind: 'words2' is a record that is always there"]
    ),
    Case(
      template: "{{next.title}}",
      expected: [
        "1:3 template-kind: 'next.title' reaches into 'link', which may be absent (open a section for it and name the field there)"
      ]
    ),
    Case(template: "{{links.title}}", expected: ["1:3 template-kind: a list has no field 'title'"]),
    Case(
      template: "{{^next}}{{title}}{{current}}{{/next}}",
      expected: ["1:21 template-unknown-name: unknown name 'current'"]
    ),
  ]

  static let positions = [
    Case(
      template: "<a href={{title}}>",
      expected: [
        "1:9 template-html-position: 'title' cannot be written in an attribute value without quotes (put quotes around the value)"
      ]
    ),
    Case(
      template: "<a {{title}}>",
      expected: [
        "1:4 template-html-position: 'title' cannot be written inside a tag (a value can stand in text or in a quoted attribute value)"
      ]
    ),
    Case(
      template: "<{{title}}",
      expected: [
        "1:2 template-html-position: 'title' cannot be written right behind '<' (a value can stand in text or in a quoted attribute value)",
        "1:11 template-html-position: the page ends behind a '<'",
      ]
    ),
    Case(
      template: "<SCRIPT>'</scripty>{{title}}'</Script>{{title}}",
      expected: [
        "1:20 template-html-position: 'title' cannot be written inside a <script> (write it into a data- attribute and read it from there)"
      ]
    ),
    Case(
      template: "<style>{{title}}</style>",
      expected: [
        "1:8 template-html-position: 'title' cannot be written inside a <style> (write it into a data- attribute and read it from there)"
      ]
    ),
    Case(
      template: "<p onclick='{{title}}'>",
      expected: [
        "1:13 template-html-position: 'title' cannot be written in an attribute that holds code (write it into a data- attribute and read it from there)"
      ]
    ),
    Case(
      template: "<p title='{{{body}}}'>",
      expected: [
        "1:11 template-html-position: 'body' cannot be written in an attribute (use a text field)"
      ]
    ),
    Case(
      template: "<!-- {{{body}}} -->",
      expected: [
        "1:6 template-html-position: 'body' cannot be written in a comment (use a text field)"
      ]
    ),
    Case(
      template: "<!doctype {{title}}>",
      expected: [
        "1:11 template-html-position: 'title' cannot be written inside a declaration (a value can stand in text or in a quoted attribute value)"
      ]
    ),
    Case(
      template: "{{#yes}}<a {{/yes}}>",
      expected: [
        "1:1 template-html-position: section 'yes' begins in text and ends inside a tag (close in it what is opened in it)"
      ]
    ),
    Case(
      template: "<a b='{{#yes}}'{{/yes}}'>",
      expected: [
        "1:7 template-html-position: section 'yes' begins inside an attribute value and ends inside a tag (close in it what is opened in it)"
      ]
    ),
    Case(
      template: "<p title='",
      expected: ["1:11 template-html-position: the page ends inside an attribute value"]
    ),
  ]

  @Test func `a mistake in a shared partial is reported once, with the way to it`() {
    let (_, log) = Sample.compile("{{> p}}{{> p}}", partials: ["p": "{{titel}}"])
    #expect(log.diagnostics.count == 1)
    #expect(log.diagnostics.first?.notes.map(\.message) == ["'p' is called here"])
    #expect(log.diagnostics.first?.notes.first?.range?.file.index == 0)
  }

  @Test func `a root without a template is reported`() {
    var log = DiagnosticLog()
    let set = TemplateSet(sources: [], roots: [("page", Sample.page)], log: &log)
    #expect(set == nil)
    #expect(log.diagnostics.map(\.id) == [.templateMissing])
  }

  @Test func `a template that no page uses is a warning, but not one of the program's own`() {
    var map = SourceMap()
    let sources = [
      TemplateSource(name: "page", file: map.add(path: "page", bytes: [])),
      TemplateSource(name: "pages", file: map.add(path: "pages", bytes: [])),
      TemplateSource(name: "own", file: map.add(path: "own", bytes: []), warnsWhenUnused: false),
    ]
    var log = DiagnosticLog()
    let set = TemplateSet(sources: sources, roots: [("page", Sample.page)], log: &log)
    #expect(set != nil)
    #expect(log.diagnostics.map(\.message) == ["no page uses 'pages'"])
    #expect(log.diagnostics.map(\.severity) == [.warning])
    #expect(log.diagnostics.first?.cure == "did you mean 'page'?")
  }

  @Test func `partials that multiply are refused`() {
    var partials = ["p0": ""]
    for level in 1...20 {
      partials["p\(level)"] = "{{> p\(level - 1)}}{{> p\(level - 1)}}"
    }
    let (set, log) = Sample.compile("{{> p20}}", partials: partials)
    #expect(set == nil)
    #expect(log.diagnostics.map(\.id) == [.templateTooLarge])
  }

  private func describe(_ diagnostic: Diagnostic, _ example: Case) -> String {
    guard let range = diagnostic.range else { return "no place" }
    let texts = [example.template] + example.partials.sorted { $0.key < $1.key }.map(\.value)
    let text = texts[Int(range.file.index)]
    let file = SourceFile(id: range.file, path: "", bytes: Array(text.utf8))
    let place = file.location(of: Int(range.start))
    let cure = diagnostic.cure.map { " (\($0))" } ?? ""
    return "\(place.line):\(place.column) \(diagnostic.id.rawValue): \(diagnostic.message)\(cure)"
  }
}
