import Foundation
import Testing

@testable import Publishing

/// A folder of one test's own, removed with all that is in it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let template = "\(NSTemporaryDirectory())/bespoke-publishing.XXXXXX"
    var bytes = Array(template.utf8CString)
    guard mkdtemp(&bytes) != nil else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    let name = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let resolved = realpath(name, nil) else { throw POSIXError(.ENOENT) }
    defer { free(resolved) }
    path = String(cString: resolved)
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: path) }

  /// The output that most tests publish to.
  var site: String { path + "/site" }
  var staging: String { path + "/.site.staging" }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(filePath: "\(path)/\(name)")
    try makeFolder(url.deletingLastPathComponent().path)
    try Data(bytes).write(to: url)
  }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/\(name)",
      withDestinationPath: target
    )
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  func move(_ name: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: "\(path)/\(name)", toPath: "\(path)/\(other)")
  }
}

/// Publishes these files; a name that ends in `*` is an executable's.
@discardableResult
func publish(
  _ files: [String: String],
  to output: String,
  patience: Double = 10,
  _ capabilities: SiteTransaction.Capabilities = .init()
) throws -> PublishReport {
  let transaction = try SiteTransaction(
    output: output,
    patience: patience,
    capabilities: capabilities
  )
  for (name, text) in files {
    let isExecutable = name.hasSuffix("*")
    try transaction.write(
      path(isExecutable ? String(name.dropLast()) : name),
      Array(text.utf8),
      mode: isExecutable ? 0o755 : 0o644
    )
  }
  return try transaction.commit()
}

/// Commits and expects an error.
func failure(ofCommitting transaction: consuming SiteTransaction) -> PublishingError? {
  do throws(PublishingError) {
    let report = try transaction.commit()
    Issue.record("published: \(report)")
    return nil
  } catch {
    return error
  }
}

func path(_ text: String) -> SitePath {
  guard let path = SitePath(text) else { preconditionFailure("'\(text)' is no site path") }
  return path
}
