import Foundation

/// Runs other programs.
enum Command {
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The process that publishes; it stands beside the test bundle.
  static var fixture: String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "publish-fixture").path
  }

  @discardableResult
  static func run(_ arguments: [String], in folder: String? = nil) throws -> Result {
    let process = try start(arguments, in: folder)
    let output = try (process.standardOutput as? Pipe)?.fileHandleForReading.readToEnd()
    let errors = try (process.standardError as? Pipe)?.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: output ?? Data(), as: UTF8.self),
      errors: String(decoding: errors ?? Data(), as: UTF8.self)
    )
  }

  /// `script` finds the fixture as `$0` and the arguments as `$1` and so on.
  static func shell(_ script: String, _ arguments: String..., in folder: String? = nil) throws
    -> Result
  {
    try run(["sh", "-c", script, fixture] + arguments, in: folder)
  }

  static func start(_ arguments: [String], in folder: String? = nil) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardOutput = Pipe()
    process.standardError = Pipe()
    try process.run()
    return process
  }

  static func isThere(_ program: String) -> Bool {
    (try? run(["sh", "-c", "command -v \(program)"]))?.status == 0
  }
}
