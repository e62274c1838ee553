import Bundling
import Foundation

/// An unpacked host archive, and a folder that stands for the root of the host.
struct HostBundle {
  struct File {
    let path: String
    var text = "text\n"
    var mode: UInt16 = 0o644
    var owner = "root:root"
  }

  /// What a run of the installer printed, and its exit status.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  struct BrokenFixture: Error {
    let reason: String
  }

  static let cluster = "lab"
  static let host = "m1"
  static var isRoot: Bool { geteuid() == 0 }

  let scratch: URL
  var bundle: URL { scratch.appending(path: "lab-m1") }
  var root: URL { scratch.appending(path: "root") }

  /// Runs a body with a new bundle, and removes everything after it.
  static func with(_ files: [File], _ body: (HostBundle) throws -> Void) throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "install-\(UUID().uuidString)")
    let bundle = HostBundle(scratch: scratch)
    defer { try? FileManager.default.removeItem(at: scratch) }
    try FileManager.default.createDirectory(at: bundle.root, withIntermediateDirectories: true)
    try bundle.fill(files)
    try body(bundle)
  }

  /// Writes the bundle anew.
  func fill(_ files: [File]) throws {
    try? FileManager.default.removeItem(at: bundle)
    var listed: [(path: String, mode: UInt16, owner: String, sha256: String)] = []
    for file in files {
      try write(file.text, to: bundle.appending(path: "files\(file.path)"))
      listed.append((file.path, file.mode, file.owner, try sum(of: "files\(file.path)")))
    }
    let script = InstallScript.script(HostIdentity(cluster: Self.cluster, host: Self.host))
    try write(String(decoding: script, as: UTF8.self), to: bundle.appending(path: "install.sh"))
    let list = String(decoding: InstallScript.list(listed), as: UTF8.self)
    try write(list, to: bundle.appending(path: "files.list"))
    let summed = listed.map { "files\($0.path)" } + ["files.list", "install.sh"]
    let lines = try summed.map { "\(try sum(of: $0))  \($0)\n" }
    try write(lines.joined(), to: bundle.appending(path: "SHA256SUMS"))
  }

  /// `sh install.sh --root ROOT`, with more arguments after it.
  func install(_ arguments: String...) throws -> Outcome {
    try run(["sh", "install.sh", "--root", root.path] + arguments)
  }

  /// Runs a program in the folder of the bundle.
  func run(_ command: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = bundle
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Both stay far below what a pipe holds, so reading them in turn cannot block.
    let read = [output, errors].map { $0.fileHandleForReading.readDataToEndOfFile() }
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: read[0], as: UTF8.self),
      errors: String(decoding: read[1], as: UTF8.self)
    )
  }

  // MARK: The host

  /// Puts a file on the host, as someone else would have.
  func place(_ text: String, at path: String, mode: Int = 0o644) throws {
    try write(text, to: root.appending(path: path))
    try FileManager.default.setAttributes(
      [.posixPermissions: mode],
      ofItemAtPath: root.path + path
    )
  }

  func installed(_ path: String) -> String? {
    FileManager.default.contents(atPath: root.path + path)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// `mode uid:gid`.
  func status(_ path: String) throws -> String {
    let outcome = try run(["stat", "-c", "%a %u:%g", root.path + path])
    return outcome.output.trimmingCharacters(in: .newlines)
  }

  /// Everything below the root with its mode, owner, inode, time and text's sum.
  func snapshot() throws -> String {
    let script = """
      cd "$1" && find . -exec stat -c '%n %f %u:%g %i %Y' {} + | sort
      find . -type f -exec sha256sum {} + | sort
      """
    return try run(["sh", "-c", script, "sh", root.path]).output
  }

  private func write(_ text: String, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  private func sum(of path: String) throws -> String {
    let outcome = try run(["sha256sum", path])
    guard outcome.status == 0, let sum = outcome.output.split(separator: " ").first else {
      throw BrokenFixture(reason: outcome.errors)
    }
    return String(sum)
  }
}
