import Diagnostics
import Driver
import Foundation
import Testing

/// Each folder of `Tests/Fixtures/diagnostics` is a workspace with one mistake, named after the
/// diagnostic that it must raise, and `expected.txt`: what a person then sees.
@Suite struct DiagnosticFixtureTests {
  private static let folder = "Fixtures/diagnostics"

  @Test(arguments: Repository.folders(folder))
  func raisesExactlyWhatIsExpected(_ name: String) throws {
    let directory = Repository.root.appending(path: "Tests/\(Self.folder)/\(name)")
    let result = try Pipeline.run(
      BuildRequest(directory: directory.path, output: nil, jobs: 1)
    )
    for diagnostic in result.diagnostics {
      #expect(diagnostic.cure?.isEmpty == false, "no cure: \(diagnostic.message)")
    }
    let formatter = DiagnosticFormatter(sources: result.sources, format: .text)
    let text = formatter.render(result.diagnostics, summary: nil)
      .replacing(directory.path + "/", with: "")
    // A folder is called after the id, with a word behind a dot where an id has several.
    let ids = Set(result.diagnostics.map(\.id.rawValue))
    #expect(ids == Set([String(name.prefix { $0 != "." })]).union(Self.followers[name] ?? []))
    let expected = directory.appending(path: "expected.txt")
    if Repository.isRecording {
      try text.write(to: expected, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)")
      return
    }
    #expect(text == (try String(contentsOf: expected, encoding: .utf8)))
  }

  /// What a mistake cannot but bring with it.
  private static let followers: [String: Set<String>] = [
    // An `@end` outside of the list closes nothing.
    "unclosed-directive.list": ["stray-directive"]
  ]

  /// What no workspace can raise, and where it is tested instead.
  private static let withoutFixture: [DiagnosticID: String] = [
    // The program brings a template for every page, and a guide can only replace them.
    .templateMissing: "Tests/TemplatesTests/TemplateDiagnosticsTests.swift"
  ]

  @Test(arguments: DiagnosticID.allCases)
  func everyDiagnosticHasAFixture(_ id: DiagnosticID) throws {
    let names = Repository.folders(Self.folder).map { String($0.prefix { $0 != "." }) }
    guard let path = Self.withoutFixture[id] else {
      #expect(names.contains(id.rawValue))
      return
    }
    #expect(!names.contains(id.rawValue))
    let test = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
    #expect(test.contains(".\(id)]"))
  }

  @Test func everyFixtureIsNamedAfterADiagnostic() {
    let known = Set(DiagnosticID.allCases.map(\.rawValue))
    let unknown = Repository.folders(Self.folder)
      .filter { name in !known.contains(String(name.prefix { $0 != "." })) }
    #expect(unknown.isEmpty)
  }

  @Test(arguments: DiagnosticID.allCases)
  func everyDiagnosticIsExplained(_ id: DiagnosticID) throws {
    let page = Repository.root.appending(path: "docs/diagnostics.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.contains("\n### \(id.rawValue)\n"))
  }
}
