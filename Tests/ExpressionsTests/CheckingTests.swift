import Diagnostics
import Testing

@testable import Expressions

@Suite struct CheckingTests {
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
      "declare it in a params block"
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
  ])
  func rejects(_ wrong: Wrong) throws {
    try wrong.verify()
  }

  @Test func reportsAllProblemsOfOneExpression() {
    guard case .rejected(let diagnostics) = Outcome("nope + machines[0].rolle + 1.hots()") else {
      Issue.record("accepted")
      return
    }
    #expect(diagnostics.map(\.id) == [.unknownParameter, .unknownField, .unknownFunction])
  }
}
