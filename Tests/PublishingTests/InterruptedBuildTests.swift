import Foundation
import Testing

@testable import Publishing

@Suite("An interrupted build") struct InterruptedBuildTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("that is dropped without a commit changes nothing", arguments: [false, true])
  func dropped(isThere: Bool) throws {
    if isThere { try publish(["a": "1", "b/c": "2"], to: folder.site) }
    let before = Tree(folder.site)
    do {
      let transaction = try SiteTransaction(output: folder.site)
      try transaction.write(path("a"), [])
      try transaction.write(path("new/file"), [])
      #expect(Tree(folder.staging) != nil)
    }
    #expect(Tree(folder.site)?.identities == before?.identities)
    #expect(Tree(folder.staging) == nil)
    #expect(Tree(folder.path)?.nodes["site"] == before?.nodes[""])
  }

  @Test("that fails in the middle changes nothing, and the next one is well")
  func failed() throws {
    try publish(["a": "1", "b/c": "2"], to: folder.site)
    let before = Tree(folder.site)
    #expect(throws: PublishingError.self) {
      let transaction = try SiteTransaction(output: folder.site)
      try transaction.write(path("a"), [0x33])
      try transaction.write(path("a/b"), [])
      _ = try transaction.commit()
    }
    #expect(Tree(folder.site)?.identities == before?.identities)
    #expect(Tree(folder.staging) == nil)
    #expect(try publish(["a": "2"], to: folder.site).written == 1)
  }

  @Test("leaves things that the next build removes")
  func leftovers() throws {
    try publish(["a": "1"], to: folder.site)
    try folder.write(".site.staging/tree/deep/er/file", "half")
    try folder.write(".site.staging/former/old", "old")
    try folder.write(".site.staging/pid", "1\n")
    chmod("\(folder.staging)/tree/deep/er", 0o500)
    let report = try publish(["a": "1"], to: folder.site)
    #expect(report.isUpToDate)
    #expect(Tree(folder.staging) == nil)
    #expect(Tree(folder.site)?.texts == ["a": "1"])
  }

  @Test("that was killed between two renames is undone by the next one", arguments: [true, false])
  func betweenRenames(commits: Bool) throws {
    try publish(["a": "old"], to: folder.site)
    let before = try #require(Tree(folder.site))
    try folder.write(".site.staging/tree/a", "new")
    try folder.move("site", to: ".site.staging/former")
    do {
      let transaction = try SiteTransaction(output: folder.site)
      #expect(Tree(folder.site)?.identities == before.identities)
      try transaction.write(path("a"), Array((commits ? "next" : "old").utf8))
      if commits { #expect(try transaction.commit().written == 1) }
    }
    #expect(Tree(folder.site)?.texts == ["a": commits ? "next" : "old"])
    #expect(Tree(folder.staging) == nil)
  }

  @Test("that was killed after its two renames has published")
  func afterRenames() throws {
    try publish(["a": "new"], to: folder.site)
    try folder.write(".site.staging/former/a", "old")
    _ = try SiteTransaction(output: folder.site)
    #expect(Tree(folder.site)?.texts == ["a": "new"])
    #expect(Tree(folder.staging) == nil)
  }

  private static let files = 80
  private static let kills = 60
  /// On a busy machine it takes longer until kills have struck before and after the exchange.
  private static let mostKills = 400

  @Test("leaves the old site or the new one, whole, whenever it is killed")
  func killed() throws {
    var generations: [Tree] = []
    for generation in 0...1 {
      let site = "\(folder.path)/generation-\(generation)"
      let arguments = ["publish", site, "\(generation)", "\(Self.files)"]
      try #require(try Command.run([Command.fixture] + arguments).status == 0)
      generations.append(try #require(Tree(site)))
    }
    try #require(generations[0] != generations[1])

    let duration = try measureBuild()
    var (inTheMiddle, seen) = (0, Set<Int>())
    for kill in 0..<Self.mostKills {
      if kill >= Self.kills, seen == [0, 1], inTheMiddle > Self.kills / 4 { break }
      // Now and then there is no site to begin with.
      if kill % 10 == 5 { try? folder.remove("site") }
      if kill % 10 == 0 { _ = try measureBuild() }
      let wasThere = Tree(folder.site) != nil
      let process = try Command.start(
        [Command.fixture, "alternate", folder.site, "\(kill % 2)", "\(Self.files)"]
      )
      _ = try (process.standardOutput as? Pipe)?.fileHandleForReading.read(upToCount: 1)
      usleep(UInt32.random(in: 0...2 * duration))
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal)
      if Tree(folder.staging) != nil { inTheMiddle += 1 }
      let site = Tree(folder.site)
      if site == nil, !wasThere { continue }
      let generation = generations.firstIndex { $0 == site }
      #expect(generation != nil, "kill \(kill) left a mixture: \(site?.description ?? "nothing")")
      if let generation { seen.insert(generation) }
    }
    #expect(inTheMiddle > Self.kills / 4, "most kills hit a build at work")
    #expect(seen == [0, 1])

    let last = try Command.run([Command.fixture, "publish", folder.site, "0", "\(Self.files)"])
    #expect(last.status == 0, "\(last.errors)")
    #expect(Tree(folder.site) == generations[0])
    #expect(Tree(folder.staging) == nil)
  }

  /// Publishes the first generation, and returns how many microseconds it took.
  private func measureBuild() throws -> UInt32 {
    let time = try ContinuousClock().measure {
      try Command.run([Command.fixture, "publish", folder.site, "0", "\(Self.files)"])
    }
    return UInt32(min(time / .microseconds(1), 100_000))
  }
}
