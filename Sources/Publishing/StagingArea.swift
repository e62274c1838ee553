import Glibc

/// The hidden folder `.NAME.staging` beside the output: the one place outside of it that a build
/// writes to, and the lock that keeps two builds apart.
///
/// The lock is a `flock` on this very folder, because a lock file of its own would be litter, and
/// a lock on the parent would make builds of different outputs wait for each other. The kernel
/// drops it when a build is killed. As the folder is removed while it is locked, a build that has
/// waited checks that the folder it has locked is still the one that bears the name.
///
/// It holds `tree` (the new site, after the exchange the former one), `former` (the former site
/// between two renames, see `SiteTransaction`) and `pid`.
struct StagingArea: ~Copyable, Sendable {
  static let tree = "tree"
  static let former = "former"
  private static let pid = "pid"

  let location: OutputLocation
  let parent: FileDescriptor
  let folder: FileDescriptor

  static func name(for location: OutputLocation) -> String { ".\(location.name).staging" }

  var path: String { StagingArea.path(for: location) }

  private static func path(for location: OutputLocation) -> String {
    "\(location.parent == "/" ? "" : location.parent)/\(name(for: location))"
  }

  /// Takes the lock, waiting up to `patience` seconds, and removes what a killed build left.
  static func take(_ location: OutputLocation, patience: Double) throws(PublishingError)
    -> StagingArea
  {
    let parent = try FileDescriptor.folder(location.parent)
      .get { .system("open", location.parent, $0) }
    let path = StagingArea.path(for: location)
    let folder = try StagingArea.lock(location, in: parent.raw, path, patience: patience)
    let area = StagingArea(location, consume parent, consume folder)
    try area.restoreFormer()
    try area.clear()
    try area.writePid()
    return area
  }

  private init(
    _ location: OutputLocation,
    _ parent: consuming FileDescriptor,
    _ folder: consuming FileDescriptor
  ) {
    self.location = location
    self.parent = parent
    self.folder = folder
  }

  deinit {
    // `former` is the only copy of the site as long as the output is missing.
    var status = stat()
    if SystemCall.status(location.name, in: parent.raw, &status) == 0 {
      DirectoryTree.remove(StagingArea.former, in: folder.raw)
    }
    DirectoryTree.remove(StagingArea.tree, in: folder.raw)
    unlinkat(folder.raw, StagingArea.pid, 0)
    unlinkat(parent.raw, StagingArea.name(for: location), AT_REMOVEDIR)
  }

  private static func lock(
    _ location: OutputLocation,
    in parent: Int32,
    _ path: String,
    patience: Double
  ) throws(PublishingError) -> FileDescriptor {
    let name = name(for: location)
    let deadline = now() + patience
    while true {
      if mkdirat(parent, name, 0o700) != 0, errno != EEXIST { throw .system("make", path, errno) }
      let opened = FileDescriptor.folder(name, in: parent)
      if opened.error == ENOENT { continue }
      if opened.error == ENOTDIR || opened.error == ELOOP {
        throw inTheWay(path, "it is not a folder")
      }
      let folder = try opened.get { .system("open", path, $0) }
      var status = stat()
      var current = stat()
      let code = SystemCall.status(of: folder.raw, &status)
      guard code == 0 else { throw .system("examine", path, code) }
      guard status.st_uid == geteuid() else { throw inTheWay(path, "it belongs to another user") }
      if flock(folder.raw, LOCK_EX | LOCK_NB) == 0 {
        let isThere = SystemCall.status(name, in: parent, &current) == 0
        guard isThere, current.isSame(as: status) else { continue }
        try checkContents(folder.raw, path)
        return folder
      }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .system("lock", path, errno) }
      guard now() < deadline else {
        throw PublishingError(
          "write the site to",
          location.path,
          .busy(pid: readPid(folder.raw)),
          cure: "wait for it to end, or choose another folder with --output"
        )
      }
      usleep(20_000)
    }
  }

  private static func inTheWay(_ path: String, _ why: String) -> PublishingError {
    PublishingError("use", path, .inTheWay(why), cure: "remove it")
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Puts the former site back that a build killed between its two renames has left here.
  private func restoreFormer() throws(PublishingError) {
    var status = stat()
    guard SystemCall.status(StagingArea.former, in: folder.raw, &status) == 0,
      SystemCall.status(location.name, in: parent.raw, &status) == ENOENT
    else { return }
    guard renameat(folder.raw, StagingArea.former, parent.raw, location.name) == 0 else {
      throw .system("restore", location.path, errno)
    }
  }

  /// Refuses a folder that merely has the name of a staging area.
  private static func checkContents(_ folder: Int32, _ path: String) throws(PublishingError) {
    var names: [[CChar]] = []
    let code = DirectoryNames.list(folder, &names)
    guard code == 0 else { throw .system("read", path, code) }
    for bytes in names {
      let name = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard [tree, former, pid].contains(name) else {
        throw inTheWay(path, "it holds '\(name)', which is not ours")
      }
    }
  }

  private func clear() throws(PublishingError) {
    for name in [StagingArea.tree, StagingArea.former, StagingArea.pid] {
      let code = DirectoryTree.remove(name, in: folder.raw)
      guard code == 0 else { throw .system("remove what is left in", path, code) }
    }
  }

  private func writePid() throws(PublishingError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = try FileDescriptor.Outcome(openat(folder.raw, StagingArea.pid, flags, 0o600))
      .get { .system("write", "\(path)/\(StagingArea.pid)", $0) }
    let code = SystemCall.writeAll(Array("\(getpid())\n".utf8), to: file.raw)
    guard code == 0 else { throw .system("write", "\(path)/\(StagingArea.pid)", code) }
  }

  private static func readPid(_ folder: Int32) -> Int32? {
    let file = openat(folder, pid, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    let descriptor = FileDescriptor(file)
    var bytes: [UInt8] = []
    guard SystemCall.readAll(16, from: descriptor.raw, into: &bytes) == 0 else { return nil }
    return Int32(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}
