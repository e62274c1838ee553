import Languages
import Testing

/// Every kind of value in every position: the bytes, or "refused".
@Suite("Data languages: kinds and positions")
struct KindMatrixTests {
  /// The values of the kinds, in the order of `DataTemplate.kinds`.
  private static let values = ["5", "true", "no", "a\"'b", "-a-\nb\n", "x\n'y"]

  private static func row<L: Language>(_: L.Type, _ template: String) -> [String] {
    zip(DataTemplate.kinds, values).map { kind, value in
      let text = template.split(separator: "@", omittingEmptySubsequences: false)
        .joined(separator: "{{\(kind.name)}}")
      let rendered = L.rendered(text, value)
      return rendered.hasPrefix("!") ? "refused" : rendered
    }
  }

  private static func texts(_ template: String, _ values: [String?]) -> [String] {
    values.map { value in
      value.map {
        template.split(separator: "@", omittingEmptySubsequences: false).joined(separator: $0)
      } ?? "refused"
    }
  }

  private static let quoted = ["\"5\"", "\"true\"", "\"no\""]
  private static let inner: [String?] = [
    "5", "true", "no", "a\\\"'b", "-a-\\nb\\n", "x\\n'y",
  ]
  private static let full: [String?] =
    quoted + [
      "\"a\\\"'b\"", "\"-a-\\nb\\n\"", "\"x\\n'y\"",
    ]
  private static let bare: [String?] = ["5", "true"] + full.dropFirst(2)
  private static let inert: [String?] = ["5", "true", "no", nil, nil, nil]
  private static let line: [String?] = ["5", "true", "no", "a\"'b", nil, nil]
  private static let none: [String?] = [nil, nil, nil, nil, nil, nil]

  @Test(
    "YAML",
    arguments: [
      ("a: @\n", bare), ("- @\n", bare), ("[@]\n", bare), ("{a: @}\n", bare), ("--- @\n", bare),
      ("@: a\n", quoted + ["\"a\\\"'b\"", nil, nil]),
      ("{@: a}\n", quoted + ["\"a\\\"'b\"", nil, nil]),
      ("a: \"@\"\n", inner), ("\"@\": a\n", ["5", "true", "no", "a\\\"'b", nil, nil]),
      ("a: '@'\n", ["5", "true", "no", "a\"''b", nil, nil]),
      ("a: |\n  @\n", ["5", "true", "no", nil, "-a-\n  b", nil]),
      ("a: |\n  x @\n", inert), ("a: >\n  @\n", inert), ("# @\n", line), ("a: b # @\n", line),
      ("a: &@ b\n", none), ("a: *@\n", none), ("a: !@ b\n", none), ("a: b\n  @\n", none),
      ("a: \"b\n  @\"\n", none), ("a: 'b\n  @'\n", none), ("%YAML @\n", none), ("a: |@\n", none),
      ("a: !!binary @\n", ["5", "true", nil, nil, nil, nil]),
    ] as [(String, [String?])]
  )
  func yaml(_ template: String, _ expected: [String?]) {
    #expect(Self.row(YAMLLanguage.self, template) == Self.texts(template, expected))
  }

  @Test(
    "JSON",
    arguments: [
      ("[@]", bare), ("{\"a\":@}", bare), ("[\"@\"]", inner), ("{\"@\":1}", inner), ("{@:1}", full),
      ("[1@]", none), ("[\"\\@\"]", none), ("[1] @", none), ("{\"a\"@:1}", none),
    ] as [(String, [String?])]
  )
  func json(_ template: String, _ expected: [String?]) {
    #expect(Self.row(JSONLanguage.self, template) == Self.texts(template, expected))
  }

  @Test(
    "TOML",
    arguments: [
      ("a = @\n", bare), ("a = [@]\n", bare), ("a = {b = @}\n", bare), ("@ = 1\n", full),
      ("[a.@]\n", full), ("a = \"@\"\n", inner), ("a = '@'\n", inert), ("a = '''@'''\n", inert),
      ("a = \"\"\"@\"\"\"\n", inert), ("# @\n", line), ("a@ = 1\n", none), ("a = 1@\n", none),
      ("a = \"\\@\"\n", none),
    ] as [(String, [String?])]
  )
  func toml(_ template: String, _ expected: [String?]) {
    #expect(Self.row(TOMLLanguage.self, template) == Self.texts(template, expected))
  }

  @Test("CSV")
  func csv() {
    #expect(
      Self.row(CSVLanguage.self, "a,@\n") == [
        "a,5\n", "a,true\n", "a,\"no\"\n", "refused", "a,\"-a-\nb\n\"\n", "refused",
      ]
    )
    #expect(
      Self.row(CSVLanguage.self, "x@,a\n") == [
        "\"x5\",a\n", "\"xtrue\",a\n", "\"xno\",a\n", "\"xa\"\"'b\",a\n", "\"x-a-\nb\n\",a\n",
        "\"xx\n'y\",a\n",
      ]
    )
    #expect(Self.row(CSVLanguage.self, "\"a\"@\n").allSatisfy { $0 == "refused" })
  }
}
