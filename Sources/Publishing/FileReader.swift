import Glibc

/// Reads input: never through a link, never more than a limit.
package enum FileReader {
  /// The most bytes that a text file may have.
  package static let maximumTextBytes = 1 << 20
  /// No path of a site is deeper.
  private static let maximumDepth = 128

  /// A text as the program reads it.
  package enum Text: Sendable {
    /// UTF-8 with LF line ends and no byte order mark.
    case text([UInt8])
    /// A text that cannot be used, with the bytes that were read.
    case fault(TextFault, [UInt8])
  }

  /// Why a text cannot be used.
  package struct TextFault: Sendable, Hashable {
    /// The byte to blame.
    package let offset: Int
    package let message: String
    package let cure: String
  }

  /// Whether there is something at the path; a link counts as what it points to.
  package static func exists(_ path: String) throws(PublishingError) -> Bool {
    var status = stat()
    guard stat(path, &status) != 0 else { return true }
    guard errno == ENOENT || errno == ENOTDIR else { throw .system("read", path, errno) }
    return false
  }

  /// The permission bits of a file, at most 0o777.
  package static func permissions(_ path: String) throws(PublishingError) -> UInt32 {
    var status = stat()
    let code = SystemCall.status(path, in: AT_FDCWD, &status)
    guard code == 0 else { throw .system("read", path, code) }
    return status.permissions & 0o777
  }

  /// All regular files below a folder, as relative paths in byte order; a link, device or pipe is an
  /// error. Hidden files and the backups of editors are left out, unless `everything` is asked for:
  /// a published site has hidden files of its own.
  package static func files(below folder: String, everything: Bool = false)
    throws(PublishingError) -> [String]
  {
    let opened = FileDescriptor.Outcome(
      open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    )
    let descriptor = try opened.get { .system("read", folder, $0) }
    var paths: [String] = []
    try list(descriptor.raw, folder, prefix: "", depth: 0, everything, into: &paths)
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func list(
    _ folder: Int32,
    _ path: String,
    prefix: String,
    depth: Int,
    _ everything: Bool,
    into paths: inout [String]
  ) throws(PublishingError) {
    guard depth < maximumDepth else { throw PublishingError("read", path, .tooDeep(maximumDepth)) }
    var names: [[CChar]] = []
    let code = DirectoryNames.list(folder, &names)
    guard code == 0 else { throw .system("read", path, code) }
    for bytes in names {
      guard
        let name = String(
          validating: bytes.dropLast().map { UInt8(bitPattern: $0) },
          as: UTF8.self
        )
      else { throw PublishingError("read", path, .nameNotUTF8, cure: "rename the file") }
      if !everything, isIgnored(name) { continue }
      var status = stat()
      let code = SystemCall.status(name, in: folder, &status)
      guard code == 0 else { throw .system("read", "\(path)/\(name)", code) }
      if status.isFolder {
        let inner = try FileDescriptor.folder(name, in: folder)
          .get { .system("read", "\(path)/\(name)", $0) }
        try list(
          inner.raw,
          "\(path)/\(name)",
          prefix: "\(prefix)\(name)/",
          depth: depth + 1,
          everything,
          into: &paths
        )
      } else if status.isRegular {
        paths.append(prefix + name)
      } else {
        throw notRegular("\(path)/\(name)")
      }
    }
  }

  private static func notRegular(_ path: String) -> PublishingError {
    PublishingError("read", path, .notRegular, cure: "replace it by the file itself")
  }

  /// Hidden files, and what editors leave: `x~`, `#x#`.
  private static func isIgnored(_ name: String) -> Bool {
    name.utf8.first == UInt8(ascii: ".") || name.utf8.last == UInt8(ascii: "~")
      || (name.utf8.first == UInt8(ascii: "#") && name.utf8.last == UInt8(ascii: "#"))
  }

  /// The bytes of a regular file.
  package static func read(_ path: String, maximumBytes: Int = maximumTextBytes)
    throws(PublishingError) -> [UInt8]
  {
    try read(open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), path, maximumBytes)
  }

  /// The bytes of a regular file whose relative path a value made: no folder on the way below
  /// `folder` may be a link, since a hidden one is not in the listing that refuses links.
  package static func read(
    _ path: String,
    below folder: String,
    maximumBytes: Int = maximumTextBytes
  ) throws(PublishingError) -> [UInt8] {
    var segments = path.utf8.split(separator: UInt8(ascii: "/"))
      .map { String(decoding: $0, as: UTF8.self) }
    precondition(
      !path.utf8.starts(with: "/".utf8) && !segments.contains(".."),
      "'\(path)' is relative and checked"
    )
    let shown = "\(folder)/\(path)"
    let name = segments.popLast() ?? "."
    var inner = try FileDescriptor.Outcome(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
      .get { .system("read", folder, $0) }
    for segment in segments {
      inner = try FileDescriptor.folder(segment, in: inner.raw)
        .get { $0 == ELOOP || $0 == ENOTDIR ? notRegular(shown) : .system("read", shown, $0) }
    }
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    return try read(openat(inner.raw, name, flags), shown, maximumBytes)
  }

  /// Reads what an opening call returned, and closes it.
  private static func read(_ opened: Int32, _ path: String, _ maximumBytes: Int)
    throws(PublishingError) -> [UInt8]
  {
    let descriptor = try FileDescriptor.Outcome(opened)
      .get { $0 == ELOOP ? notRegular(path) : .system("read", path, $0) }
    var status = stat()
    var code = SystemCall.status(of: descriptor.raw, &status)
    guard code == 0 else { throw .system("read", path, code) }
    guard status.isRegular else { throw notRegular(path) }
    guard Int(status.st_size) <= maximumBytes else {
      throw PublishingError(
        "read",
        path,
        .tooLarge(maximumBytes),
        cure: "split it into several files"
      )
    }
    var bytes: [UInt8] = []
    code = SystemCall.readAll(Int(status.st_size), from: descriptor.raw, into: &bytes)
    guard code == 0 else { throw .system("read", path, code) }
    return bytes
  }

  /// A text file: checked to be UTF-8, without its byte order mark, CRLF as LF.
  package static func readText(_ path: String) throws(PublishingError) -> Text {
    var bytes = try read(path)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if bytes.contains(0x0D) {
      // A CR that no LF follows stays: what reads the text says what is wrong with it.
      bytes = bytes.indices.filter { index in
        bytes[index] != 0x0D || index + 1 == bytes.count || bytes[index + 1] != 0x0A
      }.map { bytes[$0] }
    }
    if let nul = bytes.firstIndex(of: 0) {
      return .fault(
        .init(offset: nul, message: "the file has a NUL byte", cure: "save it as a text file"),
        bytes
      )
    }
    if let offset = firstInvalidOffset(bytes) {
      return .fault(
        .init(offset: offset, message: "the file is not UTF-8", cure: "save it as UTF-8"),
        bytes
      )
    }
    return .text(bytes)
  }

  /// The offset of the first byte that is not part of valid UTF-8.
  static func firstInvalidOffset(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}
