import Foundation

/// Where the tests find the repository that they belong to.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folders inside a folder of `Tests/`, by name.
  static func folders(_ path: String) -> [String] {
    let url = root.appending(path: "Tests/\(path)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Whether expectations are to be written anew; a test that does so fails.
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
}
