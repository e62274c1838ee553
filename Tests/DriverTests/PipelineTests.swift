import Diagnostics
import Driver
import Foundation
import Testing

/// What a person relies on around a build: nothing is lost, everything is told.
@Suite struct PipelineTests {
  /// A workspace in a temporary folder, with the golden shop in it.
  private final class Workspace {
    let root: URL
    var site: URL { root.appending(path: "site") }

    init() throws {
      root = FileManager.default.temporaryDirectory
        .appending(path: "bespoke-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Repository.root.appending(path: "Tests/Goldens/shop/content"),
        to: root.appending(path: "content")
      )
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func run(clusters: [String] = [], strict: Bool = false) throws -> BuildResult {
      try Pipeline.run(
        BuildRequest(
          directory: root.path,
          output: site.path,
          clusters: clusters,
          isStrict: strict,
          jobs: 2
        )
      )
    }

    func edit(_ path: String, _ old: String, _ new: String) throws {
      let url = root.appending(path: "content/shop/\(path)")
      let text = try String(contentsOf: url, encoding: .utf8)
      precondition(text.contains(old))
      try text.replacing(old, with: new).write(to: url, atomically: true, encoding: .utf8)
    }

    func text(_ path: String) throws -> String {
      try String(contentsOf: site.appending(path: path), encoding: .utf8)
    }

    /// Paths with inode and modification time.
    func stamps() throws -> [String: String] {
      var stamps: [String: String] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: site.path) {
        let attributes = try FileManager.default.attributesOfItem(
          atPath: site.appending(path: path).path
        )
        stamps[path] =
          "\(attributes[.systemFileNumber] ?? "") \(attributes[.modificationDate] ?? "")"
      }
      return stamps
    }
  }

  @Test func aSecondBuildTouchesNothing() throws {
    let workspace = try Workspace()
    #expect(try workspace.run().report?.written ?? 0 > 40)
    let before = try workspace.stamps()
    let report = try #require(try workspace.run().report)
    #expect(report.isUpToDate)
    #expect(try workspace.stamps() == before)
  }

  /// The proof puts stand-ins where the values are; the text may hold what looks like one.
  @Test func textThatLooksLikeAStandInIsNoMistake() throws {
    let workspace = try Workspace()
    let page = workspace.root.appending(path: "content/shop/en/01-start.md")
    let fence = "```bash run id=like\na={{ port }} b=770000000 c=zq0x0e\n```\n"
    try (String(contentsOf: page, encoding: .utf8) + "\n" + fence)
      .write(to: page, atomically: true, encoding: .utf8)
    let result = try workspace.run()
    #expect(!result.diagnostics.contains { $0.id == .readBack })
    #expect(result.isGood)
  }

  @Test func aMistakeLeavesTheSiteAlone() throws {
    let workspace = try Workspace()
    _ = try workspace.run()
    let before = try workspace.stamps()
    try workspace.edit("clusters/mall.yaml", "10.2.0.0/16", "10.2.0.1/16")
    let result = try workspace.run()
    #expect(!result.isGood)
    #expect(result.report == nil)
    #expect(try workspace.stamps() == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workspace.root.path).sorted()
        == ["content", "site"]
    )
  }

  @Test func oneRunTellsAllMistakes() throws {
    let workspace = try Workspace()
    try workspace.edit("clusters/mall.yaml", "10.2.0.0/16", "10.2.0.1/16")
    try workspace.edit("clusters/corner.yaml", "till1, role: till", "till1, role: tiller")
    try workspace.edit("en/02-more.md", "{{ shop_name }}", "{{ shop_nmae }}")
    let ids = Set(try workspace.run().diagnostics.map(\.id))
    #expect(ids == [.invalidValue, .valueNotListed, .unknownParameter])
  }

  @Test func aRuleSpeaksTheReadersLanguage() throws {
    let workspace = try Workspace()
    try workspace.edit("clusters/corner.yaml", "role: till", "role: store")
    var request = BuildRequest(directory: workspace.root.path, output: nil, jobs: 1)
    request.language = "zh"
    let messages = try Pipeline.run(request).diagnostics.map(\.message)
    #expect(messages == ["corner 需要一台收银机。"])
  }

  @Test func aWarningStopsAStrictBuild() throws {
    let workspace = try Workspace()
    try workspace.edit(
      "en/01-start.md",
      "port: {type",
      "spare: {type: int, default: 1}\nport: {type"
    )
    #expect(try workspace.run().report != nil)
    let before = try workspace.stamps()
    let strict = try workspace.run(strict: true)
    #expect(!strict.isGood)
    #expect(strict.diagnostics.map(\.id) == [.unusedParameter])
    #expect(try workspace.stamps() == before)
  }

  @Test func oneClusterIsMadeAndTheOthersStay() throws {
    let workspace = try Workspace()
    _ = try workspace.run()
    try workspace.edit("clusters/mall.yaml", "10.2.0.0/16", "10.3.0.0/16")
    try workspace.edit("clusters/corner.yaml", "shop_name: corner", "shop_name: nook")
    let report = try #require(try workspace.run(clusters: ["mall"]).report)
    #expect(report.removed == 0)
    #expect(try workspace.text("shop/mall/cluster.env").contains("10.3.0.0/16"))
    #expect(try workspace.text("shop/corner/cluster.env").contains("SHOP=\"corner\""))
    #expect(try workspace.text("shop/index.html").contains("corner"))
  }

  @Test func aClusterThatIsGoneLeavesTheSite() throws {
    let workspace = try Workspace()
    _ = try workspace.run()
    try FileManager.default.removeItem(
      at: workspace.root.appending(path: "content/shop/clusters/mall.yaml")
    )
    #expect(try workspace.run().report?.removed ?? 0 > 10)
    #expect(!FileManager.default.fileExists(atPath: workspace.site.path + "/shop/mall"))
  }

  @Test func anUnknownClusterIsAUsageError() throws {
    let workspace = try Workspace()
    #expect(throws: Failure.usage("there is no cluster 'mal'; did you mean 'mall'?")) {
      try workspace.run(clusters: ["mal"])
    }
  }

  @Test func aFolderWithoutContentIsAUsageError() throws {
    let workspace = try Workspace()
    try FileManager.default.removeItem(at: workspace.root.appending(path: "content"))
    let expected = Failure.usage(
      "there is no folder 'content' in '\(workspace.root.path)'; name the folder that holds it"
    )
    #expect(throws: expected) { try workspace.run() }
  }

  @Test func aFolderThatIsNoSiteIsNotReplaced() throws {
    let workspace = try Workspace()
    try FileManager.default.createDirectory(at: workspace.site, withIntermediateDirectories: true)
    let precious = workspace.site.appending(path: "thesis.txt")
    try "years of work".write(to: precious, atomically: true, encoding: .utf8)
    #expect(throws: Failure.self) { try workspace.run() }
    #expect(try String(contentsOf: precious, encoding: .utf8) == "years of work")
  }

  /// A tick counts until what was ticked has changed: the text of the step for everybody, commands
  /// and files for the places that have them.
  @Test func aChangeIsToldWhereItMatters() throws {
    let page = "en/01-start.md"
    let changes: [(old: String, new: String, places: Set<Substring>)] = [
      ("till=no", "till=never", ["c"]),
      ("echo \"{{ m.name }} is open\"", "printf '{{ m.name }} is open'", ["a", "b"]),
      ("hello from", "greetings from", ["a", "b", "c"]),
      // A file of the workstation, which has no command in this step.
      ("name: {{ shop_name }}", "shop: {{ shop_name }}", ["a", "b", "c"]),
      ("## Set up {#set-up}\n", "## Set up {#set-up}\n\nWith care.\n", ["a", "b", "c"]),
      ("till1 is open\n", "till7 is open\n", []),
      ("# Open the shop", "# Run the shop", []),
    ]
    let workspace = try Workspace()
    _ = try workspace.run()
    let before = try sums(workspace)
    #expect(before.keys.sorted() == ["a", "b", "c"])
    for change in changes {
      try workspace.edit(page, change.old, change.new)
      #expect(try workspace.run().isGood)
      let after = try sums(workspace)
      #expect(Set(before.keys.filter { before[$0] != after[$0] }) == change.places, "\(change.new)")
      try workspace.edit(page, change.new, change.old)
    }
  }

  /// The sums of the places of the step `set-up` in `mall`.
  private func sums(_ workspace: Workspace) throws -> [Substring: Substring] {
    let html = try workspace.text("shop/mall/en/01-start.html")
    let heading = try #require(html.firstMatch(of: #/<h2 id="set-up"[^>]* data-places="([^"]*)"/#))
    return Dictionary(
      uniqueKeysWithValues: heading.1.split(separator: " ").map { place in
        let parts = place.split(separator: "=")
        return (parts[0], parts[1])
      }
    )
  }

  @Test func evaluatesWithAClustersValues() throws {
    let workspace = try Workspace()
    let outcome = try Evaluation.run(
      "machines.map(m, string(m.ip))",
      directory: workspace.root.path,
      guide: nil,
      cluster: "corner",
      language: "en"
    )
    #expect(outcome.json == #"["10.1.0.10","10.1.0.99"]"#)
    let wrong = try Evaluation.run(
      "machine",
      directory: workspace.root.path,
      guide: nil,
      cluster: "corner",
      language: "en"
    )
    #expect(wrong.json == nil)
    #expect(wrong.diagnostics.map(\.id) == [.unknownParameter])
    #expect(throws: Failure.usage("say which cluster: --cluster corner or mall")) {
      try Evaluation.run(
        "network",
        directory: workspace.root.path,
        guide: nil,
        cluster: nil,
        language: "en"
      )
    }
  }
}
