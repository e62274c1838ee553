import Diagnostics
import GuideModel
import Publishing
import Resolution
import Tangling

/// Everything that a reader downloads for one cluster.
///
/// 1. Each tangled file gets its place on the site.
/// 2. `cluster.env`, `manifest.json` and `SHA256SUMS` describe them.
/// 3. An archive for each host and one for the whole cluster hold them, with the guide's commands and the
///    scripts that install, run and verify.
package struct ClusterBundle: Sendable {
  package let files: [BundledFile]
  package let archives: [BundledArchive]
  /// `cluster.env`, `manifest.json` and `SHA256SUMS`, below the cluster's folder.
  package let descriptions: [(path: SitePath, bytes: [UInt8])]

  /// - Parameter sources: names the guide's files in the manifest.
  package static func make(
    _ resolved: ResolvedGuide,
    _ tangled: [TangledFile],
    sources: SourceMap,
    log: inout DiagnosticLog
  ) throws(ArchiveError) -> ClusterBundle? {
    guard let files = place(tangled, of: resolved.guide, log: &log) else { return nil }
    let environment = EnvironmentFile.bytes(resolved)
    let plan = CommandPlan(resolved, files)
    let archives = try archives(resolved, files, plan, environment)
    let manifest = Manifest.json(resolved, files, plan, archives, sources)
    var summed = files.map { (path: $0.path, sha256: $0.sha256) }
    summed += archives.map { (path: $0.path, sha256: $0.sha256) }
    summed.append((environmentPath, SHA256.hex(of: environment)))
    summed.append((manifestPath, SHA256.hex(of: manifest)))
    return ClusterBundle(
      files: files,
      archives: archives,
      descriptions: [
        (environmentPath, environment), (manifestPath, manifest), (sumsPath, sums(summed)),
      ]
    )
  }

  static let environmentPath = checked("cluster.env")
  static let sumsPath = checked("SHA256SUMS")
  private static let manifestPath = checked("manifest.json")

  /// Gives every file its place, or reports those whose path is none.
  private static func place(_ tangled: [TangledFile], of guide: Guide, log: inout DiagnosticLog)
    -> [BundledFile]?
  {
    var files: [BundledFile] = []
    for file in tangled {
      if file.host == nil, isReserved(file.path) {
        log.add(
          .error(
            .filePath,
            "the path '\(file.path)' is taken by the bundle itself",
            at: guide.fences[file.fence].pathRange,
            cure: "choose another name"
          )
        )
      }
      let text = file.host.map { "hosts/\($0)\(file.path)" } ?? "files/\(file.path)"
      // In the cluster's archive the path is a little longer.
      let archived = SitePath.parse(file.host.map { "hosts/\($0)/files\(file.path)" } ?? text)
      switch archived.flatMap({ _ in SitePath.parse(text) }) {
      case .success(let path):
        files.append(BundledFile(file: file, path: path, sha256: SHA256.hex(of: file.bytes)))
      case .failure(let fault):
        log.add(
          .error(
            .filePath,
            "the path '\(file.path)' \(fault.reason)",
            at: guide.fences[file.fence].pathRange,
            cure: "use letters, digits, '.', '_', '-', '+' and '@' between slashes"
          )
        )
      }
    }
    for collision in SitePath.collisions(in: files.map(\.path)) {
      // The later one of the guide is blamed.
      let pair = [files[collision.first].file, files[collision.second].file]
        .sorted { $0.fence < $1.fence }
      log.add(
        .error(
          .duplicatePath,
          "the files '\(pair[0].path)' and '\(pair[1].path)' cannot stand side by side on every "
            + "system",
          at: guide.fences[pair[1].fence].pathRange,
          cure: "rename one",
          notes: [.init("the other one is here", at: guide.fences[pair[0].fence].pathRange)]
        )
      )
    }
    return log.hasErrors ? nil : files
  }

  /// A path made of parts that were checked before.
  static func checked(_ text: String) -> SitePath {
    guard let path = SitePath(text) else { preconditionFailure("'\(text)' is no site path") }
    return path
  }

  /// What `sha256sum --check` reads, sorted by path.
  static func sums(_ files: [(path: SitePath, sha256: String)]) -> [UInt8] {
    files.sorted { $0.path < $1.path }
      .reduce(into: []) { $0 += Array("\($1.sha256)  \($1.path)\n".utf8) }
  }
}
