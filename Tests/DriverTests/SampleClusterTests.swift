import Diagnostics
import Driver
import Foundation
import Testing

/// Builds the guide for every cluster of `Tests/Samples` beside the committed ones. Together they
/// touch each option; what they are warned about is written down in `warnings.txt`.
@Suite struct SampleClusterTests {
  private static let samples = Repository.root.appending(path: "Tests/Samples")

  @Test func everySampleIsBuiltWithItsWarningsOnly() throws {
    let workspace = FileManager.default.temporaryDirectory
      .appending(path: "bespoke-samples-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: workspace) }
    try FileManager.default.createDirectory(at: workspace, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Repository.root.appending(path: "content"),
      to: workspace.appending(path: "content")
    )
    let clusters = workspace.appending(path: "content/kubernetes/clusters")
    for name in try Self.names() {
      try FileManager.default.copyItem(
        at: Self.samples.appending(path: name),
        to: clusters.appending(path: name)
      )
    }
    let result = try Pipeline.run(
      BuildRequest(directory: workspace.path, output: nil, jobs: 2)
    )
    let text = DiagnosticFormatter(sources: result.sources, format: .text)
      .render(result.diagnostics.filter { $0.severity == .error }, summary: nil)
    #expect(text == "")
    let warnings = result.diagnostics.map { diagnostic in
      let path = diagnostic.range.map { result.sources.origin(of: $0).path } ?? ""
      return "\(path.split(separator: "/").last ?? ""): \(diagnostic.message)\n"
    }
    .sorted().joined()
    let expected = Self.samples.appending(path: "warnings.txt")
    if Repository.isRecording {
      try warnings.write(to: expected, atomically: true, encoding: .utf8)
      Issue.record("recorded the warnings of the samples")
      return
    }
    #expect(warnings == (try String(contentsOf: expected, encoding: .utf8)))
  }

  private static func names() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: samples.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    #expect(names.count >= 12)
    return names
  }
}
