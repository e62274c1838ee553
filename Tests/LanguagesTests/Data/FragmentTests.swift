import Testing

@testable import Languages

/// `json(…)` and `yaml(…)` stand for themselves where a value stands, and nowhere else.
@Suite struct FragmentTests {
  private func encodings(_ language: any Language.Type, _ text: String) -> [Encoding]? {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map { Array($0.utf8) }
    var bytes: [UInt8] = []
    var pieces: [Skeleton.Piece] = []
    for (index, part) in parts.enumerated() {
      if index > 0 { pieces.append(.hole(index - 1)) }
      pieces.append(.literal(bytes.count..<(bytes.count + part.count)))
      bytes += part
    }
    let holes = Array(
      repeating: Skeleton.Hole(.line, isFragment: true),
      count: parts.count - 1
    )
    guard
      case .success(let placement) = language.place(
        Skeleton(bytes: bytes, pieces: pieces, holes: holes)
      )
    else { return nil }
    return placement.pieces.compactMap { piece in
      if case .hole(_, let encoding) = piece { encoding } else { nil }
    }
  }

  @Test(arguments: [
    ("a: @\n", Encoding.verbatim), ("- @\n", .verbatim), ("a: [1, @]\n", .verbatim),
    ("a: x @\n", .yamlDoubleQuoted), ("a: \"@\"\n", .yamlDoubleQuoted),
    ("a: '@'\n", .yamlSingleQuoted), ("@: 1\n", .yamlDoubleQuoted),
  ])
  func inYAML(_ text: String, _ expected: Encoding) {
    #expect(encodings(YAMLLanguage.self, text) == [expected])
  }

  @Test(arguments: [
    ("{\"a\": @}", Encoding.verbatim), ("[@]", .verbatim), ("{\"a\": \"@\"}", .jsonString),
    ("{@: 1}", .jsonValue),
  ])
  func inJSON(_ text: String, _ expected: Encoding) {
    #expect(encodings(JSONLanguage.self, text) == [expected])
  }

  @Test func isAStringInOtherLanguages() {
    #expect(encodings(TOMLLanguage.self, "a = @\n") == [.tomlValue])
    #expect(encodings(ShellLanguage.self, "x=@\n") == [.shellWord])
  }
}
