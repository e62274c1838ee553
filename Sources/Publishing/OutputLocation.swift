import Glibc

/// The place of the output folder, with all links on the way to it resolved.
struct OutputLocation: Sendable {
  /// Absolute path of the folder that holds the output.
  let parent: String
  /// The output's own name in `parent`.
  let name: String

  var path: String { parent == "/" ? "/\(name)" : "\(parent)/\(name)" }

  /// Resolves what the user typed. The output itself need not exist, its parent must.
  init(resolving output: String) throws(PublishingError) {
    if let resolved = OutputLocation.realPath(output) {
      self = try OutputLocation(existing: resolved, typed: output)
      return
    }
    let code = errno
    guard code == ENOENT, !output.isEmpty else { throw .system("open", output, code) }
    var status = stat()
    if SystemCall.status(output, in: AT_FDCWD, &status) == 0 {
      throw PublishingError(
        "open",
        output,
        .unsuitableOutput("it is a link to something that does not exist"),
        cure: "remove the link, or make the folder that it points to"
      )
    }
    var typed = output.utf8[...]
    while typed.last == UInt8(ascii: "/") { typed.removeLast() }
    let slash = typed.lastIndex(of: UInt8(ascii: "/"))
    let last = slash.map { typed[typed.index(after: $0)...] } ?? typed
    let before = slash.map { String(decoding: typed[...$0], as: UTF8.self) } ?? "."
    guard let parent = OutputLocation.realPath(before), last.elementsEqual("..".utf8) == false
    else {
      throw .system("open", before, ENOENT, cure: "make it first: mkdir -p \(before)")
    }
    self.parent = parent
    name = String(decoding: last, as: UTF8.self)
  }

  private init(existing resolved: String, typed: String) throws(PublishingError) {
    let slash = resolved.utf8.lastIndex(of: UInt8(ascii: "/")) ?? resolved.utf8.startIndex
    parent = slash == resolved.utf8.startIndex ? "/" : String(resolved[..<slash])
    name = String(resolved[resolved.utf8.index(after: slash)...])
    func unsuitable(_ why: String, _ cure: String) -> PublishingError {
      PublishingError("write the site to", typed, .unsuitableOutput(why), cure: cure)
    }
    if name.isEmpty {
      throw unsuitable("it is the root of the file system", "choose a folder inside it")
    }
    var here = stat()
    var above = stat()
    var code = SystemCall.status(resolved, in: AT_FDCWD, &here)
    if code == 0 { code = SystemCall.status(parent, in: AT_FDCWD, &above) }
    guard code == 0 else { throw .system("open", typed, code) }
    guard here.isFolder else {
      throw unsuitable("it is not a folder", "choose another place with --output")
    }
    guard here.st_dev == above.st_dev else {
      // The new tree takes the old one's place by a rename, which a mount point does not allow.
      throw unsuitable("it is a mount point", "choose a folder inside it, such as \(typed)/site")
    }
    if let current = OutputLocation.realPath("."),
      "\(current)/".utf8.starts(with: "\(resolved)/".utf8)
    {
      throw unsuitable(
        "it holds the current folder, which would vanish under your feet",
        "start from another folder"
      )
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
