import Languages
import Testing

/// Hostile values in every position that takes them, read back by others and by ourselves.
@Suite("Data languages: what is written is what is read")
struct ReadBackTests {
  static let yamlLines = [
    "a: {{line}}\nb: c\n", "a: x{{line}}\n", "- {{line}}\n- b\n",
    "{a: {{line}}, b: [{{line}}, c]}\n",
    "a: \"x {{line}} y\"\n", "a: '{{line}}'\n", "- '{{line}}': \"{{line}}\"\n", "k{{line}}: v\n",
    "x: {y: http://{{line}}:80/} # c\n", "[k{{line}}: v]\n", "--- {{line}}\n",
  ]
  static let yamlTexts = [
    "a: {{text}}\nb: c\n", "a: [\"{{text}}\", {{text}}]\n", "- x {{text}} y\n",
  ]
  static let jsonTexts = [
    "{\"a\": {{text}}, \"b{{text}}\": 1}", "[\"x{{text}}y\", {{text}}]", "{{{text}}: 1}",
    "{{text}}",
  ]
  static let tomlTexts = [
    "a = {{text}}\n", "a = \"x{{text}}y\" # c\n", "{{text}} = 1\n", "\"{{text}}\".b = [{{text}}]\n",
    "[t.\"{{text}}\"]\nx = {y = {{text}}}\n",
  ]
  static let csvTexts = ["a,x{{text}},b\n", "\"x{{text}}\",1\r\n", "k,a{{text}}b"]

  /// Templates filled with values, encoded or not.
  static func filled<L: Language>(
    _: L.Type,
    _ templates: [String],
    _ values: [String],
    encodes: Bool = true
  ) throws -> [(text: [UInt8], expected: [Token])] {
    try templates.flatMap { template in
      let placement = try L.placed(template).get()
      let sentinel = Array("sentinelZ7".utf8)
      let rendering = DataRendering(value: { _ in sentinel })
      let tokens = L.tokens(of: rendering.render(placement)) ?? []
      return values.map { value in
        let bytes = Array(value.utf8)
        let rendering = DataRendering(value: { _ in bytes }, encodes: encodes)
        let expected = tokens.map { Token($0.kind, replace(sentinel, with: bytes, in: $0.value)) }
        return (rendering.render(placement), expected)
      }
    }
  }

  private static func replace(
    _ sentinel: [UInt8],
    with value: [UInt8],
    in bytes: [UInt8]
  ) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: sentinel) {
        result += value
        index += sentinel.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// How many texts a reader did not read as meant.
  static func wrong(
    _ cases: [(text: [UInt8], expected: [Token])],
    _ format: Character,
    _ agrees: ([Token], String) -> Bool
  ) -> Int {
    let lines = DataOracle.python(format, cases.map(\.text))
    guard lines.count == cases.count else { return cases.count }
    return zip(cases, lines).count { !agrees($0.expected, $1) }
  }

  static func wordsAgree(_ tokens: [Token], _ line: String) -> Bool {
    tokens.map(DataOracle.word).joined(separator: " ") == line
  }

  static func stringsAgree(_ tokens: [Token], _ line: String) -> Bool {
    wordsAgree(tokens.filter { $0.kind == "key" || $0.kind == "string" }, line)
  }

  static func yaml(encodes: Bool = true) throws -> [(text: [UInt8], expected: [Token])] {
    // A key may not be longer than readers look ahead.
    try filled(
      YAMLLanguage.self,
      yamlLines,
      HostileDataValues.lines.filter { $0.utf8.count < 400 },
      encodes: encodes
    ) + filled(YAMLLanguage.self, yamlTexts, HostileDataValues.texts, encodes: encodes)
  }

  @Test("Our own readers read every value back")
  func ownReaders() throws {
    for item in try Self.yaml() { #expect(YAMLLanguage.tokens(of: item.text) == item.expected) }
    for item in try Self.filled(JSONLanguage.self, Self.jsonTexts, HostileDataValues.texts) {
      #expect(JSONLanguage.tokens(of: item.text) == item.expected)
    }
    for item in try Self.filled(TOMLLanguage.self, Self.tomlTexts, HostileDataValues.texts) {
      #expect(TOMLLanguage.tokens(of: item.text) == item.expected)
    }
    for item in try Self.filled(CSVLanguage.self, Self.csvTexts, HostileDataValues.texts) {
      #expect(CSVLanguage.tokens(of: item.text) == item.expected)
    }
  }

  @Test("Python reads every value back", .enabled(if: DataOracle.hasPython))
  func python() throws {
    let yaml = try Self.yaml()
    #expect(Self.wrong(yaml, "y", YAMLAgreement.agrees) == 0)
    let json = try Self.filled(JSONLanguage.self, Self.jsonTexts, HostileDataValues.texts)
    #expect(Self.wrong(json, "j", Self.wordsAgree) == 0)
    let toml = try Self.filled(TOMLLanguage.self, Self.tomlTexts, HostileDataValues.texts)
    #expect(Self.wrong(toml, "t", Self.stringsAgree) == 0)
    let csv = try Self.filled(CSVLanguage.self, Self.csvTexts, HostileDataValues.texts)
    #expect(Self.wrong(csv, "c", Self.wordsAgree) == 0)
    print(
      "read back by Python: \(yaml.count) YAML, \(json.count) JSON, \(toml.count) TOML, \(csv.count) CSV"
    )
  }

  @Test("Without encoders the readers see it", .enabled(if: DataOracle.hasPython))
  func identityEncoders() throws {
    #expect(Self.wrong(try Self.yaml(encodes: false), "y", YAMLAgreement.agrees) > 0)
    for template in ["a: \"{{line}}\"\n", "a: '{{line}}'\n"] {
      let cases = try Self.filled(
        YAMLLanguage.self,
        [template],
        HostileDataValues.lines,
        encodes: false
      )
      #expect(Self.wrong(cases, "y", YAMLAgreement.agrees) > 0)
      #expect(cases.contains { YAMLLanguage.tokens(of: $0.text) != $0.expected })
    }
    let block = try YAMLLanguage.placed("a: |\n  {{armored}}\n").get()
    let pem = DataRendering(value: { _ in Array("a\nb\n".utf8) }, encodes: false).render(block)
    #expect(YAMLLanguage.tokens(of: pem) == nil)
    for template in ["[\"{{text}}\"]", "[{{text}}]"] {
      let cases = try Self.filled(
        JSONLanguage.self,
        [template],
        HostileDataValues.texts,
        encodes: false
      )
      #expect(Self.wrong(cases, "j", Self.wordsAgree) > 0)
    }
    for template in ["a = \"{{text}}\"", "a = {{text}}"] {
      let cases = try Self.filled(
        TOMLLanguage.self,
        [template],
        HostileDataValues.texts,
        encodes: false
      )
      #expect(Self.wrong(cases, "t", Self.stringsAgree) > 0)
    }
    let csv = try Self.filled(
      CSVLanguage.self,
      Self.csvTexts,
      HostileDataValues.texts,
      encodes: false
    )
    #expect(Self.wrong(csv, "c", Self.wordsAgree) > 0)
  }

  @Test("jq reads every value back", .enabled(if: DataOracle.hasJQ))
  func jq() throws {
    let cases = try Self.filled(JSONLanguage.self, Self.jsonTexts, HostileDataValues.texts)
    let input = Array(cases.map(\.text).joined(separator: [10]))
    let lines = try #require(DataOracle.run(["jq", "-c", "."], input)).split(separator: 10)
    try #require(lines.count == cases.count)
    for (item, line) in zip(cases, lines) {
      #expect(JSONLanguage.tokens(of: Array(line)) == item.expected)
    }
  }

  @Test("kubectl reads every value back", .enabled(if: DataOracle.hasKubectl))
  func kubectl() throws {
    let text = """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: x}
      data:
      #@ for
        {{inert}}: {{text}}
        {{inert}}: "{{text}}"
        {{inert}}: "'{{text}}'"
      #@ end

      """
    let values = HostileDataValues.texts.filter { $0.utf8.count < 9_000 }
    let placement = try YAMLLanguage.placed(text).get()
    var count = 0
    let rendering = DataRendering(
      value: { hole in
        if hole % 2 == 0 { count += 1 }
        return hole % 2 == 0
          ? Array("k\(10_000 + count)".utf8) : Array(values[(count - 1) / 3].utf8)
      },
      turns: values.count
    )
    let file = rendering.render(placement)
    let arguments = ["kubectl", "label", "--local", "-f", "-", "-o", "json", "a=b"]
    let output = try #require(DataOracle.run(arguments, file))
    let tokens = try #require(JSONLanguage.tokens(of: output))
    let keys = tokens.indices.filter { tokens[$0].value.starts(with: "k1".utf8) }
    #expect(keys.count == 3 * values.count)
    for (index, key) in keys.enumerated() {
      let value = values[index / 3]
      let expected = index % 3 == 2 ? "'\(value)'" : value
      #expect(tokens[key + 1] == Token("string", Array(expected.utf8)))
    }
  }
}
