import Glibc

/// The new site while it grows in the staging area. Every path is made once, never replaced.
struct NewTree: ~Copyable, Sendable {
  private let folder: FileDescriptor
  /// Where the site will be, for messages.
  private let sitePath: String

  init(in staging: borrowing StagingArea) throws(PublishingError) {
    let path = "\(staging.path)/\(StagingArea.tree)"
    guard mkdirat(staging.folder.raw, StagingArea.tree, 0o755) == 0 else {
      throw .system("make", path, errno)
    }
    let folder = try FileDescriptor.folder(StagingArea.tree, in: staging.folder.raw)
      .get { .system("open", path, $0) }
    guard fchmod(folder.raw, 0o755) == 0 else { throw .system("make", path, errno) }
    self.folder = consume folder
    sitePath = staging.location.path
  }

  /// Makes a file with these permissions, whatever the umask is. Safe from several threads.
  func create(_ path: String, _ bytes: [UInt8], permissions: UInt32) throws(PublishingError) {
    let file = try open(path)
    var code = SystemCall.writeAll(bytes, to: file.raw)
    if code == 0, fchmod(file.raw, permissions) != 0 { code = errno }
    let closing = file.closed()
    guard code == 0, closing == 0 else {
      throw failure("write", path, code == 0 ? closing : code)
    }
  }

  /// Takes a file over from the former site: by a hard link, so that it keeps its inode, or where
  /// the file system refuses that, by a copy that keeps the modification time.
  func takeOver(_ index: Int, from former: borrowing FormerSite, linking: Bool = true)
    throws(PublishingError)
  {
    var code = linking ? link(index, from: former) : EPERM
    if code == ENOENT {
      try makeFolders(for: former.listing.text(at: index))
      code = link(index, from: former)
    }
    switch code {
    case 0: break
    case EPERM, EXDEV, EMLINK, ENOSYS, EOPNOTSUPP: return try copy(index, from: former)
    case ENOENT:
      throw PublishingError("keep", name(former.listing.text(at: index)), .changedMeanwhile)
    default: throw failure("keep", former.listing.text(at: index), code)
    }
    // Whoever made a folder on the way a link since the listing would have us publish a file from
    // elsewhere.
    var status = stat()
    code = former.listing.withPath(at: index) { SystemCall.status($0, in: folder.raw, &status) }
    guard code == 0, UInt64(status.st_ino) == former.listing.files[index].inode else {
      throw PublishingError("keep", name(former.listing.text(at: index)), .changedMeanwhile)
    }
  }

  private func link(_ index: Int, from former: borrowing FormerSite) -> Int32 {
    let raw = former.raw
    return former.listing.withPath(at: index) {
      linkat(raw, $0, folder.raw, $0, 0) == 0 ? 0 : errno
    }
  }

  private func copy(_ index: Int, from former: borrowing FormerSite) throws(PublishingError) {
    let path = former.listing.text(at: index)
    let file = former.listing.files[index]
    let source = try FileDescriptor.Outcome(
      openat(former.raw, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    ).get { failure("keep", path, $0) }
    var status = stat()
    var bytes: [UInt8] = []
    var code = SystemCall.status(of: source.raw, &status)
    if code == 0 { code = SystemCall.readAll(file.size, from: source.raw, into: &bytes) }
    guard code == 0 else { throw failure("keep", path, code) }
    guard UInt64(status.st_ino) == file.inode, bytes.count == file.size else {
      throw PublishingError("keep", name(path), .changedMeanwhile)
    }
    let target = try open(path)
    code = SystemCall.writeAll(bytes, to: target.raw)
    if code == 0, fchmod(target.raw, file.permissions) != 0 { code = errno }
    if code == 0, futimens(target.raw, [status.st_atim, status.st_mtim]) != 0 { code = errno }
    let closing = target.closed()
    guard code == 0, closing == 0 else {
      throw failure("keep", path, code == 0 ? closing : code)
    }
  }

  /// Makes an empty file, and its folders when they are missing.
  private func open(_ path: String) throws(PublishingError) -> FileDescriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var opened = FileDescriptor.Outcome(openat(folder.raw, path, flags, 0o600))
    if opened.error == ENOENT {
      try makeFolders(for: path)
      opened = FileDescriptor.Outcome(openat(folder.raw, path, flags, 0o600))
    }
    return try opened.get { failure("write", path, $0) }
  }

  private func makeFolders(for path: String) throws(PublishingError) {
    for slash in path.utf8.indices where path.utf8[slash] == UInt8(ascii: "/") {
      let prefix = String(path[..<slash])
      if mkdirat(folder.raw, prefix, 0o755) == 0 {
        guard fchmodat(folder.raw, prefix, 0o755, 0) == 0 else {
          throw failure("make", prefix, errno)
        }
      } else if errno != EEXIST {
        throw failure("make", prefix, errno)
      }
    }
  }

  private func name(_ path: String) -> String { "\(sitePath)/\(path)" }

  private func failure(_ operation: String, _ path: String, _ code: Int32) -> PublishingError {
    switch code {
    case EEXIST, ENOTDIR, EISDIR: PublishingError(operation, name(path), .writtenTwice)
    default: .system(operation, name(path), code)
    }
  }
}
