import Foundation
import Testing

@testable import Publishing

@Suite("A site transaction") struct SiteTransactionTests {
  private let folder: TemporaryFolder
  private let files = ["index.html": "hello", "a/b/one": "1", "a/b/two*": "2", "a/.hidden": ""]
  private let texts = ["index.html": "hello", "a/b/one": "1", "a/b/two": "2", "a/.hidden": ""]

  init() throws { folder = try TemporaryFolder() }

  private func tree() throws -> Tree { try #require(Tree(folder.site)) }

  private func expect(
    _ report: PublishReport,
    written: Int,
    unchanged: Int,
    removed: Int,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let expected = PublishReport(
      written: written,
      unchanged: unchanged,
      removed: removed,
      leftover: nil
    )
    #expect(report == expected, sourceLocation: location)
    #expect(Tree(folder.staging) == nil, "no staging is left", sourceLocation: location)
  }

  @Test("makes a site where there was none, or an empty folder", arguments: [false, true])
  func fresh(isThere: Bool) throws {
    if isThere { try folder.makeFolder(folder.site) }
    expect(try publish(files, to: folder.site), written: 5, unchanged: 0, removed: 0)
    let tree = try tree()
    #expect(tree.texts == texts)
    #expect(tree.nodes[".bespoke-site"]?.content.isEmpty == false)
    #expect(tree.permissions("a/b/one") == 0o644)
    #expect(tree.permissions("a/b/two") == 0o755)
  }

  @Test("touches nothing when nothing has changed")
  func unchanged() throws {
    try publish(files, to: folder.site)
    let before = try tree()
    let report = try publish(files, to: folder.site)
    expect(report, written: 0, unchanged: 5, removed: 0)
    #expect(report.isUpToDate)
    #expect(try tree().identities == before.identities)
  }

  @Test("writes what changed, keeps the files that did not, and removes what is gone")
  func changed() throws {
    try publish(files, to: folder.site)
    let before = try tree()
    let report = try publish(
      ["index.html": "hallo", "a/b/one*": "1", "a/b/two*": "2", "new/x": "n"],
      to: folder.site
    )
    expect(report, written: 3, unchanged: 2, removed: 1)
    #expect(!report.isUpToDate)
    let after = try tree()
    #expect(after.texts == ["index.html": "hallo", "a/b/one": "1", "a/b/two": "2", "new/x": "n"])
    #expect(after.permissions("a/b/one") == 0o755)
    #expect(after.identities["a/b/two"] == before.identities["a/b/two"])
    #expect(after.identities[".bespoke-site"] == before.identities[".bespoke-site"])
    #expect(after.identities["index.html"]?.inode != before.identities["index.html"]?.inode)
  }

  @Test("compares every byte of files that are larger than what it reads at once")
  func large() throws {
    let text = String(repeating: "0123456789abcdef", count: 10_000)
    try publish(["large": text + "x"], to: folder.site)
    expect(
      try publish(["large": text + "x"], to: folder.site),
      written: 0,
      unchanged: 2,
      removed: 0
    )
    expect(
      try publish(["large": text + "y"], to: folder.site),
      written: 1,
      unchanged: 1,
      removed: 0
    )
    #expect(try tree().texts == ["large": text + "y"])
  }

  @Test("publishes a change of files to folders and back")
  func filesAndFolders() throws {
    try publish(["a": "file", "b/c": "x"], to: folder.site)
    expect(
      try publish(["a/d": "y", "b": "file"], to: folder.site),
      written: 2,
      unchanged: 1,
      removed: 2
    )
    #expect(try tree().texts == ["a/d": "y", "b": "file"])
  }

  @Test("publishes a removal alone, down to a site of nothing")
  func removal() throws {
    try publish(["a": "1", "b/c": "2"], to: folder.site)
    expect(try publish(["a": "1"], to: folder.site), written: 0, unchanged: 2, removed: 1)
    #expect(try tree().nodes["b"] == nil)
    expect(try publish([:], to: folder.site), written: 0, unchanged: 1, removed: 1)
    #expect(try tree().texts == [:])
  }

  @Test("removes empty folders, links and pipes, and mends permissions")
  func strays() throws {
    try publish(files, to: folder.site)
    let before = try tree()
    try folder.makeFolder("\(folder.site)/empty/inner")
    try folder.link("site/link", to: "index.html")
    mkfifo("\(folder.site)/pipe", 0o600)
    chmod("\(folder.site)/a", 0o700)
    chmod("\(folder.site)/a/b/one", 0o600)
    expect(try publish(files, to: folder.site), written: 1, unchanged: 4, removed: 4)
    #expect(try tree() == before)
  }

  @Test("sets permissions whatever the umask is", arguments: ["000", "022", "027", "077"])
  func umask(_ mask: String) throws {
    let script = #"umask \#(mask); "$0" publish site 0 40 && "$0" publish site 1 40"#
    let result = try Command.shell(script, in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    for (name, node) in try tree().nodes where name != "" {
      let isFile = node.mode & S_IFMT == S_IFREG
      let number = Int(name.split(separator: "-").last?.split(separator: ".").first ?? "") ?? 0
      let isExecutable = name.hasSuffix(".txt") && number % 4 == 2
      #expect(node.mode & 0o7777 == (isFile && !isExecutable ? 0o644 : 0o755), "\(name)")
    }
    #expect(try tree().permissions("") == 0o755)
  }

  static let capabilities: [SiteTransaction.Capabilities] = [
    .init(linksFiles: false), .init(exchangesFolders: false),
    .init(linksFiles: false, exchangesFolders: false),
  ]

  @Test("works where files cannot be linked or folders exchanged", arguments: capabilities.indices)
  func poorFileSystem(_ index: Int) throws {
    let capabilities = Self.capabilities[index]
    try publish(files, to: folder.site, capabilities)
    let before = try tree()
    expect(try publish(files, to: folder.site, capabilities), written: 0, unchanged: 5, removed: 0)
    #expect(try tree().identities == before.identities)

    var other = files
    other["index.html"] = "hallo"
    expect(try publish(other, to: folder.site, capabilities), written: 1, unchanged: 4, removed: 0)
    let after = try tree()
    #expect(after.texts == texts.merging(["index.html": "hallo"]) { $1 })
    for name in ["a/b/one", "a/b/two", "a/.hidden"] {
      let (old, new) = (before.identities[name], after.identities[name])
      #expect((old?.inode == new?.inode) == capabilities.linksFiles)
      #expect(old?.seconds == new?.seconds)
      #expect(old?.nanoseconds == new?.nanoseconds)
      #expect(after.permissions(name) == before.permissions(name))
    }
  }

  @Test("takes files from several threads")
  func threads() throws {
    func publish(generation: Int) throws -> PublishReport {
      let transaction = try SiteTransaction(output: folder.site)
      DispatchQueue.concurrentPerform(iterations: 400) { index in
        let text = index % 2 == 0 ? "same" : "generation \(generation)"
        do {
          try transaction.write(path("d\(index % 7)/e/f\(index)"), Array(text.utf8))
        } catch {
          Issue.record(error)
        }
      }
      return try transaction.commit()
    }
    expect(try publish(generation: 1), written: 401, unchanged: 0, removed: 0)
    expect(try publish(generation: 2), written: 200, unchanged: 201, removed: 0)
    #expect(try tree().texts.count == 400)
  }

  static let twice: [(former: [String: String], writes: [(String, String)])] = [
    ([:], [("a", "1"), ("a", "1")]),
    ([:], [("a", "1"), ("a/b", "1")]),
    ([:], [("a/b", "1"), ("a", "1")]),
    ([:], [("a", "1"), ("a/b/c", "1")]),
    (["a": "1"], [("a", "1"), ("a", "1")]),
    (["a": "1"], [("a", "2"), ("a", "2")]),
    (["a": "1"], [("a", "1"), ("a", "2")]),
    (["a": "1"], [("a", "2"), ("a", "1")]),
    (["a": "1"], [("a", "1"), ("a/b", "1")]),
    (["a/b": "1"], [("a/b", "1"), ("a", "1")]),
    (["a/b": "1"], [("a", "1"), ("a/b", "1")]),
  ]

  @Test("refuses to write a path twice, or as a file and a folder", arguments: twice.indices)
  func writtenTwice(_ index: Int) throws {
    let (former, writes) = Self.twice[index]
    try publish(former, to: folder.site)
    let before = try tree()
    let error = #expect(throws: PublishingError.self) {
      let transaction = try SiteTransaction(output: folder.site)
      for (name, text) in writes { try transaction.write(path(name), Array(text.utf8)) }
      _ = try transaction.commit()
    }
    #expect(error?.reason == .writtenTwice)
    #expect(error?.path.hasPrefix(folder.site + "/a") == true)
    #expect(try tree().identities == before.identities)
    #expect(Tree(folder.staging) == nil)
  }
}
