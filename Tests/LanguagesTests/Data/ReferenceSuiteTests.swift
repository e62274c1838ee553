import Foundation
import Languages
import Testing

/// Suites of test texts that others have made, where they are at hand.
@Suite("Data languages: suites of others")
struct ReferenceSuiteTests {
  static let shared: URL = {
    if let path = ProcessInfo.processInfo.environment["BESPOKE_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../../shared").standardized
  }()

  static func has(_ path: String) -> Bool {
    let isThere = FileManager.default.fileExists(atPath: shared.appendingPathComponent(path).path)
    if !isThere { print("notice: \(path) is missing, a test is skipped") }
    return isThere
  }

  static let json = "corpora/json-test-suite/test_parsing"
  static let yaml = "corpora/yaml-test-suite/src"

  private func files(_ path: String) throws -> [(String, [UInt8])] {
    let folder = Self.shared.appendingPathComponent(path)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))))
    }
  }

  @Test("JSON: every must and must not of JSONTestSuite", .enabled(if: has(json)))
  func jsonSuite() throws {
    var counts: [String: Int] = [:]
    for (name, bytes) in try files(Self.json) {
      let isRead = JSONLanguage.tokens(of: bytes) != nil
      guard let mark = name.first, mark != "i" else { continue }
      #expect(isRead == (mark == "y"), "\(name)")
      counts[String(mark), default: 0] += 1
    }
    #expect(counts == ["y": 95, "n": 188])
  }

  /// The texts of a file of yaml-test-suite, with its signs for blanks resolved.
  private func texts(_ bytes: [UInt8]) -> [(text: [UInt8], mustFail: Bool)] {
    let marks = [
      ("␣", " "), ("»", "\t"), ("—", ""), ("←", "\r"), ("⇔", "\u{FEFF}"), ("↵", ""), ("∎\n", ""),
    ]
    var texts: [(String, Bool)] = []
    var current: String?
    var mustFail = false
    for line in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n") {
      if line.hasPrefix("- ") { mustFail = false }
      if line.dropFirst(2) == "fail: true" { mustFail = true }
      if line.dropFirst(2).hasPrefix("yaml: |") {
        current = ""
      } else if let text = current {
        if line.hasPrefix("    ") || line.isEmpty {
          current = text + line.dropFirst(4) + "\n"
        } else {
          texts.append((text, mustFail))
          current = nil
        }
      }
    }
    return (texts + (current.map { [($0, mustFail)] } ?? [])).map { text, mustFail in
      let trimmed = text.hasSuffix("\n\n") ? String(text.dropLast()) : text
      let resolved = marks.reduce(trimmed) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
      return (Array(resolved.utf8), mustFail)
    }
  }

  @Test("YAML: a text without values is placed as it is, or refused", .enabled(if: has(yaml)))
  func yamlPlacement() throws {
    let texts = try files(Self.yaml).flatMap { self.texts($0.1) }.filter { !$0.mustFail }
    var refused: [String] = []
    for (text, _) in texts {
      let skeleton = Skeleton(bytes: text, pieces: [.literal(0..<text.count)], holes: [])
      switch YAMLLanguage.place(skeleton) {
      case .failure(let failure):
        let messages = failure.problems.map(\.message).joined(separator: " ")
        refused.append("\(String(decoding: text, as: UTF8.self).debugDescription) \(messages)")
      case .success(let placement):
        #expect(DataRendering(value: { _ in [] }).render(placement) == text)
      }
    }
    print(
      "yaml-test-suite: \(texts.count) well-formed texts, \(refused.count) refused to be placed"
    )
    if ProcessInfo.processInfo.environment["VERBOSE"] != nil {
      print(refused.joined(separator: "\n"))
    }
    #expect(refused.count <= 60)
  }

  @Test(
    "YAML: our reader agrees with PyYAML, or refuses",
    .enabled(if: has(yaml) && DataOracle.hasPython)
  )
  func yamlSuite() throws {
    let texts = try files(Self.yaml).flatMap { self.texts($0.1) }
    let python = DataOracle.python("y", texts.map(\.text))
    try #require(python.count == texts.count)
    var agreed = 0
    var refused = 0
    var accepted: [String] = []
    for ((text, mustFail), line) in zip(texts, python) {
      guard let tokens = YAMLLanguage.tokens(of: text) else {
        refused += 1
        continue
      }
      let shown = String(decoding: text, as: UTF8.self)
      if mustFail { accepted.append(shown) }
      // PyYAML refuses some texts of YAML 1.2.
      guard line != "error" else { continue }
      let agrees = YAMLAgreement.agrees(tokens, line)
      #expect(agrees, "\(shown)\n\(tokens)\n\(line)")
      agreed += agrees ? 1 : 0
    }
    let failing = texts.count(where: \.mustFail)
    print("yaml-test-suite: \(texts.count) texts (\(failing) malformed), \(agreed) as PyYAML,")
    print("  \(refused) refused; malformed and read: \(accepted.map(\.debugDescription))")
    #expect(agreed > 160)
    #expect(accepted.count <= 2)
  }
}
