import Foundation
import Synchronization
import Testing

@testable import Publishing

@Suite("Builds at the same time") struct ConcurrentBuildTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("wait for each other, and the last one's error names the process that is at work")
  func busy() throws {
    let first = try SiteTransaction(output: folder.site)
    try first.write(path("a"), [0x31])
    let clock = ContinuousClock()
    let start = clock.now
    let error = #expect(throws: PublishingError.self) {
      try publish(["a": "2"], to: folder.site, patience: 0.1)
    }
    #expect(clock.now - start >= .milliseconds(100))
    #expect(error?.reason == .busy(pid: getpid()))
    #expect(
      error?.description == "cannot write the site to '\(folder.site)': another build is writing"
        + " it (process \(getpid())); wait for it to end, or choose another folder with --output"
    )
    #expect(try first.commit().written == 2)
    #expect(Tree(folder.site)?.texts == ["a": "1"])
    #expect(try publish(["a": "2"], to: folder.site, patience: 0).written == 1)
  }

  @Test("do not wait when their outputs differ")
  func different() throws {
    let first = try SiteTransaction(output: folder.site)
    #expect(try publish(["a": "2"], to: folder.path + "/other", patience: 0).written == 2)
    #expect(try first.commit().written == 1)
  }

  @Test("end well or with the busy error, and the site is one of theirs", arguments: [0.03, 10])
  func eight(patience: Double) throws {
    let names = (0..<60).map { "d\($0 % 5)/f\($0)" }
    func files(_ build: Int) -> [String: String] {
      Dictionary(uniqueKeysWithValues: names.map { ($0, "build \(build)") })
    }
    let (outcomes, group) = (Outcomes(), DispatchGroup())
    for build in 0..<8 {
      let (site, files) = (folder.site, files(build))
      group.enter()
      Thread.detachNewThread {
        let outcome = Result { try publish(files, to: site, patience: patience) }
        outcomes.all.withLock { $0.append(outcome) }
        group.leave()
      }
    }
    group.wait()
    let all = outcomes.all.withLock { $0 }
    var published = 0
    for outcome in all {
      switch outcome {
      case .success(let report):
        published += 1
        #expect(report.leftover == nil)
      case .failure(let error):
        // A build that has just taken its place has not left its number yet.
        let reason = (error as? PublishingError)?.reason
        #expect(reason == .busy(pid: getpid()) || reason == .busy(pid: nil), "\(error)")
      }
    }
    #expect(all.count == 8)
    #expect(published >= 1)
    if patience > 1 { #expect(published == 8) }
    #expect((0..<8).contains { Tree(folder.site)?.texts == files($0) })
    #expect(Tree(folder.staging) == nil)
  }

  private final class Outcomes: Sendable {
    let all = Mutex<[Result<PublishReport, any Error>]>([])
  }

  @Test("of several processes take turns")
  func processes() throws {
    let builds = try (0..<8).map { build in
      try Command.start([Command.fixture, "publish", folder.site, "\(build % 2)", "80"])
    }
    for build in builds {
      build.waitUntilExit()
      #expect(build.terminationStatus == 0)
    }
    let expected = try (0...1).map { generation in
      try Command.run(
        [Command.fixture, "publish", "other", "\(generation)", "80"],
        in: folder.path
      )
      return Tree("\(folder.path)/other")
    }
    #expect(expected.contains(Tree(folder.site)))
    #expect(Tree(folder.staging) == nil)
  }

  @Test("are told apart when a process is at work")
  func otherProcess() throws {
    // It never ends of itself, and between two of its builds there is no one to name.
    let other = try Command.start([Command.fixture, "alternate", folder.site, "0", "4000"])
    defer {
      kill(other.processIdentifier, SIGKILL)
      other.waitUntilExit()
    }
    var named: Int32?
    for _ in 0..<2000 where named == nil {
      usleep(1000)
      do {
        try publish(["a": "1"], to: folder.site, patience: 0)
      } catch let error as PublishingError {
        guard case .busy(let pid) = error.reason else { throw error }
        named = pid
      }
    }
    #expect(named == other.processIdentifier)
  }
}
