import Languages
import Testing

@Suite("YAML: positions of values")
struct YAMLPlacementTests {
  @Test(
    "A scalar that holds a value is written whole",
    arguments: [
      ("port: {{int}}", "5", "port: 5"),
      ("on: {{bool}}", "true", "on: true"),
      ("name: {{inert}}", "no", "name: \"no\""),
      ("version: {{inert}}", "1.30", "version: \"1.30\""),
      ("mode: 0644\nname: {{line}} # a\n", "a\"b", "mode: 0644\nname: \"a\\\"b\" # a\n"),
      ("- --flag={{inert}}", "x", "- \"--flag=x\""),
      ("url: https://{{inert}}:6443", "10.0.0.1", "url: \"https://10.0.0.1:6443\""),
      ("url: https://{{inert}}:{{int}}  ", "7", "url: \"https://7:7\"  "),
      ("a: {{inert}}=https://{{inert}}:2380,x", "b", "a: \"b=https://b:2380,x\""),
      ("clusterDNS: [{{inert}}]", "1.1", "clusterDNS: [\"1.1\"]"),
      ("x: {y: {clientCAFile: {{inert}}/ca.crt}}", "/p", "x: {y: {clientCAFile: \"/p/ca.crt\"}}"),
      ("a: [{{int}}, {{inert}}, 'x{{line}}']", "1", "a: [1, \"1\", 'x1']"),
      ("{{inert}}: v", "k", "\"k\": v"),
      ("{{int}}: v", "1", "\"1\": v"),
      ("\"{{line}}\": v", "a\\b", "\"a\\\\b\": v"),
      ("'{{line}}': v", "it's", "'it''s': v"),
      ("- {{inert}}: {{int}}\n  b: c", "1", "- \"1\": 1\n  b: c"),
      ("- - {{inert}}", "1", "- - \"1\""),
      ("x: \"{{text}}\"", "a\nb\t\u{85}\u{2028}", "x: \"a\\nb\\t\\u0085\\u2028\""),
      ("x: {{text}}", "a\nb\n", "x: \"a\\nb\\n\""),
      ("x: it's {{line}} \\n", "a", "x: \"it's a \\\\n\""),
      ("x: {{line}}#y # z", "a", "x: \"a#y\" # z"),
      ("x: !!str {{int}}", "5", "x: !!str 5"),
      ("x: &a {{inert}}", "5", "x: &a \"5\""),
      ("# {{line}}\nx: 1", "a: b", "# a: b\nx: 1"),
      ("x: 1 # {{line}}", "#", "x: 1 # #"),
      ("--- {{inert}}", "a", "--- \"a\""),
      ("{\"a\":{{int}}}", "1", "{\"a\":1}"),
      ("{a: [\n  {{inert}},\n  b\n]}", "x", "{a: [\n  \"x\",\n  b\n]}"),
      ("[{{inert}}: {{inert}}]", "x", "[\"x\": \"x\"]"),
      ("x: |\n  a {{inert}}\n\n  b\ny: {{inert}}", "1", "x: |\n  a 1\n\n  b\ny: \"1\""),
      ("x: >-\n  a {{int}} b\n", "1", "x: >-\n  a 1 b\n"),
      ("x: |\n  {{armored}}\ny: 1", "-a-\nb c\n\n-e-\n", "x: |\n  -a-\n  b c\n\n  -e-\ny: 1"),
      ("- |2\n  {{armored}}", "a\nb\n", "- |2\n  a\n  b"),
      ("- x: |\n   # {{inert}}\n  y: {{inert}}", "1", "- x: |\n   # 1\n  y: \"1\""),
      ("a:\n  {{inert}}", "1", "a:\n  \"1\""),
      ("a:\n  b\n  c {d}\ne: {{inert}}", "1", "a:\n  b\n  c {d}\ne: \"1\""),
      ("a: \"b\n  c\"\ne: {{inert}}", "1", "a: \"b\n  c\"\ne: \"1\""),
      ("a: ['b\n  c', {{inert}}]", "1", "a: ['b\n  c', \"1\"]"),
      ("-{{inert}}", "1", "\"-1\""),
      ("a: {{inert}} {{line}}", "x", "a: \"x x\""),
      ("a: {{line}}", "", "a: \"\""),
      ("a: 键 {{line}}", "e\u{301}\"\u{301}", "a: \"键 e\u{301}\\\"\u{301}\""),
    ]
  )
  func writes(_ text: String, _ value: String, _ expected: String) {
    #expect(
      YAMLLanguage.rendered(text, value).utf8.elementsEqual(expected.utf8),
      "\(YAMLLanguage.rendered(text, value))"
    )
  }

  @Test(
    "A position that is not safe is refused",
    arguments: [
      ("a: &x{{inert}} b", "tag, an anchor"),
      ("a: *{{inert}}", "tag, an anchor"),
      ("a: !{{inert}} b", "tag, an anchor"),
      ("a: !!int {{inert}}", "with a tag"),
      ("%YAML {{inert}}\n---\n", "directive of YAML"),
      ("a: |\n  x {{line}}", "block scalar"),
      ("a: |\n  {{text}}", "block scalar"),
      ("a: |\n  x {{armored}}", "alone on its line"),
      ("a: >\n  {{armored}}", "folded"),
      ("a: |\n  x:\n    {{armored}}", "not deeper"),
      ("a: >\n  {{line}}", "block scalar"),
      ("a: |{{int}}\n  x", "behind the sign"),
      ("# {{text}}", "comment"),
      ("# {{armored}}", "comment"),
      ("a: '{{text}}'", "single quotes"),
      ("a: '{{armored}}'", "single quotes"),
      ("{{text}}: b", "in a key"),
      ("a: x\n  {{inert}}", "several lines"),
      ("a: {{inert}}\n  x", "must end on its line"),
      ("a: \"x\n  {{inert}}\"", "several lines"),
      ("a: \"\\{{inert}}\"", "escape"),
      ("a: \"\\u00{{inert}}\"", "escape"),
      ("a: \"b\"{{inert}}", "cannot follow"),
      ("a: [b]{{inert}}", "cannot follow"),
      ("a: {{inert}}: b", "behind a key"),
      ("a: @{{inert}}", "cannot begin"),
      ("a: 1\n  b: {{inert}}", "cannot be a key"),
      ("a: [x {{inert}}", "not closed"),
      ("a: \"x {{inert}}", "does not end"),
      ("a: ['x' {{inert}}]", "comma is missing"),
      ("a:\n\t- {{inert}}", "tabs"), ("a: b\nkind:{{inert}} x", "without a key"),
      ("? {{inert}}\n: {{inert}}", "question mark"), ("[? {{inert}}]", "question mark"),
      ("--- |\n{{inert}}\n", "without indentation"),
      ("a:\n{{inert}}", "without a key"),
    ]
  )
  func refuses(_ text: String, _ message: String) {
    let rendered = YAMLLanguage.rendered(text, "1")
    #expect(rendered.hasPrefix("!") && rendered.contains(message), "\(rendered)")
  }

  @Test(
    "Branches and loops of whole lines keep the structure",
    arguments: [
      "a:\n#@ for\n  - {{inert}}\n#@ end\nb: 1\n",
      "a:\n#@ for\n  - name: {{inert}}\n    script: |\n      echo {{inert}}\n#@ end\n  - x\n",
      "a: |\n#@ for\n  {{inert}} x\n#@ end\n  y\nb: c\n",
      "a: |\n  x\n#@ if\n  {{inert}}\n#@ else\n  b\n\n#@ end\nb: c\n",
      "a: [\n#@ for\n  {{inert}},\n#@ end\n]\nb: {{int}}\n",
      "a: {\n#@ for\n  \"{{inert}}\": {{int}},\n#@ end\n}\n",
      "a: [\n#@ for\n#@ if\n  {{inert}},\n#@ else\n  {{inert}}\n#@ end\n#@ end\n]\n",
      "#@ if\na: {{inert}}\n#@ else\na: |\n  x\n#@ end\nb: 1\n",
      "#@ if\na: b\n#@ else\na: >\n  x\n#@ end\nb: {{inert}}\n",
      "a:\n#@ if\n  x: {{inert}}\n#@ end\n  y: 1\n",
      "d:\n#@ for\n  {{inert}}.conf: |\n    x {{inert}}\n#@ if\n    z\n#@ end\n#@ end\ne: f\n",
      "#@ for\n---\na: {{inert}}\n#@ end\n",
    ]
  )
  func acceptsDirectives(_ text: String) throws {
    let placement = try YAMLLanguage.placed(text).get()
    for (turns, branch) in [(0, 0), (1, 1), (2, 0), (2, 1)] {
      var count = 0
      let bytes = DataRendering(
        value: { _ in
          count += 1
          return Array("7\(count)".utf8)
        },
        turns: turns,
        branch: branch
      ).render(placement)
      #expect(YAMLLanguage.tokens(of: bytes) != nil || text.contains("else\n  {{inert}}\n"))
    }
  }

  @Test(
    "Branches and loops that change what follows are refused",
    arguments: [
      ("a: |\n  x\n#@ if\nb: 1\n#@ end\n  {{inert}}\n", "depends on a directive"),
      ("#@ if\na: |\n  x\n#@ else\na:\n#@ end\n  - {{inert}}\n", "depends on a directive"),
      ("a: [\n#@ if\n]\n#@ end\n", "close the brackets"),
      ("a: \"x\n#@ if\n y\n#@ end\n \"\n", "inside a quoted scalar"),
      ("a:\n#@ for\n    b: c\n  d:\n    e\n#@ end\n", "depends on a directive"),
      ("a: |\n#@ if\n  x\n#@ end\n    {{inert}}\n", "depends on a directive"),
      ("#@ for\n  x\n#@ end\n  {{inert}}\n", "depends on a directive"),
    ]
  )
  func refusesDirectives(_ text: String, _ message: String) {
    let rendered = YAMLLanguage.rendered(text, "1")
    #expect(rendered.hasPrefix("!") && rendered.contains(message), "\(rendered)")
  }
}
