import CCmark
import Diagnostics
import Glibc
import Testing

@testable import Markdown

/// Parses and renders for tests.
enum Rendering {
  static func document(
    _ text: [UInt8],
    syntax: MarkdownDocument.Syntax
  ) throws -> MarkdownDocument {
    var map = SourceMap()
    let file = map.add(path: "page.md", bytes: text)
    var log = DiagnosticLog()
    let document = MarkdownDocument.parse(text, syntax: syntax, in: file, log: &log)
    #expect(log.diagnostics.isEmpty)
    return try #require(document)
  }

  static func document(_ text: String) throws -> MarkdownDocument {
    try document(Array(text.utf8), syntax: .gitHub)
  }

  static func html(_ document: MarkdownDocument, allowsHTML: Bool = true) -> [UInt8] {
    var buffer = HTMLBuffer()
    HTMLRenderer.render(document, into: &buffer, options: .init(allowsHTML: allowsHTML))
    return buffer.bytes
  }

  /// GitHub's Markdown as HTML.
  static func gitHub(_ text: String, allowsHTML: Bool = true) throws -> String {
    String(decoding: html(try document(text), allowsHTML: allowsHTML), as: UTF8.self)
  }

  /// CommonMark as HTML.
  static func plain(_ text: [UInt8], allowsHTML: Bool = true) throws -> [UInt8] {
    html(try document(text, syntax: .commonMark), allowsHTML: allowsHTML)
  }

  /// What cmark's own renderer makes of a text.
  static func cmark(_ text: [UInt8], allowsHTML: Bool = true) -> [UInt8] {
    let tree = CmarkTree(parsing: text)
    let options = allowsHTML ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT
    guard let html = cmark_render_html(tree.root, options) else { return [] }
    defer { free(html) }
    return Array(UnsafeRawBufferPointer(start: html, count: strlen(html)))
  }
}

/// Data shared with other projects; absent in a plain checkout.
enum SharedData {
  static var specification: String {
    var root = ".."
    if let configured = getenv("BESPOKE_SHARED") {
      root = String(cString: configured)
    } else {
      root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/../shared"
    }
    return root + "/corpora/commonmark/spec-0.30.txt"
  }

  static var hasSpecification: Bool { access(specification, R_OK) == 0 }

  static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}
