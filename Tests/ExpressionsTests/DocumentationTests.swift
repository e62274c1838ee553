import Foundation
import Testing

@testable import Expressions

@Suite struct DocumentationTests {
  @Test func everyFunctionStandsInTheManual() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let manual = try String(
      contentsOf: root.appending(path: "docs/expressions.md"),
      encoding: .utf8
    )
    let words = Set(manual.split { !$0.isLetter && $0 != "_" && !$0.isNumber }.map(String.init))
    let names =
      Array(FunctionTable.functions.keys) + Array(FunctionTable.methods.keys)
      + MacroExpansion.names
    for name in names {
      let last = try #require(name.split(separator: ".").last)
      #expect(words.contains(String(last)), "\(name)")
    }
  }
}
