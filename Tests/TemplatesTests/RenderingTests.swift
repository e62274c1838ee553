import Diagnostics
import Testing

@testable import Templates

/// What a template makes of one fixed page.
@Suite struct RenderingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let rule: String
    let template: String
    var partials: [String: String] = [:]
    let expected: String

    var testDescription: String { rule }
  }

  @Test(arguments: variables + sections + lookups)
  func `a template renders as the rule says`(_ example: Case) throws {
    try #expect(render(example.template, partials: example.partials) == example.expected)
  }

  @Test(arguments: standalone + partials)
  func `lines of tags alone vanish and partials are indented`(_ example: Case) throws {
    try #expect(render(example.template, partials: example.partials) == example.expected)
  }

  static let variables = [
    Case(
      rule: "text is escaped for text and attributes",
      template: #"<a title="{{risky}}">{{risky}}</a>"#,
      expected: #"<a title="&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;">"#
        + "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</a>"
    ),
    Case(rule: "HTML in three braces stays", template: "{{{body}}}", expected: "<p>x</p>"),
    Case(rule: "an ampersand means three braces", template: "{{& body }}", expected: "<p>x</p>"),
    Case(rule: "a tag's inner white space is free", template: "{{\t title\n}}", expected: "集群"),
    Case(rule: "a value is not read for tags", template: "{{tagged}}", expected: "{{title}}"),
    Case(rule: "a single brace is text", template: "{ {title} }", expected: "{ {title} }"),
    Case(
      rule: "text may stand in a comment",
      template: "<!-- {{risky}} -->",
      expected: "<!-- &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; -->"
    ),
    Case(rule: "a tag's comment is not written", template: "a{{! title }}b", expected: "ab"),
  ]

  static let sections = [
    Case(rule: "a true field shows", template: "{{#yes}}a{{/yes}}", expected: "a"),
    Case(rule: "a false field hides", template: "{{#no}}a{{/no}}", expected: ""),
    Case(
      rule: "inverted: false shows",
      template: "{{^no}}a{{/no}}{{^yes}}b{{/yes}}",
      expected: "a"
    ),
    Case(rule: "a list repeats", template: "{{#links}}{{title}},{{/links}}", expected: "A,B,"),
    Case(
      rule: "an empty list inverts",
      template: "{{^none}}a{{/none}}{{^links}}b{{/links}}",
      expected: "a"
    ),
    Case(
      rule: "a list of text has a dot",
      template: "{{#words}}[{{.}}]{{/words}}",
      expected: "[x][&amp;]"
    ),
    Case(
      rule: "lists of lists nest",
      template: "{{#grid}}{{#.}}{{.}}{{/.}};{{/grid}}",
      expected: "12;3;"
    ),
    Case(rule: "a present record opens", template: "{{#next}}{{title}}{{/next}}", expected: "N"),
    Case(rule: "an absent record hides", template: "{{#previous}}x{{/previous}}", expected: ""),
    Case(rule: "an absent record inverts", template: "{{^previous}}x{{/previous}}", expected: "x"),
    Case(
      rule: "text that is not empty shows",
      template: "{{#title}}[{{.}}]{{/title}}",
      expected: "[集群]"
    ),
    Case(
      rule: "empty text hides",
      template: "{{#empty}}x{{/empty}}{{^empty}}y{{/empty}}",
      expected: "y"
    ),
    Case(
      rule: "HTML that is not empty shows",
      template: "{{#body}}{{{.}}}{{/body}}",
      expected: "<p>x</p>"
    ),
    Case(rule: "a record opens", template: "{{#words2}}{{one}}{{/words2}}", expected: "1"),
    Case(
      rule: "an attribute may be in a section",
      template: #"{{#links}}<a{{#current}} class="c"{{/current}}>{{/links}}"#,
      expected: #"<a><a class="c">"#
    ),
  ]

  static let lookups = [
    Case(rule: "dots go down", template: "{{words2.one}}", expected: "1"),
    Case(
      rule: "the inner name wins",
      template: "{{#next}}{{title}}{{/next}}{{title}}",
      expected: "N集群"
    ),
    Case(
      rule: "outer names stay visible",
      template: "{{#links}}{{risk}}{{words2.one}}{{/links}}",
      expected: "r1r1"
    ),
    Case(
      rule: "the first part decides where a dotted name leads",
      template: "{{#deep}}{{words2.one}}{{/deep}}",
      expected: "inner"
    ),
    Case(
      rule: "a yes-or-no opens no scope",
      template: "{{#words}}{{#yes}}{{.}}{{/yes}}{{/words}}",
      expected: "x&amp;"
    ),
  ]

  static let standalone = [
    Case(
      rule: "a section's lines vanish",
      template: "a\n{{#yes}}\nb\n{{/yes}}\nc\n",
      expected: "a\nb\nc\n"
    ),
    Case(
      rule: "with blanks around the tag",
      template: "a\n \t{{#yes}} \nb\n  {{/yes}}\nc",
      expected: "a\nb\nc"
    ),
    Case(
      rule: "with CRLF",
      template: "a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\nc",
      expected: "a\r\nb\r\nc"
    ),
    Case(rule: "at the end of the file", template: "a\n  {{! c }}", expected: "a\n"),
    Case(rule: "at its start", template: "{{! c }}\na", expected: "a"),
    Case(rule: "a comment over lines", template: "a\n  {{! c\n d }}\nb", expected: "a\nb"),
    Case(rule: "two tags on a line keep it", template: "{{#yes}}{{/yes}}\nb", expected: "\nb"),
    Case(rule: "a variable keeps its line", template: " {{title}} \n", expected: " 集群 \n"),
    Case(
      rule: "text beside a tag keeps the line",
      template: " {{#yes}}a\n{{/yes}} b\n",
      expected: " a\n b\n"
    ),
    Case(
      rule: "an inverted section's lines too",
      template: "{{^no}}\na\n{{/no}}\n",
      expected: "a\n"
    ),
  ]

  static let partials = [
    Case(
      rule: "a partial sees the caller's names",
      template: "{{#links}}{{> p}}{{/links}}",
      partials: ["p": "{{title}};"],
      expected: "A;B;"
    ),
    Case(
      rule: "alone on a line it takes the line",
      template: "a\n{{> p}}\nb",
      partials: ["p": "x\n"],
      expected: "a\nx\nb"
    ),
    Case(
      rule: "and lends its indentation to each line",
      template: "a\n  {{> p}}\nb",
      partials: ["p": "x\n\n{{title}}\n{{#yes}}\ny\n{{/yes}}\n"],
      expected: "a\n  x\n  \n  集群\n  y\nb"
    ),
    Case(
      rule: "but not to lines of a value",
      template: " {{> p}}",
      partials: ["p": "{{lines}}\nx"],
      expected: " 1\n2\n x"
    ),
    Case(
      rule: "indentation adds up",
      template: " {{> p}}\n",
      partials: ["p": "a\n {{> q}}\n", "q": "b\nc\n"],
      expected: " a\n  b\n  c\n"
    ),
    Case(
      rule: "within a line nothing is indented",
      template: "  a {{> p}}.",
      partials: ["p": "x\ny"],
      expected: "  a x\ny."
    ),
    Case(
      rule: "a partial may open what its caller closes",
      template: #"{{> p}}{{title}}"></a>"#,
      partials: ["p": #"<a href=""#],
      expected: #"<a href="集群"></a>"#
    ),
  ]

  private func render(_ template: String, partials: [String: String]) throws -> String {
    let (set, log) = Sample.compile(template, partials: partials)
    #expect(log.diagnostics == [])
    var output: [UInt8] = []
    try #require(set).render("page", Sample.value, into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
