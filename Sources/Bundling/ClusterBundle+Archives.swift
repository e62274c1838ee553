import Publishing
import Resolution
import Tangling

extension ClusterBundle {
  /// What an archive holds.
  private typealias Member = (path: SitePath, bytes: [UInt8], mode: UInt16)

  static func archives(
    _ resolved: ResolvedGuide,
    _ files: [BundledFile],
    _ plan: CommandPlan,
    _ environment: [UInt8]
  ) throws(ArchiveError) -> [BundledArchive] {
    var archives: [BundledArchive] = []
    var hosts: [(name: String, members: [Member])] = []
    for host in resolved.hosts {
      let own = files.filter { $0.file.host == host }
      guard !own.isEmpty || plan.hasCommands(for: host) else { continue }
      let members = hostMembers(host, own, resolved, plan, environment)
      hosts.append((host, members))
      archives.append(
        try archive(
          host,
          folder: "\(resolved.cluster)-\(host)",
          at: "hosts/\(host).tar.gz",
          members
        )
      )
    }
    archives.append(
      try archive(
        nil,
        folder: resolved.cluster,
        at: "\(resolved.cluster).tar.gz",
        clusterMembers(resolved, files, plan, environment, hosts)
      )
    )
    return archives
  }

  /// The bundle of a host: it knows whether it is whole and where it belongs.
  private static func hostMembers(
    _ host: String,
    _ files: [BundledFile],
    _ resolved: ResolvedGuide,
    _ plan: CommandPlan,
    _ environment: [UInt8]
  ) -> [Member] {
    let identity = HostIdentity(of: host, in: resolved)
    let list = files.map { ($0.file.path, $0.file.mode, $0.file.owner, $0.sha256) }
    var members: [Member] = files.map { file in
      (checked("files\(file.file.path)"), file.file.bytes, file.file.mode)
    }
    members.append((checked("install.sh"), InstallScript.script(identity), 0o755))
    members.append((checked("files.list"), InstallScript.list(list), 0o644))
    members.append((checked("run.sh"), HostScripts.runScript(identity), 0o755))
    members.append((checked("verify.sh"), HostScripts.verifyScript(identity), 0o755))
    members += commandMembers(plan, for: host)
    return summed(members, environment)
  }

  /// The bundle of the workstation, with those of all hosts.
  private static func clusterMembers(
    _ resolved: ResolvedGuide,
    _ files: [BundledFile],
    _ plan: CommandPlan,
    _ environment: [UInt8],
    _ hosts: [(name: String, members: [Member])]
  ) -> [Member] {
    let (cluster, user) = (resolved.cluster, resolved.access.user)
    var members: [Member] = files.filter { $0.file.host == nil }.map { file in
      (checked(file.file.path), file.file.bytes, file.file.mode)
    }
    for (name, bundle) in hosts {
      members += bundle.map { (checked("hosts/\(name)/\($0.path)"), $0.bytes, $0.mode) }
    }
    if !plan.commands.isEmpty {
      let run = ClusterScripts.runScript(cluster: cluster, user: user)
      let verify = ClusterScripts.verifyScript(cluster: cluster, user: user)
      members.append((checked("run.sh"), run, 0o755))
      members.append((checked("verify.sh"), verify, 0o755))
      members += commandMembers(plan, for: nil)
    }
    if !hosts.isEmpty {
      let distribute = ClusterScripts.distributeScript(cluster: cluster, user: user)
      members.append((checked("distribute.sh"), distribute, 0o755))
    }
    if !hosts.isEmpty || !plan.commands.isEmpty {
      let addresses = zip(resolved.hosts, resolved.access.addresses)
        .filter { entry in hosts.contains { $0.name == entry.0 } }
      let list = ClusterScripts.list(addresses.map { ($0.0, $0.1) })
      members.append((checked("hosts.list"), list, 0o644))
    }
    return summed(members, environment)
  }

  private static func commandMembers(_ plan: CommandPlan, for host: String?) -> [Member] {
    let list: Member = (checked("commands.list"), plan.list(for: host), 0o644)
    return [list]
      + plan.texts(for: host).map { (checked("commands/\($0.name)"), $0.bytes, 0o644) }
  }

  /// The members, the values of the cluster, and the sums of all.
  private static func summed(_ members: [Member], _ environment: [UInt8]) -> [Member] {
    let all = members + [(environmentPath, environment, 0o644)]
    let sums = sums(all.map { ($0.path, SHA256.hex(of: $0.bytes)) })
    return all + [(sumsPath, sums, 0o644)]
  }

  private static func archive(
    _ host: String?,
    folder: String,
    at path: String,
    _ members: [Member]
  ) throws(ArchiveError) -> BundledArchive {
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

  /// What the cluster's archive holds besides the guide's own files. The state of the scripts is in
  /// `.bespoke/`.
  static func isReserved(_ path: String) -> Bool {
    let path = path.lowercased()
    let files = [
      "run.sh", "verify.sh", "distribute.sh", "hosts.list", "commands.list",
      environmentPath.text, sumsPath.text.lowercased(),
    ]
    let folders = ["hosts", "commands", ".bespoke"]
    return files.contains(path) || folders.contains { path == $0 || path.hasPrefix($0 + "/") }
  }
}
