import Testing

@testable import GuideModel

@Suite struct PlaceholderScannerTests {
  private func found(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return PlaceholderScanner.all(in: bytes, 0..<bytes.count).map { match in
      match.inner.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "(open)"
    }
  }

  @Test(arguments: [
    ("no braces", []),
    ("a {{ b }} c", [" b "]),
    ("{{a}}{{b}}", ["a", "b"]),
    ("{{ '}}' }}", [" '}}' "]),
    (#"{{ "a\"}}" }}"#, [#" "a\"}}" "#]),
    ("{{ {'a': 1}}}", [" {'a': 1}"]),
    ("{\"a\": {{ b }}}", [" b "]),
    ("{{ {'a': {'b': '}'}}.a}}}", [" {'a': {'b': '}'}}.a"]),
    ("{{ a", ["(open)"]),
    ("{{ a\n}}", ["(open)"]),
    ("${x} {y} {{", ["(open)"]),
    ("{{ 'open }}", ["(open)"]),
    ("网段 {{ pod_cidr }}。", [" pod_cidr "]),
  ])
  func finds(_ text: String, _ expected: [String]) {
    #expect(found(text) == expected)
  }
}
