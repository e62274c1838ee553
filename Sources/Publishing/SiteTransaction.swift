import CLinux
import Glibc
import Synchronization

/// Replaces a whole site at once, or leaves it exactly as it was.
///
/// The new tree grows in a hidden folder beside the output, on the same file system. Files that did
/// not change are compared in place and linked only if anything did change; then one exchange
/// of the two folders publishes everything, and the former tree is removed. A transaction that
/// is dropped without `commit`, or a process that is killed, changes nothing that a reader sees.
///
/// Where the file system knows no exchange (NFS, 9p), two renames do it: for an instant there is no
/// site, and after a kill in that instant the next build first puts the former site back.
package struct SiteTransaction: ~Copyable, Sendable {
  /// What a test may take away from the file system.
  struct Capabilities: Sendable {
    var linksFiles = true
    var exchangesFolders = true
  }

  private let former: FormerSite
  private let unchanged: UnchangedJournal
  private let tree: NewTree
  private let staging: StagingArea
  private let capabilities: Capabilities
  /// Files that are not in the former site, and files that are, with other bytes or permissions.
  private let created = Atomic<Int>(0)
  private let replaced = Atomic<Int>(0)
  private let failed = Atomic<Bool>(false)

  /// Begins to replace the folder `output`, which need not exist; its parent must.
  ///
  /// Waits up to 10 s for another build of the same output. Throws when the output is not empty
  /// and not a site of ours, or cannot be replaced as a whole.
  package init(output: String) throws(PublishingError) {
    try self.init(output: output, patience: 10, capabilities: Capabilities())
  }

  init(output: String, patience: Double, capabilities: Capabilities = Capabilities())
    throws(PublishingError)
  {
    let location = try OutputLocation(resolving: output)
    let staging = try StagingArea.take(location, patience: patience)
    let former = try FormerSite(location, in: staging.parent.raw)
    let tree = try NewTree(in: staging)
    let unchanged = try UnchangedJournal()
    self.staging = consume staging
    self.former = consume former
    self.tree = consume tree
    self.unchanged = consume unchanged
    self.capabilities = capabilities
  }

  private static let markerText = Array(
    """
    This folder is written by bespoke. The next build removes whatever else is put here.

    """.utf8
  )

  /// Adds a file to the new site; may be called from several threads at once.
  ///
  /// `mode` holds permission bits only, at most 0o777, and is applied whatever the umask is. After
  /// an error the transaction can only be dropped.
  package borrowing func write(_ path: SitePath, _ bytes: [UInt8], mode: UInt32 = 0o644)
    throws(PublishingError)
  {
    precondition(mode <= 0o777, "a site's file has permission bits only")
    do {
      guard let index = former.listing.index(of: path) else {
        try tree.create(path.text, bytes, permissions: mode)
        created.add(1, ordering: .relaxed)
        return
      }
      if former.holds(bytes, permissions: mode, at: index) {
        try unchanged.append(index)
      } else {
        try tree.create(path.text, bytes, permissions: mode)
        replaced.add(1, ordering: .relaxed)
      }
    } catch {
      failed.store(true, ordering: .relaxed)
      throw error
    }
  }

  /// Publishes the new site. When everything is as it was, not even a folder is touched.
  package consuming func commit() throws(PublishingError) -> PublishReport {
    try write(.marker, SiteTransaction.markerText)
    precondition(!failed.load(ordering: .relaxed), "a transaction ends with its first error")
    let kept = try unchanged.sorted()
    for (index, next) in zip(kept, kept.dropFirst()) where index == next {
      let path = "\(staging.location.path)/\(former.listing.text(at: index))"
      throw PublishingError("write", path, .writtenTwice)
    }
    let replaced = replaced.load(ordering: .relaxed)
    let written = created.load(ordering: .relaxed) + replaced
    let removed = former.listing.files.count - kept.count - replaced + former.listing.strays
    var leftover: PublishingError?
    if written > 0 || removed > 0 {
      for index in kept {
        try tree.takeOver(index, from: former, linking: capabilities.linksFiles)
      }
      try publish()
      leftover = removeFormer()
    }
    return PublishReport(
      written: written,
      unchanged: kept.count,
      removed: removed,
      leftover: leftover
    )
  }

  /// Gives the new tree the output's name.
  private borrowing func publish() throws(PublishingError) {
    let location = staging.location
    let parent = staging.parent.raw
    let folder = staging.folder.raw
    guard former.exists else {
      guard renameat(folder, StagingArea.tree, parent, location.name) == 0 else {
        throw .system("publish", location.path, errno)
      }
      return
    }
    try checkIdentity()
    var code = ENOSYS
    if capabilities.exchangesFolders {
      let status = bespoke_rename_exchange(folder, StagingArea.tree, parent, location.name)
      code = status == 0 ? 0 : errno
    }
    switch code {
    case 0: break
    case EINVAL, ENOSYS, EOPNOTSUPP: try publishByTwoRenames()
    default: throw .system("publish", location.path, code)
    }
  }

  private borrowing func publishByTwoRenames() throws(PublishingError) {
    let location = staging.location
    let parent = staging.parent.raw
    let folder = staging.folder.raw
    guard renameat(parent, location.name, folder, StagingArea.former) == 0 else {
      throw .system("publish", location.path, errno)
    }
    guard renameat(folder, StagingArea.tree, parent, location.name) != 0 else { return }
    let code = errno
    guard renameat(folder, StagingArea.former, parent, location.name) == 0 else {
      throw .system(
        "publish",
        location.path,
        code,
        cure: "the former site is safe in \(staging.path)/\(StagingArea.former);"
          + " the next build puts it back"
      )
    }
    throw .system("publish", location.path, code)
  }

  /// Throws when the output is no longer the folder that was listed.
  private borrowing func checkIdentity() throws(PublishingError) {
    var listed = stat()
    var current = stat()
    let path = staging.location.path
    let codes = (
      SystemCall.status(of: former.raw, &listed),
      SystemCall.status(staging.location.name, in: staging.parent.raw, &current)
    )
    guard codes == (0, 0), listed.isSame(as: current) else {
      throw PublishingError("publish", path, .changedMeanwhile, cure: "build again")
    }
  }

  private borrowing func removeFormer() -> PublishingError? {
    for name in [StagingArea.tree, StagingArea.former] {
      let code = DirectoryTree.remove(name, in: staging.folder.raw)
      if code != 0 {
        return .system("remove the former site from", "\(staging.path)/\(name)", code)
      }
    }
    return nil
  }
}
