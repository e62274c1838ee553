import Glibc

/// Every regular file below a folder, found without following a link, in the byte order of paths.
struct FileListing: Sendable {
  struct File: Sendable {
    /// Where its path starts in `names`; a NUL ends it.
    let start: Int
    let size: Int
    let permissions: UInt32
    let inode: UInt64
  }

  static let maximumDepth = 128

  private var names: [CChar] = []
  private(set) var files: [File] = []
  /// Things that no site of ours has: links, devices, empty folders, folders of another mode.
  private(set) var strays = 0

  /// Of a site that does not exist.
  init() {}

  /// Lists an open folder; throws when it holds something else than a site of ours.
  init(_ folder: Int32, path: String) throws(PublishingError) {
    if try FileListing.checkMarker(folder, path) { return }
    try scan(folder, root: path, prefix: [], depth: 0)
    sort()
  }

  /// True when the folder is empty; throws when it is neither empty nor marked as ours.
  private static func checkMarker(_ folder: Int32, _ path: String) throws(PublishingError) -> Bool {
    var names: [[CChar]] = []
    let code = DirectoryNames.list(folder, &names)
    guard code == 0 else { throw .system("read", path, code) }
    if names.isEmpty { return true }
    var status = stat()
    let marker = SystemCall.status(SitePath.marker.text, in: folder, &status)
    guard marker == 0, status.isRegular else {
      throw PublishingError(
        "write the site to",
        path,
        .notASite,
        cure: "choose another folder with --output, or empty this one"
          + " (a site of ours has a file '\(SitePath.marker)')"
      )
    }
    return false
  }

  private mutating func scan(_ folder: Int32, root path: String, prefix: [CChar], depth: Int)
    throws(PublishingError)
  {
    func name(_ entry: [CChar]) -> String {
      "\(path)/\(String(decoding: (prefix + entry.dropLast()).map { UInt8(bitPattern: $0) }, as: UTF8.self))"
    }
    guard depth < FileListing.maximumDepth else {
      throw PublishingError("read", path, .tooDeep(depth), cure: "remove what is nested in it")
    }
    var entries: [[CChar]] = []
    let code = DirectoryNames.list(folder, &entries)
    guard code == 0 else { throw .system("read", name([0]), code) }
    if entries.isEmpty { strays += 1 }
    for entry in entries {
      var status = stat()
      let code = SystemCall.status(entry, in: folder, &status)
      guard code == 0 else { throw .system("examine", name(entry), code) }
      if status.isFolder {
        if status.permissions != 0o755 { strays += 1 }
        let opened = openat(
          folder,
          entry,
          O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        )
        let child = try FileDescriptor.Outcome(opened).get { .system("open", name(entry), $0) }
        let childPrefix = prefix + entry.dropLast() + [CChar(UInt8(ascii: "/"))]
        try scan(child.raw, root: path, prefix: childPrefix, depth: depth + 1)
      } else if status.isRegular {
        files.append(
          File(
            start: names.count,
            size: Int(status.st_size),
            permissions: status.permissions,
            inode: UInt64(status.st_ino)
          )
        )
        names += prefix
        names += entry
      } else {
        strays += 1
      }
    }
  }

  private mutating func sort() {
    names.withUnsafeBufferPointer { names in
      guard let base = names.baseAddress else { return }
      files.sort { strcmp(base + $0.start, base + $1.start) < 0 }
    }
  }

  /// The index of the file with this path.
  func index(of path: SitePath) -> Int? {
    names.withUnsafeBufferPointer { names -> Int? in
      guard let base = names.baseAddress else { return nil }
      return path.text.withCString { text in
        var low = 0
        var high = files.count
        while low < high {
          let middle = (low + high) / 2
          let order = strcmp(base + files[middle].start, text)
          if order == 0 { return middle }
          if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
      }
    }
  }

  /// Calls `body` with the path of a file, as C has it.
  func withPath<Result>(at index: Int, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    names.withUnsafeBufferPointer { names in
      guard let base = names.baseAddress else { preconditionFailure("a file has a name") }
      return body(base + files[index].start)
    }
  }

  func text(at index: Int) -> String { withPath(at: index) { String(cString: $0) } }
}
