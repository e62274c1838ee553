import Diagnostics
import Testing

@testable import Expressions

@Suite struct NameTests {
  @Test func namesAreFoundInOrderWithoutWhatMacrosBind() throws {
    var log = DiagnosticLog()
    let text = "machines.exists(m, m.ip in [api]) && m == math.abs(replicas) && size(api) > b.c"
    let parsed = try #require(
      ParsedExpression(text: Array(text.utf8), standingAt: nil, log: &log)
    )
    #expect(parsed.freeNames.map(\.name) == ["machines", "api", "m", "replicas", "b"])
  }

  @Test func aVariableMayBearTheNameOfANameSpaceATypeOrAReservedWord() {
    let environment = TypeEnvironment().declaring("ip", .ip, slot: 0)
      .declaring("string", .ip, slot: 0).declaring("namespace", .ip, slot: 0)
      .declaring("loop", .object(.init(name: "loop", fields: [.init("index", .int)])), slot: 0)
    func type(_ text: String) -> CELType? {
      var log = DiagnosticLog()
      return ParsedExpression(text: Array(text.utf8), standingAt: nil, log: &log)?
        .check(in: environment, log: &log)?.type
    }
    #expect(type("ip.family()") == .int)
    #expect(type("ip.isCanonical('::1')") == .bool)
    #expect(type("ip('::1') == ip") == .bool)
    #expect(type("string") == .ip)
    #expect(type("namespace") == .ip)
    #expect(type("loop.index + 1") == .int)
  }

  @Test func textOfNoFilePointsToItsRange() throws {
    var log = DiagnosticLog()
    let range = SourceRange(file: .init(index: 0), start: 5, end: 9)
    let parsed = try #require(
      ParsedExpression(text: Array("a + b".utf8), standingAt: range, log: &log)
    )
    #expect(parsed.check(in: TypeEnvironment(), log: &log) == nil)
    #expect(log.diagnostics.map(\.range) == [range, range])
    #expect(ParsedExpression(text: Array("  ".utf8), standingAt: range, log: &log) == nil)
    #expect(log.diagnostics.last?.message == "the expression is empty")
  }

  @Test func rangesPointIntoTheFileThroughAnExcerpt() throws {
    var map = SourceMap()
    let file = map.add(path: "g.md", bytes: Array("  > x {{ nope }}\n  > y".utf8))
    let excerpt = SourceExcerpt(file, lines: [4..<16, 21..<22])
    var log = DiagnosticLog()
    let parsed = try #require(ParsedExpression(excerpt, 4..<10, log: &log))
    #expect(parsed.range == file.range(9..<13))
    #expect(parsed.check(in: TypeEnvironment(), log: &log) == nil)
    #expect(log.diagnostics.first?.range == file.range(9..<13))
  }
}
