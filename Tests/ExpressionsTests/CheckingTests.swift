import Diagnostics
import Testing

@testable import Expressions

@Suite struct CheckingTests {
  struct Wrong: Sendable, CustomTestStringConvertible {
    let text: String
    let id: DiagnosticID
    /// The part of the text that the diagnostic points to.
    let part: String
    let message: String
    let cure: String?

    init(_ text: String, _ id: DiagnosticID, at part: String, _ message: String, _ cure: String?) {
      self.text = text
      self.id = id
      self.part = part
      self.message = message
      self.cure = cure
    }

    var testDescription: String { text }
  }

  @Test(arguments: [
    Wrong(
      "pod_cird.host(1)",
      .unknownParameter,
      at: "pod_cird",
      "unknown parameter 'pod_cird'",
      "did you mean 'pod_cidr'?"
    ),
    Wrong(
      "1 + nothing_like_it",
      .unknownParameter,
      at: "nothing_like_it",
      "unknown parameter 'nothing_like_it'",
      nil
    ),
    Wrong(
      "machines.map(machine, machin.ip)",
      .unknownParameter,
      at: "machin",
      "unknown parameter 'machin'",
      "did you mean 'machine'?"
    ),
    Wrong(
      "machines[0].rolle",
      .unknownField,
      at: "rolle",
      "machines item has no field 'rolle'",
      "did you mean 'role'?"
    ),
    Wrong(
      "machines[0]['rolle']",
      .unknownField,
      at: "'rolle'",
      "machines item has no field 'rolle'",
      "did you mean 'role'?"
    ),
    Wrong(
      "has(machines[0].zzz)",
      .unknownField,
      at: "zzz",
      "machines item has no field 'zzz'",
      "it has name, ip, role, note"
    ),
    Wrong(
      "pod_cidr.hostCount",
      .unknownField,
      at: "hostCount",
      "cidr has no field 'hostCount'",
      "write hostCount()"
    ),
    Wrong(
      "pod_cidr.hots(1)",
      .unknownFunction,
      at: "hots",
      "unknown method 'hots'",
      "did you mean 'host'?"
    ),
    Wrong(
      "disjont([pod_cidr])",
      .unknownFunction,
      at: "disjont",
      "unknown function 'disjont'",
      "did you mean 'disjoint'?"
    ),
    Wrong(
      "trim(title)",
      .unknownFunction,
      at: "trim",
      "unknown function 'trim'",
      "it is a method: write value.trim(…)"
    ),
    Wrong(
      "title.json()",
      .unknownFunction,
      at: "json",
      "unknown method 'json'",
      "it is a function: write json(…)"
    ),
    Wrong(
      "math.grates(1, 2)",
      .unknownFunction,
      at: "grates",
      "unknown function 'math.grates'",
      "did you mean 'math.greatest'?"
    ),
    Wrong(
      "machines.filter(m)",
      .unknownFunction,
      at: "filter",
      "'filter' does not take 1 arguments",
      "write list.filter(element, …)"
    ),
    Wrong(
      "cluster_name + 1",
      .operandType,
      at: "cluster_name + 1",
      "no '+' for string and int",
      "write '1'"
    ),
    Wrong(
      "cluster_name + replicas",
      .operandType,
      at: "cluster_name + replicas",
      "no '+' for string and int",
      "convert with string(…)"
    ),
    Wrong(
      "api == '10.0.0.1'",
      .operandType,
      at: "api == '10.0.0.1'",
      "no '==' for ip and string",
      "write ip('10.0.0.1')"
    ),
    Wrong(
      "replicas == null",
      .operandType,
      at: "replicas == null",
      "no '==' for int and null",
      "int is never null"
    ),
    Wrong(
      "replicas == 3.0",
      .operandType,
      at: "replicas == 3.0",
      "no '==' for int and double",
      nil
    ),
    Wrong(
      "pod_cidr < service_cidr",
      .operandType,
      at: "pod_cidr < service_cidr",
      "no '<' for cidr and cidr",
      nil
    ),
    Wrong(
      "api in ['10.0.0.1']",
      .operandType,
      at: "api in ['10.0.0.1']",
      "no 'in' for ip and list(string)",
      nil
    ),
    Wrong(
      "machines ? 1 : 2",
      .operandType,
      at: "machines",
      "the condition of '?:' needs a bool, not list(machines item)",
      "compare: size(…) > 0"
    ),
    Wrong(
      "ha && replicas",
      .operandType,
      at: "replicas",
      "'&&' needs a bool, not int",
      "compare: … != 0"
    ),
    Wrong(
      "!title",
      .operandType,
      at: "title",
      "'!' needs a bool, not string",
      "compare: size(…) > 0"
    ),
    Wrong(
      "ha ? 'auto' : replicas",
      .operandType,
      at: "ha ? 'auto' : replicas",
      "the branches of '?:' are string and int",
      "convert with string(…)"
    ),
    Wrong(
      "pod_cidr.host('1')",
      .operandType,
      at: "'1'",
      "'host' of cidr takes (int), not (string)",
      nil
    ),
    Wrong(
      "pod_cidr.host()",
      .operandType,
      at: "host()",
      "'host' of cidr takes (int), not ()",
      nil
    ),
    Wrong(
      "'10.0.0.0/8'.host(1)",
      .operandType,
      at: "host",
      "'host' is a method of cidr, not of string",
      "write cidr(…).host(…)"
    ),
    Wrong(
      "disjoint([api])",
      .operandType,
      at: "[api]",
      "'disjoint' takes (list(cidr)), not (list(ip))",
      nil
    ),
    Wrong(
      "machines.filter(m, m.name)",
      .operandType,
      at: "m.name",
      "'filter' needs a bool, not string",
      "compare: size(…) > 0"
    ),
    Wrong(
      "title.filter(c, true)",
      .operandType,
      at: "title",
      "'filter' needs a list or a map, not string",
      nil
    ),
    Wrong(
      "machines['x']",
      .operandType,
      at: "'x'",
      "the index of a list is an int, not string",
      nil
    ),
    Wrong(
      "'%s %s'.format([title])",
      .operandType,
      at: "[title]",
      "the format has 2 verbs for 1 values",
      nil
    ),
    Wrong(
      "'%d'.format([title])",
      .operandType,
      at: "title",
      "the verb %d does not take string",
      nil
    ),
    Wrong(
      "'%q'.format([title])",
      .operandType,
      at: "'%q'",
      "unknown verb in the format; write %% for a percent sign",
      nil
    ),
    Wrong(
      "ip('300.1.1.1')",
      .evaluationFailed,
      at: "'300.1.1.1'",
      "'300.1.1.1' is not an IP address",
      nil
    ),
    Wrong(
      "cidr('10.0.0.0/33')",
      .evaluationFailed,
      at: "'10.0.0.0/33'",
      "'10.0.0.0/33' is not a CIDR",
      nil
    ),
    Wrong(
      "release < version('1.x')",
      .evaluationFailed,
      at: "'1.x'",
      "'1.x' is not a version",
      nil
    ),
    Wrong(
      "title.matches('(')",
      .evaluationFailed,
      at: "'('",
      "bad pattern: '(' is not closed",
      nil
    ),
    Wrong("(1 + 2", .expressionSyntax, at: "(1 + 2", "')' is missing", nil),
    Wrong(
      "1 +",
      .expressionSyntax,
      at: "+",
      "the expression ends early, expected a value",
      nil
    ),
    Wrong("ha and true", .expressionSyntax, at: "and", "unexpected 'and'", "write &&"),
    Wrong("ha = true", .expressionSyntax, at: "=", "'=' is not an operator", "write =="),
    Wrong("size（title）", .expressionSyntax, at: "（", "unexpected character '（'", "write ("),
    Wrong("title + ‘x’", .expressionSyntax, at: "‘", "unexpected character '‘'", "write '"),
    Wrong("'abc", .expressionSyntax, at: "'abc", "the string is not closed", nil),
    Wrong(
      "10s",
      .expressionSyntax,
      at: "10s",
      "a number is followed by a letter",
      "quote it if it is text"
    ),
    Wrong(
      "'\\q'",
      .expressionSyntax,
      at: "\\q",
      "unknown escape sequence",
      "write \\\\ for a backslash"
    ),
    Wrong(
      "99999999999999999999",
      .expressionSyntax,
      at: "99999999999999999999",
      "the number is too large",
      nil
    ),
    Wrong(
      "has(title)",
      .expressionSyntax,
      at: "has(title)",
      "has() takes one field selection",
      "write has(value.field)"
    ),
  ])
  func rejects(_ wrong: Wrong) throws {
    guard case .rejected(let diagnostics) = Outcome(wrong.text) else {
      Issue.record("accepted: \(Outcome(wrong.text).json)")
      return
    }
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(diagnostic.id == wrong.id)
    #expect(diagnostic.message == wrong.message)
    #expect(diagnostic.cure == wrong.cure)
    let range = try #require(diagnostic.range)
    let text = Array(wrong.text.utf8)[Int(range.start)..<Int(range.end)]
    #expect(String(decoding: text, as: UTF8.self) == wrong.part)
  }

  @Test func reportsAllProblemsOfOneExpression() {
    guard case .rejected(let diagnostics) = Outcome("nope + machines[0].rolle + 1.hots()") else {
      Issue.record("accepted")
      return
    }
    #expect(diagnostics.map(\.id) == [.unknownParameter, .unknownField, .unknownFunction])
  }

  @Test(arguments: [
    ("cluster_name", CELType.string(.inert)),
    ("title", .string(.line)),
    ("'a b'", .string(.line)),
    ("'a\\nb'", .string(.text)),
    ("cluster_name + '-' + string(api)", .string(.inert)),
    ("cluster_name + title", .string(.line)),
    ("cluster_name + motto", .string(.text)),
    ("ha ? cluster_name : title", .string(.line)),
    ("machines.map(m, m.name)", .list(.string(.inert))),
    ("machines.map(m, m.name).join(',')", .string(.inert)),
    ("machines.map(m, m.name).join(' ')", .string(.line)),
    ("machines.map(m, string(m.ip) + '/32').filter(x, x != '')", .list(.string(.inert))),
    ("'https://%s:%d'.format([api, replicas])", .string(.inert)),
    ("'%s %d'.format([cluster_name, replicas])", .string(.line)),
    ("'%s'.format([machines])", .string(.line)),
    ("'%s'.format([motto])", .string(.text)),
    ("cluster_name.upperAscii().substring(1)", .string(.inert)),
    ("title.split(' ')", .list(.string(.line))),
    ("cluster_name.replace('a', ' ')", .string(.line)),
    ("base64.encode(motto)", .string(.inert)),
    ("json(motto)", .string(.line)),
    ("yaml(machines)", .string(.line)),
    ("string(b'x')", .string(.text)),
    ("string(anything)", .string(.text)),
    ("ha ? maybe : null", .nullable(.string(.line))),
    ("ha ? [] : machines.map(m, m.ip)", .list(.ip)),
    ("[1, 'a']", .list(.dyn)),
    ("[1, 2] + []", .list(.int)),
    ("{'a': 1}", .map(.string(.inert), .int)),
    ("{'a': 1}.a", .int),
    ("anything + 1", .int),
    ("machines[0].note", .nullable(.string(.line))),
    ("machines.filter(m, m.role == 'master')", .list(.object(Sample.machine))),
    ("math.greatest(replicas, 1)", .int),
    ("[pod_cidr, service_cidr].first()", .cidr),
  ])
  func infers(_ text: String, as type: CELType) {
    #expect(Outcome(text).type == type, "\(Outcome(text).json)")
  }

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
