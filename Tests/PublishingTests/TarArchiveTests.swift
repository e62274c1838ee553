import Foundation
import Testing

@testable import Publishing

@Suite("Tar archives") struct TarArchiveTests {
  private static let long = Array(repeating: "a-long-segment", count: 13).joined(separator: "/")

  /// Not in order; with a path that needs a pax header below a long folder.
  private static let entries = [
    ArchiveEntry(path: path("run.sh"), bytes: Array("#!/bin/sh\n".utf8), mode: 0o755),
    ArchiveEntry(path: path("etc/b"), bytes: Array("127.0.0.1 m1\n".utf8)),
    ArchiveEntry(path: path("etc/.empty"), bytes: [], mode: 0o600),
    ArchiveEntry(path: path("etc-a"), bytes: Array(repeating: 7, count: 512), mode: 0o444),
    ArchiveEntry(path: path(long), bytes: Array(repeating: 8, count: 100_001)),
  ]

  private static let folder = Array(repeating: "deep-folder", count: 8).joined(separator: "/")

  @Test("are listed and extracted alike by GNU tar and by Python", .enabled(if: canRead))
  func readers() throws {
    let temporary = try TemporaryFolder()
    let folder = path(Self.folder)
    try temporary.write("a.tar.gz", TarArchive.gzip(folder: folder, entries: Self.entries))
    let listed = try Command.run(["tar", "tzf", "a.tar.gz"], in: temporary.path)
    let names = [".empty", "b"].map { "etc/\($0)" } + ["run.sh"]
    let expected = [Self.long, "etc-a"] + names
    #expect(listed.errors == "")
    #expect(listed.output == expected.map { "\(Self.folder)/\($0)\n" }.joined())

    let script = """
      mkdir gnu python
      tar xzpf a.tar.gz -C gnu
      python3 -c 'import sys, tarfile
      with tarfile.open("a.tar.gz") as archive:
        for m in archive:
          sys.stdout.write(f"{m.name} {m.mode:o} {m.uid} {m.gid} {m.uname} {m.mtime} {m.isreg()}\\n")
        archive.extractall("python")'
      """
    let extracted = try Command.shell(script, in: temporary.path)
    #expect(extracted.status == 0, "\(extracted.errors)")
    let modes = ["644", "444", "600", "644", "755"]
    #expect(
      extracted.output
        == zip(expected, modes).map { "\(Self.folder)/\($0) \($1) 0 0 root 0 True\n" }.joined()
    )
    for reader in ["gnu", "python"] {
      let tree = try #require(Tree("\(temporary.path)/\(reader)/\(Self.folder)"))
      let files = tree.nodes.filter { $0.value.mode & S_IFMT == S_IFREG }
      #expect(files.count == Self.entries.count)
      for entry in Self.entries {
        #expect(files[entry.path.text]?.content == entry.bytes, "\(reader): \(entry.path)")
        #expect(tree.permissions(entry.path.text) == entry.mode, "\(reader): \(entry.path)")
      }
    }
  }

  static var canRead: Bool { Command.isThere("tar") && Command.isThere("python3") }

  @Test("are the same bytes in every time zone, under every umask, now and later")
  func reproducible() throws {
    let temporary = try TemporaryFolder()
    let runs = try Command.shell(
      """
      (umask 077; TZ=Asia/Tokyo LC_ALL=C "$0" archive a) &&
      sleep 1.1 &&
      (umask 000; TZ=America/Los_Angeles LC_ALL=C.UTF-8 "$0" archive b)
      """,
      in: temporary.path
    )
    #expect(runs.status == 0, "\(runs.errors)")
    let tree = try #require(Tree(temporary.path))
    let bytes = try #require(tree.nodes["a"]).content
    #expect(bytes == tree.nodes["b"]?.content)
    // RFC 1952: magic, deflate, no flags (no name), no time.
    #expect(bytes.prefix(8) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
  }

  @Test("do not depend on the order of their entries")
  func order() throws {
    let folder = path("m1")
    let archive = try TarArchive.gzip(folder: folder, entries: Self.entries)
    #expect(try TarArchive.gzip(folder: folder, entries: Self.entries.reversed()) == archive)
  }

  @Test("refuse two entries of one path")
  func duplicates() {
    let error = #expect(throws: ArchiveError.self) {
      try TarArchive.gzip(folder: path("m1"), entries: Self.entries + Self.entries.suffix(1))
    }
    #expect(
      error?.description == "cannot make the archive of 'm1': '\(Self.long)' is in it twice"
    )
  }

  @Test("hold what cannot be compressed")
  func incompressible() throws {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<300_000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let temporary = try TemporaryFolder()
    try temporary.write(
      "a.tar.gz",
      TarArchive.gzip(folder: path("m"), entries: [.init(path: path("noise"), bytes: bytes)])
    )
    try #require(try Command.run(["tar", "xzf", "a.tar.gz"], in: temporary.path).status == 0)
    #expect(Tree("\(temporary.path)/m")?.nodes["noise"]?.content == bytes)
  }

  @Test("may be empty")
  func empty() throws {
    let temporary = try TemporaryFolder()
    try temporary.write("a.tar.gz", TarArchive.gzip(folder: path("m"), entries: []))
    let listed = try Command.run(["tar", "tzf", "a.tar.gz"], in: temporary.path)
    #expect(listed.status == 0)
    #expect(listed.output == "")
  }
}
