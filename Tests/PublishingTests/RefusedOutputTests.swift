import Foundation
import Testing

@testable import Publishing

@Suite("An output is refused") struct RefusedOutputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Publishes and expects an error and no change.
  private func refusal(_ output: String) throws -> PublishingError? {
    let before = Tree(folder.path)
    let error = #expect(throws: PublishingError.self) { try publish(["a": "1"], to: output) }
    #expect(Tree(folder.path) == before)
    return error
  }

  @Test("when it holds files and is not a site of ours")
  func foreign() throws {
    try folder.write("site/thesis.txt", "years of work")
    #expect(
      try refusal(folder.site)?.description
        == "cannot write the site to '\(folder.site)': it is not empty and was not written by"
        + " bespoke; choose another folder with --output, or empty this one (a site of ours has a"
        + " file '.bespoke-site')"
    )
    try folder.link("site/.bespoke-site", to: "thesis.txt")
    #expect(try refusal(folder.site)?.reason == .notASite)
  }

  @Test("when it is the root of the file system", arguments: ["/", "//", "/../", "/tmp/.."])
  func root(_ output: String) throws {
    #expect(
      try refusal(output)?.description
        == "cannot write the site to '\(output)': it is the root of the file system;"
        + " choose a folder inside it"
    )
  }

  @Test("when it is a file")
  func file() throws {
    try folder.write("site", "")
    #expect(
      try refusal(folder.site)?.description
        == "cannot write the site to '\(folder.site)': it is not a folder;"
        + " choose another place with --output"
    )
    #expect(try refusal("\(folder.site)/inner")?.reason == .system(errno: ENOTDIR))
  }

  @Test("when its parent is missing, or it has no name")
  func missing() throws {
    #expect(
      try refusal("\(folder.path)/none/site")?.description
        == "cannot open '\(folder.path)/none/': No such file or directory;"
        + " make it first: mkdir -p \(folder.path)/none/"
    )
    #expect(try refusal("")?.reason == .system(errno: ENOENT))
  }

  @Test("when its name leaves no room for the staging area's")
  func longName() throws {
    let error = try refusal("\(folder.path)/\(String(repeating: "x", count: 250))")
    #expect(error?.reason == .system(errno: ENAMETOOLONG))
    #expect(error?.cure == "choose a shorter name")
  }

  @Test("when it is a link to nothing")
  func danglingLink() throws {
    try folder.link("site", to: "none")
    #expect(
      try refusal(folder.site)?.description
        == "cannot open '\(folder.site)': it is a link to something that does not exist;"
        + " remove the link, or make the folder that it points to"
    )
  }

  @Test("when it is or holds the current folder", arguments: [".", "..", "../../site", "$PWD"])
  func current(_ output: String) throws {
    try publish(["inner/a": "1"], to: folder.site)
    let before = Tree(folder.path)
    let script = #"cd site/inner && "$0" publish "\#(output)" 0 4"#
    let result = try Command.shell(script, in: folder.path)
    if output == "." || output == "$PWD" {
      try folder.remove("site/inner/a")
      let empty = try Command.shell(script, in: folder.path)
      #expect(empty.status == 2)
      #expect(empty.errors.contains("it holds the current folder"), "\(empty.errors)")
    } else {
      #expect(Tree(folder.path) == before)
    }
    #expect(result.status == 2)
    #expect(
      result.errors.contains(
        "it holds the current folder, which would vanish under your feet;"
          + " start from another folder"
      ),
      "\(result.errors)"
    )
  }

  @Test("when something else has the staging area's name")
  func inTheWay() throws {
    try folder.write(".site.staging", "a file")
    #expect(
      try refusal(folder.site)?.description
        == "cannot use '\(folder.staging)': it is not a folder; remove it"
    )
    try folder.remove(".site.staging")

    try folder.write("elsewhere/tree", "precious")
    try folder.link(".site.staging", to: "elsewhere")
    #expect(try refusal(folder.site)?.reason == .inTheWay("it is not a folder"))
    try folder.remove(".site.staging")

    try folder.write(".site.staging/notes", "mine")
    #expect(try refusal(folder.site)?.reason == .inTheWay("it holds 'notes', which is not ours"))
  }

  @Test("when somebody has put another folder in its place during the build")
  func replaced() throws {
    try publish(["a": "1"], to: folder.site)
    let transaction = try SiteTransaction(output: folder.site)
    try transaction.write(path("a"), [0x32])
    try folder.move("site", to: "aside")
    try folder.write("site/mine", "precious")
    let error = failure(ofCommitting: transaction)
    #expect(error?.reason == .changedMeanwhile)
    #expect(Tree(folder.site)?.texts == ["mine": "precious"])
    #expect(Tree("\(folder.path)/aside")?.texts == ["a": "1"])
    #expect(Tree(folder.staging) == nil)
  }

  @Test("no more when it is reached through a link to a site")
  func link() throws {
    try folder.makeFolder("\(folder.path)/real/place")
    try folder.link("site", to: "real/place")
    try publish(["a": "1"], to: folder.site)
    try publish(["a": "2"], to: folder.site + "/")
    #expect(Tree("\(folder.path)/real/place")?.texts == ["a": "2"])
    #expect(Tree(folder.site)?.nodes[""]?.content == Array("real/place".utf8))
    #expect(Tree("\(folder.path)/real")?.nodes.keys.contains(".place.staging") == false)
  }
}
