import Publishing
import Resolution
import Tangling

extension ClusterBundle {
  /// What an archive holds.
  private typealias Member = (path: SitePath, bytes: [UInt8], mode: UInt16)

  static func archives(
    _ resolved: ResolvedGuide,
    _ files: [BundledFile],
    _ environment: [UInt8]
  ) throws(ArchiveError) -> [BundledArchive] {
    var archives: [BundledArchive] = []
    for host in resolved.hosts {
      let own = files.filter { $0.file.host == host }
      guard !own.isEmpty else { continue }
      var members = own.map { file in
        (path: checked("files\(file.file.path)"), bytes: file.file.bytes, mode: file.file.mode)
      }
      let script = InstallScript.script(cluster: resolved.cluster, host: host)
      let list = InstallScript.list(
        own.map { ($0.file.path, $0.file.mode, $0.file.owner, $0.sha256) }
      )
      members.append((checked("install.sh"), script, 0o755))
      members.append((checked("files.list"), list, 0o644))
      archives.append(
        try archive(
          host,
          folder: "\(resolved.cluster)-\(host)",
          at: "hosts/\(host).tar.gz",
          members,
          environment
        )
      )
    }
    let members = files.map { file in
      (
        path: file.file.host == nil ? checked(file.file.path) : file.path, bytes: file.file.bytes,
        mode: file.file.mode
      )
    }
    archives.append(
      try archive(
        nil,
        folder: resolved.cluster,
        at: "\(resolved.cluster).tar.gz",
        members,
        environment
      )
    )
    return archives
  }

  private static func archive(
    _ host: String?,
    folder: String,
    at path: String,
    _ files: [Member],
    _ environment: [UInt8]
  ) throws(ArchiveError) -> BundledArchive {
    var members = files
    members.append((environmentPath, environment, 0o644))
    let summed = members.map { (path: $0.path, sha256: SHA256.hex(of: $0.bytes)) }
    members.append((sumsPath, sums(summed), 0o644))
    let entries = members.map { member in
      ArchiveEntry(path: member.path, bytes: member.bytes, mode: UInt32(member.mode))
    }
    let bytes = try TarArchive.gzip(folder: checked(folder), entries: entries)
    return BundledArchive(
      host: host,
      path: checked(path),
      bytes: bytes,
      sha256: SHA256.hex(of: bytes)
    )
  }
}
