import Languages

private let names = LanguageTable.known

private let strings = [
  "", "'", "\"", "\\", "a\\", "$(x)", "`x`", "a b", "!", "# x", ": x", "- x", "%n", "no", "]]>",
  "'\u{301}; x '\u{301}", "{{x}}", "*", "~", "=", "-", "--x", "'; x; '", "\"; x; \"", "a, b]", "}",
]

private func values(_ kind: Skeleton.Kind) -> [[UInt8]] {
  let values =
    switch kind {
    case .integer: ["0", "-1", "9223372036854775807"]
    case .boolean: ["true", "false"]
    case .inert: ["no", "1e3", "-", "--", "=", "a=b", ":", "@x", ",", "/", "1:2:3", "."]
    case .line: strings
    case .text: strings + ["\n", "a\n---\n", "\n'\n", "\t", "a\nEOF\n"]
    case .armored: ["-----BEGIN X-----\nDATA\n-----END X-----\n", "-----BEGIN X-----\n"]
    }
  return values.map { Array($0.utf8) }
}

/// The first byte chooses a language and the second a kind; the rest is a template, in which bytes
/// 0x01 are holes. A text that is placed and read keeps its tokens, whatever the values are.
@_cdecl("LLVMFuzzerTestOneInput")
public func testLanguages(_ data: FuzzData?, _ count: Int) -> Int32 {
  let input = fuzzInput(data, count)
  guard input.count > 2 else { return 0 }
  let kinds = Skeleton.Kind.allCases
  let kind = kinds[Int(input[1]) % kinds.count]
  let template = Array(input[2...])
  let name = names[Int(input[0]) % names.count]
  let literal = template.filter { $0 != HoleTemplate.marker }
  let language = LanguageTable.language(for: name, text: literal)
  _ = language.tokens(of: template)
  var end = 0
  for token in LanguageTable.highlights(of: template, in: name) {
    precondition(token.range.lowerBound >= end && token.range.upperBound <= template.count)
    end = token.range.upperBound
  }
  guard case .success(let placement) = language.place(HoleTemplate(template, kind: kind).skeleton),
    String(validating: template, as: UTF8.self) != nil, template.contains(HoleTemplate.marker),
    // A sentinel is only one where nothing else looks like it.
    let equation = TokenEquation(placement, language, kind: kind)
  else { return 0 }
  for value in values(kind) {
    let text = placement.write(value)
    guard equation.holds(for: value, in: text) else {
      // Optimised code keeps no messages of preconditions.
      print(name, kind, String(decoding: value, as: UTF8.self), "in:")
      print(String(decoding: text, as: UTF8.self))
      preconditionFailure()
    }
  }
  return 0
}
