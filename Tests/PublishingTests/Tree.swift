import Foundation

/// What is below a folder, found without following links; nil where there is nothing.
struct Tree: Equatable, CustomStringConvertible {
  struct Node: Equatable {
    let mode: UInt32
    /// Of a file its bytes, of a link what it points to.
    let content: [UInt8]
  }

  /// What shows whether something was touched.
  struct Identity: Equatable {
    let inode: UInt64
    let seconds: Int
    let nanoseconds: Int
  }

  private(set) var nodes: [String: Node] = [:]
  private(set) var identities: [String: Identity] = [:]

  init?(_ path: String) {
    guard add(path, as: "") else { return nil }
  }

  /// The same nodes, whatever their identities.
  static func == (left: Tree, right: Tree) -> Bool { left.nodes == right.nodes }

  private mutating func add(_ path: String, as name: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    var content: [UInt8] = []
    switch status.st_mode & S_IFMT {
    case S_IFREG: content = FileManager.default.contents(atPath: path).map { Array($0) } ?? []
    case S_IFLNK:
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
      content = Array((target ?? "").utf8)
    case S_IFDIR:
      for child in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
        _ = add("\(path)/\(child)", as: name.isEmpty ? child : "\(name)/\(child)")
      }
    default: break
    }
    nodes[name] = Node(mode: status.st_mode, content: content)
    identities[name] = Identity(
      inode: UInt64(status.st_ino),
      seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec
    )
    return true
  }

  /// The texts of the site's own files, and the permissions of everything.
  var texts: [String: String] {
    var files = nodes.filter { $0.value.mode & S_IFMT == S_IFREG }
    files[".bespoke-site"] = nil
    return files.mapValues { String(decoding: $0.content, as: UTF8.self) }
  }

  func permissions(_ name: String) -> UInt32? { nodes[name].map { $0.mode & 0o7777 } }

  var description: String {
    nodes.keys.sorted().joined(separator: " ")
  }
}
