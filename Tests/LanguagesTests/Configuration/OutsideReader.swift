import Foundation

/// A program that reads configuration, run on a folder of its own.
enum OutsideReader {
  static func isThere(_ program: String) -> Bool { path(program) != nil }

  private static func path(_ program: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"].map { $0 + program }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs `program` in `folder`; its output goes through files, so that no pipe can fill up.
  static func run(
    _ program: String,
    _ arguments: [String],
    in folder: URL,
    environment: [String: String] = [:]
  ) throws -> (output: Data, errors: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: path(program) ?? program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = folder.appending(path: ".output")
    let errors = folder.appending(path: ".errors")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return (
      try Data(contentsOf: output), String(decoding: try Data(contentsOf: errors), as: UTF8.self),
      process.terminationStatus
    )
  }

  /// Runs `body` with a new folder, which is removed.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  static func write(_ text: String, to name: String, in folder: URL) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
  }
}
