import Foundation
import Languages
import Testing

/// The data fences of this repository's guide.
@Suite("Data languages: the fences of the guide")
struct GuideFencesTests {
  static let pages = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../content/kubernetes/en").standardized

  /// Language and text of each fence; every placeholder has become one of `kind`.
  static func fences(_ kind: String) throws -> [(language: String, text: String)] {
    var fences: [(String, String)] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: pages.path).sorted() {
      let page = try String(contentsOf: pages.appendingPathComponent(name), encoding: .utf8)
      var current: (String, String)?
      for line in page.components(separatedBy: "\n") {
        if line.hasPrefix("```") {
          if let fence = current { fences.append(fence) }
          let words = line.dropFirst(3).split(separator: " ")
          let isData = ["yaml", "yml", "json", "toml", "csv"].contains(words.first ?? "")
          current =
            current == nil && isData && !words.contains("params") ? (String(words[0]), "") : nil
        } else if let (language, text) = current {
          // Both spellings of a directive are the same to the guide.
          let replaced = line.replacing(/\{\{.*?\}\}/, with: "{{\(kind)}}")
            .replacing(/^( *)\/\/@/) { "\($0.1)#@" }
          current = (language, text + replaced + "\n")
        }
      }
    }
    return fences
  }

  @Test("All of them can be placed, and are read as written", arguments: ["int", "inert", "line"])
  func places(_ kind: String) throws {
    let fences = try Self.fences(kind)
    try #require(!fences.isEmpty)
    for (language, text) in fences {
      let template = DataTemplate(text)
      switch language {
      case "yaml", "yml": try check(YAMLLanguage.self, template)
      case "json": try check(JSONLanguage.self, template)
      case "toml": try check(TOMLLanguage.self, template)
      default: try check(CSVLanguage.self, template)
      }
    }
  }

  private func check<L: Language>(_: L.Type, _ template: DataTemplate) throws {
    let placement = try L.place(template.skeleton).get()
    for branch in 0...1 {
      let rendering = DataRendering(value: { _ in Array("7".utf8) }, branch: branch)
      #expect(L.tokens(of: rendering.render(placement)) != nil)
    }
  }
}
