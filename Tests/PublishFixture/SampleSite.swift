import Publishing

/// A site of small files in folders of twenty. Two generations of it differ in what files there are,
/// in their bytes and in their permissions.
struct SampleSite {
  let generation: Int
  let count: Int
  /// Bytes of each file; by default a line.
  var size: Int?
  /// Whether only the bytes of each hundredth file depend on the generation.
  var isLarge = false

  func publish(to output: String) throws(PublishingError) -> PublishReport {
    let transaction = try SiteTransaction(output: output)
    for index in 0..<count {
      let path = sitePath("part-\(index / 20)/file-\(index).txt")
      if isLarge {
        try transaction.write(path, bytes(index, index % 100 == 0 ? generation : 0))
        continue
      }
      switch index % 4 {
      case 0 where index / 4 % 2 == generation % 2: continue
      case 1: try transaction.write(path, bytes(index, generation))
      case 2: try transaction.write(path, bytes(index, 0), mode: generation == 0 ? 0o644 : 0o755)
      default: try transaction.write(path, bytes(index, 0))
      }
    }
    return try transaction.commit()
  }

  private func bytes(_ index: Int, _ generation: Int) -> [UInt8] {
    let line = Array("file \(index) of generation \(generation)\n".utf8)
    guard let size else { return line }
    return (0..<size).map { line[$0 % line.count] }
  }

  static let archiveEntries = [
    ArchiveEntry(path: sitePath("run.sh"), bytes: Array("#!/bin/sh\n".utf8), mode: 0o755),
    ArchiveEntry(path: sitePath("etc/hosts"), bytes: Array("127.0.0.1 m1\n".utf8)),
    ArchiveEntry(path: sitePath("etc/.empty"), bytes: [], mode: 0o600),
  ]
}

func sitePath(_ text: String) -> SitePath {
  guard let path = SitePath(text) else { preconditionFailure("'\(text)' is no site path") }
  return path
}
