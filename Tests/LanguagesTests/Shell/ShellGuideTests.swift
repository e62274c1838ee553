import Foundation
import Languages
import Testing

/// The shell text of the guide in this repository, and of the machine that the tests run on.
struct ShellGuideTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  static let integers: Set<String> = [
    "ca_days", "cert_days", "mtu", "api_port", "node_mask", "bootstrap_hours",
  ]

  static func kind(_ expression: String) -> Skeleton.Kind? {
    integers.contains(expression) ? .integer : .inert
  }

  /// The scripts, and the bodies of all shell fences.
  static let texts: [(name: String, text: String)] = {
    var texts: [(String, String)] = []
    let folder = "content/kubernetes"
    for language in ["files", "en", "zh"] {
      let names = try? FileManager.default
        .contentsOfDirectory(atPath: root.appending(path: "\(folder)/\(language)").path()).sorted()
      for name in names ?? [] {
        guard let text = try? read("\(folder)/\(language)/\(name)") else { continue }
        if name.hasSuffix(".sh") { texts.append((name, text)) }
        if name.hasSuffix(".md") { texts += fences(text).map { ("\(language)/\(name):\($0)", $1) } }
      }
    }
    return texts
  }()

  private static func fences(_ page: String) -> [(Int, String)] {
    var found: [(Int, String)] = []
    var body: String?
    var start = 0
    for (number, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let text = body {
        if line.hasSuffix("```") {
          found.append((start, text))
          body = nil
        } else {
          body = text + line + "\n"
        }
      } else if line.hasPrefix("```bash") || line.hasPrefix("```sh") {
        (body, start) = ("", number + 1)
      }
    }
    return found
  }

  @Test("Every shell text of the guide is placed")
  func guide() {
    #expect(Self.texts.count > 90)
    for (name, text) in Self.texts {
      let problems = ShellLanguage.place(ShellTemplate(text, kind: Self.kind).skeleton).problems
      #expect(problems.isEmpty, "\(name)")
    }
  }

  @Test("Every shell text of the guide has the tokens that its values ask for", arguments: 0..<3)
  func proof(rounds: Int) throws {
    for (name, text) in Self.texts {
      let skeleton = ShellTemplate(text, kind: Self.kind).skeleton
      let placement = try ShellLanguage.place(skeleton).get()
      let proof = ShellProof(placement: placement, holes: skeleton.holes)
      let values = skeleton.holes.map { Array(($0.kind == .integer ? "-5" : "10.0.0.1").utf8) }
      for branch in 0..<2 {
        let writer = ShellWriter(rounds: rounds, branch: branch)
        #expect(proof.holds(for: values, writer), "\(name)")
      }
    }
  }
}
