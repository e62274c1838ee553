import Languages
import Testing

/// A value at every byte of a text: refused, or read as itself and nothing else.
@Suite("Data languages: a value anywhere")
struct InsertionTests {
  static let yaml = [
    """
    # A comment: with "signs" [in] {it}
    apiVersion: v1
    kind: ConfigMap # behind
    metadata: {name: a-b, labels: {"k.io/x": 'y''z', n: [1, two, "th\\"ree"]}}
    data:
      a.conf: |
        line # no comment
          deeper: [x

        last
      b: >-
        folded text
        more
      "c d": 'it''s'
    list:
    - --flag=a
    - x: 1
      y: [a,
        b: c, ]
      z:
        - - nested
          - https://h:80/?q=1#f
    mode: 0644
    plain: text of
      two lines
    quoted: "one
      two"
    anchored: &a !!str x
    alias: *a
    ---
    second: {}
    ...
    """,
    "a: !!int 5\nb: |2-\n   x\nc: [{a: b}, [c]]\n",
    "- x\n- - {k: v} # c\n  - '' \n-\n  a: |+\n   b\n\n- >\n c\n",
  ]
  static let json = #"{"a": [1, -2.5e3, true, null, {"b\n\u0041": "c\\"}], "d" : "e" }"#
  static let toml = """
    # c
    title = "T \\" \\u0041" # x
    [a.'b'."c"]
    n = 1_000
    d = 1979-05-27 07:32:00
    l = [ 1, 'two', { k = "v", w.x = true }, # c
      [] ]
    m = \"\"\"
    many "lines"
    \"\"\"
    o = '''x'''
    [[t]]
    "q w" = ''
    """
  static let csv = "a,b,\"c \"\"d\"\"\ne\"\n1, x ,\n\"\",-y,z\n"

  static let values: [(Skeleton.Kind, [String])] = [
    (.integer, ["0", "-7", "123456"]),
    (.boolean, ["true", "false"]),
    (.inert, ["no", "a,b", "1.30", "-", ":", "x:", "=a", "::1", "a=b/c@d+e"]),
    (.line, ["", "'", "\"", "\\", "a: b", "a #b", "}", "],", "x'\"\\", "\u{301}", "- a", "=1"]),
    (.armored, ["-a-\nb c\n-e-\n", "x\n"]),
    (.text, ["", "a\nb", "\n", "\"\"\"\n'''", "a\n---\nb: c\n"]),
  ]

  /// The text with a hole before every byte, and with a hole instead of every fourth.
  static func skeletons(_ text: String, _ kind: Skeleton.Kind) -> [Skeleton] {
    let bytes = Array(text.utf8)
    return (0...bytes.count).flatMap { index in
      [index, index + 1].compactMap { end -> Skeleton? in
        guard end <= bytes.count, end == index || index.isMultiple(of: 4) else { return nil }
        let pieces: [Skeleton.Piece] = [
          .literal(0..<index), .hole(0), .literal(end..<bytes.count),
        ]
        return Skeleton(bytes: bytes, pieces: pieces, holes: [.init(kind)])
      }
    }
  }

  static let sentinels: [Skeleton.Kind: [UInt8]] = [
    .integer: Array("987654".utf8), .boolean: Array("true".utf8),
    .inert: Array("zZsentinelZz".utf8),
    .line: Array("zZsentinelZz".utf8), .armored: Array("zZsentinelZz\n".utf8),
    .text: Array("zZsentinelZz".utf8),
  ]

  struct Result: CustomStringConvertible {
    var placed = 0
    /// Placed, but malformed whatever the value is: the author's own mistake.
    var unread = 0
    var checks = 0
    /// Some of the texts, as they were read.
    var sample: [(text: [UInt8], tokens: [Token])] = []

    var description: String { "\(placed) placed, \(unread) malformed, \(checks) checks" }
  }

  /// Fills every text that can be placed with every value of the kind.
  static func check<L: Language>(_: L.Type, _ texts: [String]) -> Result {
    var result = Result()
    for text in texts {
      #expect(L.tokens(of: Array(text.utf8)) != nil)
      for (kind, values) in values {
        for skeleton in skeletons(text, kind) {
          guard case .success(let placement) = L.place(skeleton) else { continue }
          let sentinel = sentinels[kind] ?? []
          let rendering = DataRendering(value: { _ in sentinel })
          guard let expected = L.tokens(of: rendering.render(placement)) else {
            result.unread += 1
            continue
          }
          result.placed += 1
          for value in values {
            let bytes = Array(value.utf8)
            let output = DataRendering(value: { _ in bytes }).render(placement)
            // A key that is there twice is refused.
            guard let tokens = L.tokens(of: output) else {
              #expect(
                kind == .boolean || isDuplicate(expected, sentinel, bytes),
                """
                \(kind) \(value.debugDescription):
                \(String(decoding: output, as: UTF8.self))
                """
              )
              continue
            }
            result.checks += 1
            if result.checks % 29 == 0 { result.sample.append((output, tokens)) }
            #expect(
              agree(tokens, expected, kind, sentinel, bytes),
              """
              \(kind) \(value.debugDescription):
              \(String(decoding: output, as: UTF8.self))
              """
            )
          }
        }
      }
    }
    return result
  }

  /// Whether the value makes a key that another key of the text may be.
  private static func isDuplicate(_ tokens: [Token], _ sentinel: [UInt8], _ value: [UInt8]) -> Bool
  {
    tokens.contains { token in
      token.kind.hasPrefix("key") && token.value.count >= sentinel.count
        && token.value.indices.contains { token.value[$0...].starts(with: sentinel) }
    }
  }

  static func agree(
    _ tokens: [Token],
    _ expected: [Token],
    _ kind: Skeleton.Kind,
    _ sentinel: [UInt8],
    _ value: [UInt8]
  ) -> Bool {
    guard tokens.count == expected.count else { return false }
    // In a block scalar an armored value has a line feed of the text behind it.
    let trims = kind == .armored
    return zip(tokens, expected).allSatisfy { token, other in
      guard token.kind == other.kind else { return false }
      if token.value == other.value { return true }
      let full = replacing(sentinel, value, other.value)
      if token.value == full { return true }
      guard trims else { return false }
      let short = replacing(Array(sentinel.dropLast()), Array(value.dropLast()), other.value)
      return token.value == short
    }
  }

  static func replacing(_ old: [UInt8], _ new: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
    guard let at = bytes.indices.first(where: { bytes[$0...].starts(with: old) }) else {
      return bytes
    }
    return bytes[..<at] + new + bytes[(at + old.count)...]
  }

  @Test("in YAML")
  func inYAML() {
    let result = Self.check(YAMLLanguage.self, Self.yaml)
    print("YAML insertions: \(result)")
    if DataOracle.hasPython {
      let lines = DataOracle.python("y", result.sample.map(\.text))
      #expect(lines.count == result.sample.count)
      for (item, line) in zip(result.sample, lines) {
        #expect(
          YAMLAgreement.agrees(item.tokens, line),
          "\(String(decoding: item.text, as: UTF8.self))"
        )
      }
      print("YAML insertions read by PyYAML: \(lines.count)")
    }
    #expect(result.placed > 1000)
  }

  @Test("in JSON")
  func inJSON() {
    let result = Self.check(JSONLanguage.self, [Self.json])
    print("JSON insertions: \(result)")
    #expect(result.placed > 80)
  }

  @Test("in TOML")
  func inTOML() {
    let result = Self.check(TOMLLanguage.self, [Self.toml])
    print("TOML insertions: \(result)")
    #expect(result.placed > 200)
  }

  @Test("in CSV")
  func inCSV() {
    let result = Self.check(CSVLanguage.self, [Self.csv])
    print("CSV insertions: \(result)")
    #expect(result.placed > 100)
  }

  @Test("Any bytes end in a placement or in problems, and in tokens or none")
  func totality() {
    var state: UInt64 = 42
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let alphabet = Array("  \n\n\t-:,#[]{}\"'|>&*!?%@=.\\ab01\u{301}\u{2028}".utf8) + [0xFF, 0]
    for _ in 0..<3_000 {
      let bytes = (0..<random(60)).map { _ in alphabet[random(alphabet.count)] }
      let cut = random(bytes.count + 1)
      let skeleton = Skeleton(
        bytes: bytes,
        pieces: [.loop([.literal(0..<cut), .hole(0), .literal(cut..<bytes.count)])],
        holes: [.init(.line)]
      )
      _ = (YAMLLanguage.place(skeleton), YAMLLanguage.tokens(of: bytes))
      _ = (JSONLanguage.place(skeleton), JSONLanguage.tokens(of: bytes))
      _ = (TOMLLanguage.place(skeleton), TOMLLanguage.tokens(of: bytes))
      _ = (CSVLanguage.place(skeleton), CSVLanguage.tokens(of: bytes))
    }
    for text in ["[", "{\"a\":[", "- ", "[[", "- - - ", "{\"a\":{\"b\":"] {
      let deep = Array(String(repeating: text, count: 20_000).utf8)
      #expect(YAMLLanguage.tokens(of: deep) == nil && JSONLanguage.tokens(of: deep) == nil)
      #expect(TOMLLanguage.tokens(of: Array("a = ".utf8) + deep) == nil)
    }
  }
}
