import BuiltinTemplates
import Foundation
import Testing

@Suite struct BuiltinTemplatesTests {
  /// The folder that was to be embedded.
  private let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "templates", directoryHint: .isDirectory)

  @Test func `the program holds every template and asset, byte for byte`() throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { !["", "md"].contains(URL(filePath: $0).pathExtension) }
      .sorted()
    try #require(!paths.isEmpty)
    #expect(BuiltinTemplates.files.map(\.path) == paths)
    for file in BuiltinTemplates.files {
      let onDisk = try Data(contentsOf: folder.appending(path: file.path))
      #expect(file.bytes == Array(onDisk), "\(file.path)")
    }
  }
}
