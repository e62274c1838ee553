import Foundation
import Testing

@testable import Publishing

@Suite("Site paths") struct SitePathTests {
  @Test(
    "are relative, portable names",
    arguments: [
      "index.html", "a/b/c", ".profile", "hosts/m1/etc/.profile", "kubelet@1.service", "c++/a-b_c",
      "..a", "...a", "a..b", "com10", "console", "a.con", ".gitignore", "git", "a/.bespoke-site",
      String(repeating: "a", count: 100),
      String(repeating: "a", count: 100) + "/" + String(repeating: "b", count: 99),
      Array(repeating: "a", count: 100).joined(separator: "/"),
    ]
  )
  func valid(_ text: String) throws {
    #expect(try SitePath.parse(text).get().text == text)
    #expect(SitePath(text)?.description == text)
  }

  static let invalid: [(text: String, reason: String, range: Range<Int>)] = [
    ("", "must not be empty", 0..<0),
    ("/", "must be relative: it must not start with '/'", 0..<1),
    ("/etc/passwd", "must be relative: it must not start with '/'", 0..<1),
    (".", "must not have a segment '.' or '..'", 0..<1),
    ("..", "must not have a segment '.' or '..'", 0..<2),
    ("a/../b", "must not have a segment '.' or '..'", 2..<4),
    ("a/./b", "must not have a segment '.' or '..'", 2..<3),
    ("a//b", "must not have an empty segment ('//' or a '/' at its end)", 2..<2),
    ("a/", "must not have an empty segment ('//' or a '/' at its end)", 2..<2),
    (#"..\a"#, #"must not contain '\'; letters, digits and . _ @ + - may stand in it"#, 0..<4),
    ("C:/a", "must not contain ':'; letters, digits and . _ @ + - may stand in it", 0..<2),
    ("a b", "must not contain a blank; letters, digits and . _ @ + - may stand in it", 0..<3),
    (
      "a/b\n",
      "must not contain control characters; letters, digits and . _ @ + - may stand in it", 2..<4
    ),
    (
      "a\u{0}b",
      "must not contain control characters; letters, digits and . _ @ + - may stand in it", 0..<3
    ),
    (
      "a\u{7F}",
      "must not contain control characters; letters, digits and . _ @ + - may stand in it", 0..<2
    ),
    (
      "\u{E9}",
      "must not contain characters other than ASCII;"
        + " letters, digits and . _ @ + - may stand in it", 0..<2
    ),
    ("a/-rf", "must not have a segment that starts with '-'", 2..<5),
    ("@a", "must not have a segment that starts with '@'", 0..<2),
    ("+a", "must not have a segment that starts with '+'", 0..<2),
    ("a./b", "must not have a segment that ends with '.', which Windows drops", 0..<2),
    ("...", "must not have a segment that ends with '.', which Windows drops", 0..<3),
    (".git/config", "must not have a segment '.git'", 0..<4),
    ("a/.GIT", "must not have a segment '.git'", 2..<6),
    ("nul", "must not have a segment 'nul', which is a device on Windows", 0..<3),
    ("a/CON.tar.gz", "must not have a segment 'con', which is a device on Windows", 2..<12),
    ("Lpt9/x", "must not have a segment 'lpt9', which is a device on Windows", 0..<4),
    (".bespoke-site", "must not be '.bespoke-site', a file that every site has", 0..<13),
    (".Bespoke-Site/a", "must not be '.bespoke-site', a file that every site has", 0..<15),
    (
      String(repeating: "a", count: 101), "has a segment of 101 bytes, more than 100", 0..<101
    ),
    (
      Array(repeating: "a", count: 101).joined(separator: "/"),
      "is 201 bytes long, more than 200", 200..<201
    ),
  ]

  @Test("say what is wrong and where", arguments: invalid.indices)
  func refused(_ index: Int) {
    let (text, reason, range) = Self.invalid[index]
    #expect(SitePath.parse(text) == .failure(SitePath.Fault(reason: reason, range: range)))
    #expect(SitePath(text) == nil)
  }

  @Test("consist of the allowed bytes only")
  func alphabet() {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._@+-/".utf8)
    for byte in UInt8(0)..<0x80 {
      let text = "x\(UnicodeScalar(byte))x"
      #expect((SitePath(text) != nil) == allowed.contains(byte), "byte \(byte)")
    }
  }

  static var corpus: String {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    let shared = ProcessInfo.processInfo.environment["BESPOKE_SHARED"] ?? "\(root)/../shared"
    return "\(shared)/corpora/traversal"
  }

  @Test(
    "do not leave their folder, whatever the traversal corpus tries",
    .enabled(
      if: access(corpus, R_OK) == 0,
      "the traversal corpus is missing; name its folder in BESPOKE_SHARED"
    )
  )
  func corpusStaysInside() throws {
    var lines: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.corpus) {
      let bytes = FileManager.default.contents(atPath: "\(Self.corpus)/\(name)") ?? Data()
      lines += bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(lines.count > 1000)
    for line in lines {
      for text in [line, "site/" + line, line.replacing("{FILE}", with: "etc/passwd")] {
        guard let path = SitePath(text) else { continue }
        let url = URL(filePath: "/root/site/\(path)").standardizedFileURL
        #expect(url.path == "/root/site/\(text)", "\(text)")
        #expect(!path.text.utf8.contains(UInt8(ascii: "%")), "\(text)")
      }
    }
  }

  static let collisions: [(paths: [String], expected: [SitePath.Collision])] = [
    ([], []),
    (["a", "b", "a.b", "a-b/c", "ab"], []),
    (["a/b", "a/c", "a/d/e"], []),
    (["b", "a", "b"], [.init(kind: .equal, first: 0, second: 2)]),
    (
      ["a", "a", "a"],
      [.init(kind: .equal, first: 0, second: 1), .init(kind: .equal, first: 0, second: 2)]
    ),
    (["readme", "README"], [.init(kind: .caseOnly, first: 1, second: 0)]),
    (["docs/a", "Docs/b"], [.init(kind: .caseOnly, first: 1, second: 0)]),
    (["a/b/c", "a/b"], [.init(kind: .folder, first: 1, second: 0)]),
    (["a", "a-b", "a/b"], [.init(kind: .folder, first: 0, second: 2)]),
    (["A", "a/b"], [.init(kind: .caseOnly, first: 0, second: 1)]),
  ]

  @Test("collide when they cannot be files of one site", arguments: collisions.indices)
  func colliding(_ index: Int) {
    let (paths, expected) = Self.collisions[index]
    #expect(SitePath.collisions(in: paths.map(path)) == expected)
  }

  @Test("sort by their bytes")
  func order() {
    #expect(["b", "a/b", "a-b", "B"].map(path).sorted().map(\.text) == ["B", "a-b", "a/b", "b"])
  }
}
