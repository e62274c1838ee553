import Foundation
import Testing

@testable import Publishing

@Suite("The file reader") struct FileReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ bytes: [UInt8]) throws -> FileReader.Text {
    try folder.write("file", bytes)
    return try FileReader.readText("\(folder.path)/file")
  }

  @Test(
    "removes a byte order mark and CRs before line ends",
    arguments: [
      ("", ""), ("a\n", "a\n"), ("\u{FEFF}a\r\nb\r\n", "a\nb\n"), ("\u{FEFF}", ""),
      ("a\u{FEFF}b", "a\u{FEFF}b"), ("a\rb\r", "a\rb\r"), ("a\r\r\n", "a\r\n"),
      ("中文\r\n", "中文\n"),
    ]
  )
  func text(_ file: String, _ expected: String) throws {
    guard case .text(let bytes) = try read(Array(file.utf8)) else {
      Issue.record("the file is a text")
      return
    }
    #expect(bytes == Array(expected.utf8))
  }

  static let faults: [(bytes: [UInt8], offset: Int, message: String)] = [
    ([0x61, 0x00], 1, "the file has a NUL byte"),
    ([0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A, 0x00], 2, "the file has a NUL byte"),
    ([0xFF, 0xFE, 0x61, 0x00], 3, "the file has a NUL byte"),
    ([0x61, 0x80], 1, "the file is not UTF-8"),
    ([0xE4, 0xB8, 0xAD, 0xE4, 0xB8], 3, "the file is not UTF-8"),
    ([0x0D, 0x0A, 0xC0, 0xAF], 1, "the file is not UTF-8"),
    ([0x61, 0xED, 0xA0, 0x80], 1, "the file is not UTF-8"),
    ([0x61, 0x62, 0xF4, 0x90, 0x80, 0x80], 2, "the file is not UTF-8"),
    ([0xC3, 0x28], 0, "the file is not UTF-8"),
    (Array(repeating: 0x61, count: 100_000) + [0xE9, 0x0A], 100_000, "the file is not UTF-8"),
  ]

  @Test("points to the byte that makes a file no text", arguments: faults.indices)
  func fault(_ index: Int) throws {
    let (bytes, offset, message) = Self.faults[index]
    guard case .fault(let fault, let text) = try read(bytes) else {
      Issue.record("the file is no text")
      return
    }
    #expect(fault.offset == offset)
    #expect(fault.message == message)
    #expect(offset < text.count)
  }

  @Test("reads a file of as many bytes as it may have, and no larger one")
  func limit() throws {
    try folder.write("full", Array(repeating: 0x61, count: FileReader.maximumTextBytes))
    try folder.write("over", Array(repeating: 0x61, count: FileReader.maximumTextBytes + 1))
    #expect(try FileReader.read("\(folder.path)/full").count == 1 << 20)
    let error = #expect(throws: PublishingError.self) {
      try FileReader.readText("\(folder.path)/over")
    }
    #expect(
      error?.description == "cannot read '\(folder.path)/over': it has more than 1048576 bytes;"
        + " split it into several files"
    )
    #expect(throws: PublishingError.self) {
      try FileReader.read("\(folder.path)/full", maximumBytes: 10)
    }
  }

  @Test("reads neither links nor pipes nor folders", arguments: ["link", "pipe", "inner"])
  func irregular(_ name: String) throws {
    try folder.write("inner/file", "secret")
    try folder.link("link", to: "inner/file")
    try #require(mkfifo("\(folder.path)/pipe", 0o600) == 0)
    let error = #expect(throws: PublishingError.self) {
      try FileReader.read("\(folder.path)/\(name)")
    }
    #expect(
      error?.description == "cannot read '\(folder.path)/\(name)': it is not a regular file;"
        + " replace it by the file itself"
    )
  }

  @Test("reads below a folder, but not through a link on the way", arguments: [".hidden", "shown"])
  func linkOnTheWay(_ link: String) throws {
    try folder.write("outside/pki/file", "secret")
    try folder.write("inside/pki/file", "open")
    try folder.link("inside/\(link)", to: "../outside")
    let inside = "\(folder.path)/inside"
    #expect(try FileReader.read("pki/file", below: inside) == Array("open".utf8))
    for path in ["\(link)/pki/file", "\(link)/pki", link] {
      let error = #expect(throws: PublishingError.self) {
        try FileReader.read(path, below: inside)
      }
      #expect(error?.reason == .notRegular)
    }
  }

  @Test("finds all files below a folder, but no hidden ones and no editor's backups")
  func files() throws {
    let names = ["b", "a/z", "a-b", "a/y/x", "B.md", ".hidden", "a/.git/config", "x~", "#x#", "#y"]
    for name in names { try folder.write(name, "") }
    #expect(
      try FileReader.files(below: folder.path) == ["#y", "B.md", "a-b", "a/y/x", "a/z", "b"]
    )
    #expect(
      try FileReader.files(below: folder.path, everything: true)
        == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    )
  }

  @Test("does not walk past links, pipes and names that are not UTF-8")
  func strange() throws {
    try folder.link("link", to: "/etc")
    let link = #expect(throws: PublishingError.self) { try FileReader.files(below: folder.path) }
    #expect(link?.reason == .notRegular)
    #expect(link?.path == "\(folder.path)/link")
    try folder.remove("link")

    let name: [CChar] = folder.path.utf8.map { CChar(bitPattern: $0) } + [0x2F, -1, 0]
    try #require(mkdir(name, 0o700) == 0)
    let encoding = #expect(throws: PublishingError.self) {
      try FileReader.files(below: folder.path)
    }
    #expect(encoding?.reason == .nameNotUTF8)
    rmdir(name)
  }

  @Test("says which folder is missing")
  func missing() {
    let error = #expect(throws: PublishingError.self) {
      try FileReader.files(below: "\(folder.path)/content")
    }
    #expect(
      error?.description == "cannot read '\(folder.path)/content': No such file or directory"
    )
  }

  @Test("tells whether something is there, and its permissions")
  func existence() throws {
    try folder.write("file", "")
    chmod("\(folder.path)/file", 0o4751)
    #expect(try FileReader.exists("\(folder.path)/file"))
    #expect(try FileReader.exists(folder.path))
    #expect(try !FileReader.exists("\(folder.path)/other"))
    #expect(try !FileReader.exists("\(folder.path)/file/other"))
    #expect(try FileReader.permissions("\(folder.path)/file") == 0o751)
  }
}
