import CLinux
import Glibc

/// The names in a folder, apart from `.` and `..`, as NUL-terminated bytes in byte order.
enum DirectoryNames {
  static func list(_ folder: Int32, _ names: inout [[CChar]]) -> Int32 {
    // The stream owns its descriptor, and its position must not be the caller's.
    let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return errno }
    guard let stream = fdopendir(copy) else {
      let code = errno
      close(copy)
      return code
    }
    defer { closedir(stream) }
    names.removeAll()
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        let code = errno
        names.sort { strcmp($0, $1) < 0 }
        return code
      }
      guard let name = bespoke_dirent_name(entry) else { continue }
      if strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { continue }
      names.append(Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1)))
    }
  }
}

/// Removes files and folders without ever following a link.
enum DirectoryTree {
  /// Deeper than any tree that a transaction accepts or makes.
  private static let maximumDepth = 256

  /// Removes `name` with all that is below it; 0 when it is not there. Returns the first errno,
  /// but goes on to remove what can be removed.
  @discardableResult
  static func remove(_ name: UnsafePointer<CChar>, in parent: Int32, depth: Int = 0) -> Int32 {
    if unlinkat(parent, name, 0) == 0 { return 0 }
    let code = errno
    guard code == EISDIR || code == EPERM else { return code == ENOENT ? 0 : code }
    guard depth < maximumDepth else { return ELOOP }
    let raw = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard raw >= 0 else { return errno == ENOTDIR ? code : errno }
    let folder = FileDescriptor(raw)
    // Nothing can be removed from a folder that its owner may not write to; without this, one such
    // folder in a former site would stop every later build.
    fchmod(folder.raw, 0o700)
    var names: [[CChar]] = []
    var first = DirectoryNames.list(folder.raw, &names)
    for name in names {
      let code = remove(name, in: folder.raw, depth: depth + 1)
      if first == 0 { first = code }
    }
    if unlinkat(parent, name, AT_REMOVEDIR) != 0, first == 0 { first = errno }
    return first
  }
}
