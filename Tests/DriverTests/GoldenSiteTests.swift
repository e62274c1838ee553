import Diagnostics
import Driver
import Foundation
import Testing

/// Builds each workspace of `Tests/Goldens` and compares the whole site with `expected/`: different,
/// missing and left-over files fail. Archives are compared by their checksums in the manifest.
@Suite struct GoldenSiteTests {
  @Test(arguments: Repository.folders("Goldens"))
  func buildsTheExpectedSite(_ name: String) throws {
    let workspace = Repository.root.appending(path: "Tests/Goldens/\(name)")
    let expected = workspace.appending(path: "expected")
    let temporary = FileManager.default.temporaryDirectory
      .appending(path: "bespoke-golden-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: temporary) }
    let output = temporary.appending(path: "site")
    let result = try Pipeline.run(
      BuildRequest(directory: workspace.path, output: output.path, isStrict: true, jobs: 2)
    )
    let formatter = DiagnosticFormatter(sources: result.sources, format: .text)
    #expect(formatter.render(result.diagnostics, summary: nil) == "")
    if Repository.isRecording {
      try? FileManager.default.removeItem(at: expected)
      try FileManager.default.copyItem(at: output, to: expected)
      for path in try Self.files(expected, archives: true) where path.hasSuffix(".tar.gz") {
        try FileManager.default.removeItem(at: expected.appending(path: path))
      }
      Issue.record("recorded \(name)")
      return
    }
    let found = try Self.files(output)
    #expect(found == (try Self.files(expected)))
    for path in found {
      let isSame =
        FileManager.default.contents(atPath: output.appending(path: path).path)
        == FileManager.default.contents(atPath: expected.appending(path: path).path)
      #expect(isSame, "\(path) differs from Tests/Goldens/\(name)/expected")
    }
  }

  private static func files(_ folder: URL, archives: Bool = false) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: folder.appending(path: path).path,
        isDirectory: &isFolder
      )
      return !isFolder.boolValue && (archives || !path.hasSuffix(".tar.gz"))
    }.sorted()
  }
}
