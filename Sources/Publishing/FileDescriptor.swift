import CLinux
import Glibc

/// An open file or folder, closed when it goes out of scope.
struct FileDescriptor: ~Copyable, Sendable {
  /// The descriptor's number; valid no longer than this value lives.
  let raw: Int32

  init(_ raw: Int32) { self.raw = raw }

  deinit { Glibc.close(raw) }

  /// Closes it now and returns 0 or an errno: a network file system may report only here that what
  /// was written has not arrived.
  consuming func closed() -> Int32 {
    let raw = raw
    discard self
    // Linux has freed the number even when it reports EINTR.
    guard Glibc.close(raw) != 0, errno != EINTR else { return 0 }
    return errno
  }

  /// Opens a folder; a symbolic link is refused with ELOOP or ENOTDIR.
  static func folder(_ path: String, in parent: Int32 = AT_FDCWD) -> Outcome {
    Outcome(openat(parent, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
  }

  /// What an opening call returned.
  struct Outcome {
    private let raw: Int32
    private let code: Int32

    init(_ raw: Int32) {
      self.raw = raw
      code = raw < 0 ? errno : 0
    }

    /// nil when it failed; then `error` says why.
    var error: Int32? { raw < 0 ? code : nil }

    /// The descriptor, or the error that `failure` makes of errno.
    func get(_ failure: (Int32) -> PublishingError) throws(PublishingError) -> FileDescriptor {
      guard raw >= 0 else { throw failure(code) }
      return FileDescriptor(raw)
    }
  }
}

/// Calls on raw descriptors that finish what they begin. Each returns 0 or an errno.
enum SystemCall {
  /// The status of what `path` names itself, not of what a link points to.
  static func status(_ path: UnsafePointer<CChar>, in parent: Int32, _ status: inout stat) -> Int32
  {
    fstatat(parent, path, &status, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : errno
  }

  static func status(of descriptor: Int32, _ status: inout stat) -> Int32 {
    fstat(descriptor, &status) == 0 ? 0 : errno
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = write(
          descriptor,
          buffer.baseAddress?.advanced(by: offset),
          buffer.count - offset
        )
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        offset += count
      }
      return 0
    }
  }

  /// Reads from the start until `count` bytes are there or the file ends.
  static func readAll(_ count: Int, from descriptor: Int32, into bytes: inout [UInt8]) -> Int32 {
    var code: Int32 = 0
    bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        let place = buffer.baseAddress?.advanced(by: initialized)
        let got = pread(descriptor, place, count - initialized, off_t(initialized))
        if got < 0, errno == EINTR { continue }
        if got < 0 { code = errno }
        if got <= 0 { break }
        initialized += got
      }
    }
    return code
  }
}

extension stat {
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
  /// The bits that `chmod` sets.
  var permissions: UInt32 { st_mode & 0o7777 }

  func isSame(as other: stat) -> Bool { st_ino == other.st_ino && st_dev == other.st_dev }
}
