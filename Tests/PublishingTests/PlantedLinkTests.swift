import Foundation
import Testing

@testable import Publishing

@Suite("A link that somebody planted is never followed") struct PlantedLinkTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("outside/one", "1")
    try folder.write("outside/two", "2")
    try publish(["a/one": "1", "a/two": "2", "three": "3"], to: folder.site)
  }

  private var outside: Tree? { Tree("\(folder.path)/outside") }

  @Test("in the place of a folder or a file")
  func beforeTheBuild() throws {
    let before = outside
    try folder.remove("site/a")
    try folder.link("site/a", to: "../outside")
    try folder.remove("site/three")
    try folder.link("site/three", to: "../outside/one")
    let report = try publish(["a/one": "1", "a/two": "22", "three": "1"], to: folder.site)
    #expect(report.written == 3)
    #expect(report.removed == 2)
    #expect(outside == before)
    #expect(outside?.identities == before?.identities)
    let site = try #require(Tree(folder.site))
    #expect(site.texts == ["a/one": "1", "a/two": "22", "three": "1"])
    #expect(site.nodes["a"].map { $0.mode & S_IFMT } == S_IFDIR)
  }

  @Test("after the build has listed the former site, before it compares")
  func beforeTheComparison() throws {
    let transaction = try SiteTransaction(output: folder.site)
    try folder.remove("site/a")
    try folder.link("site/a", to: "../outside")
    for (name, text) in [("a/one", "1"), ("a/two", "2"), ("three", "3")] {
      try transaction.write(path(name), Array(text.utf8))
    }
    #expect(try transaction.commit().written == 2)
    let outside = try #require(self.outside)
    let site = try #require(Tree(folder.site))
    #expect(site.texts == ["a/one": "1", "a/two": "2", "three": "3"])
    #expect(site.identities["a/one"]?.inode != outside.identities["one"]?.inode)
    #expect(outside.texts == ["one": "1", "two": "2"])
  }

  @Test("after the build has compared, before it links or copies", arguments: [true, false])
  func beforeTheLinking(linksFiles: Bool) throws {
    let transaction = try SiteTransaction(
      output: folder.site,
      patience: 10,
      capabilities: .init(linksFiles: linksFiles)
    )
    for (name, text) in [("a/one", "1"), ("a/two", "2"), ("three", "changed")] {
      try transaction.write(path(name), Array(text.utf8))
    }
    try folder.remove("site/a")
    try folder.link("site/a", to: "../outside")
    let before = Tree(folder.path)?.nodes.filter { !$0.key.hasPrefix(".site.staging") }
    let error = failure(ofCommitting: transaction)
    #expect(error?.reason == .changedMeanwhile)
    #expect(Tree(folder.path)?.nodes == before)
  }

  @Test("in what a killed build has left")
  func inTheStagingArea() throws {
    let before = outside
    try folder.makeFolder("\(folder.staging)/tree/inner")
    try folder.link(".site.staging/tree/inner/link", to: "\(folder.path)/outside")
    try folder.link(".site.staging/former", to: "\(folder.path)/outside")
    try folder.link(".site.staging/pid", to: "\(folder.path)/outside/one")
    try publish(["a": "1"], to: folder.site)
    #expect(Tree(folder.staging) == nil)
    #expect(outside == before)
  }
}
