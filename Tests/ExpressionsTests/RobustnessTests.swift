import Diagnostics
import Testing

@testable import Expressions

/// Whatever is typed between the braces, the program answers with a value or a diagnostic.
@Suite struct RobustnessTests {
  /// The same numbers on every run (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static let seeds = [
    "machines.filter(m, m.role == 'master').map(m, 'https://%s:2379'.format([m.ip])).join(',')",
    "pod_cidr.subnet(24, replicas).host(1) in [api] ? json(machines) : title.split(' ')[0]",
    "{'a': [1, 2u, 3.5e3, b'\\x00\\377', r'\\d+', null], 2: -9223372036854775808}.a[0] % 7",
    "release.isAtLeast('1.34') && !(ratio < 0.5 || has(machines[0].note)) // comment",
    "math.greatest(1, 2) + '''a\nb'''.size() - timestamp('2026-01-02T03:04:05Z').getMonth()",
    "machines.transformMap(i, m, i > 0, m.name).all(k, v, v.matches('^(w|m)[0-9]{1,3}$'))",
    "cel.bind(x, duration('1h30m'), x + lifetime > duration('-5ns')) ? .replicas : 0x7f",
  ]

  static let pieces = [
    "(", ")", "[", "]", "{", "}", ".", ",", "?", ":", "-", "!", "'", "\"", "\\", "`", "e", "0x",
    "9223372036854775807", "-9223372036854775808", "18446744073709551615u", "1e308", "''",
    "machines", "m", ".map(x, ", ".filter(x, ", ".size()", ".host(", ".subnet(", "null", " in ",
    " && ", " || ", "%", "*", "/", "（", "\u{0}", "é", ".format([", "ip(", "cidr(", "::/0",
    ".substring(", ".replace(", "''", ".lastIndexOf(", ".slice(", "lists.range(", "\n",
  ]

  @Test(arguments: 0..<8)
  func mutatedExpressionsNeverTrap(_ round: Int) {
    var generator = Generator(state: UInt64(round) &* 7919 &+ 1)
    var valid = 0
    for _ in 0..<1500 {
      var bytes = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        Self.mutate(&bytes, &generator)
      }
      if Self.run(bytes) { valid += 1 }
    }
    // Some mutations must stay valid, or the evaluator would not be tested.
    #expect(valid > 10)
  }

  @Test func randomBytesNeverTrap() {
    var generator = Generator(state: 42)
    for _ in 0..<3000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      _ = Self.run(bytes)
      let ascii = (0..<count).map { _ in UInt8.random(in: 32...126, using: &generator) }
      _ = Self.run(ascii)
    }
  }

  private static func mutate(_ bytes: inout [UInt8], _ generator: inout Generator) {
    let index = Int.random(in: 0...bytes.count, using: &generator)
    let piece = Array(pieces[Int.random(in: 0..<pieces.count, using: &generator)].utf8)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: bytes.insert(contentsOf: piece, at: index)
    case 1: bytes.removeSubrange(index..<min(index + piece.count, bytes.count))
    case 2: bytes.replaceSubrange(index..<min(index + piece.count, bytes.count), with: piece)
    case 3: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
    default:
      let seed = Array(seeds[Int.random(in: 0..<seeds.count, using: &generator)].utf8)
      let cut = Int.random(in: 0..<seed.count, using: &generator)
      bytes.replaceSubrange(index..., with: seed[cut...])
    }
  }

  /// Parses, checks and evaluates; whether a value or an evaluation error came of it.
  private static func run(_ bytes: [UInt8]) -> Bool {
    var log = DiagnosticLog()
    let range = SourceRange(file: .init(index: 0), start: 0, end: bytes.count)
    guard let parsed = ParsedExpression(text: bytes, standingAt: range, log: &log) else {
      #expect(log.hasErrors)
      return false
    }
    for isDynamic in [false, true] {
      let expression = parsed.check(in: Sample.environment, isDynamic: isDynamic, log: &log)
      if let expression, let value = try? expression.evaluate(Sample.bindings) {
        var json: [UInt8] = []
        value.appendJSON(to: &json)
        if expression.type.isPrintable, case .nullable = expression.type {
          continue
        } else if expression.type.isPrintable {
          #expect(value.text != nil, "\(String(decoding: bytes, as: UTF8.self))")
          let alphabet = Alphabet(of: (value.text ?? "").utf8)
          let known = expression.type.alphabet
          #expect(
            known.joined(with: alphabet) == known,
            "\(String(decoding: bytes, as: UTF8.self))"
          )
        }
      }
    }
    return !log.hasErrors
  }

  @Test(arguments: [
    ("(", ")"), ("[", "]"), ("-", ""), ("!", ""), ("{1: ", "}"), ("size(", ")"), ("[0][", "]"),
    ("true ? 1 : ", ""), ("{1: 2}.map(x, ", ")"), ("cel.bind(x, 1, ", ")"),
  ])
  func nestingHasALimit(_ open: String, _ close: String) {
    for depth in [99, 101, 20_000] {
      let text =
        String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
      var log = DiagnosticLog()
      let parsed = ParsedExpression(text: Array(text.utf8), standingAt: nil, log: &log)
      if let parsed { _ = parsed.check(in: Sample.environment, log: &log) }
      guard depth > 100 else { continue }
      #expect(parsed == nil)
      #expect(log.diagnostics.map(\.id) == [.expressionSyntax])
      #expect(log.diagnostics[0].message == "the expression nests deeper than 100 levels")
    }
  }

  @Test(arguments: [".a", "[0]", " + 1", ".b()", " < 1"])
  func chainsHaveALimit(_ link: String) {
    let text = "x" + String(repeating: link, count: 5000)
    var log = DiagnosticLog()
    #expect(ParsedExpression(text: Array(text.utf8), standingAt: nil, log: &log) == nil)
    #expect(log.diagnostics[0].message == "the expression nests deeper than 100 levels")
  }

  @Test func aLongConditionIsNoDeepOne() {
    let text = "ha" + String(repeating: " && replicas > 1", count: 500)
    #expect(Outcome(text).json == "true")
  }

  @Test(arguments: ["((((a{9}){9}){9}){9}){9}", "(((()){1000}){1000}){1000}", "(a|b|ab)*c{1000}"])
  func patternsAreBounded(_ pattern: String) {
    let text = String(repeating: "ab", count: 5000)
    _ = try? RegularExpression(pattern).matches(text)
  }
}
