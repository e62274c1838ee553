import Testing

@testable import Expressions

@Suite struct EvaluationTests {
  @Test(arguments: [
    // What guides write
    ("service_cidr.host(1)", #""10.96.0.1""#),
    ("machines.filter(m, m.role == 'master').size()", "1"),
    (
      "machines.filter(m, m.role == 'master').map(m, 'https://%s:2379'.format([m.ip])).join(',')",
      #""https://192.168.10.11:2379""#
    ),
    (
      "machines.map(m, m.name + '=' + string(m.ip)).join(' ')",
      #""m1=192.168.10.11 w1=192.168.10.21""#
    ),
    ("ha ? replicas : 1", "3"),
    ("machines[0]['name']", #""m1""#),
    ("machines.exists(m, m.ip == ip('192.168.10.21'))", "true"),
    ("machines.all(i, m, m.name.endsWith('1') && i < 2)", "true"),
    ("unique(machines.map(m, m.ip))", "true"),
    ("unique([1, 2, 1u])", "false"),
    ("unique([version('1.34'), version('v1.34.0')])", "false"),
    ("maybe == null ? 'none' : maybe", #""none""#),
    ("has(machines[0].note)", "false"),
    ("machines.map(m, m.ip) + []", #"["192.168.10.11","192.168.10.21"]"#),
    ("'{{'", #""{{""#),
    // Networks
    ("pod_cidr.subnet(24, 3)", #""10.10.3.0/24""#),
    ("cidr('2001:db8::/32').subnet(64, 65536)", #""2001:db8:1::/64""#),
    ("cidr('10.0.0.0/24').hostCount()", "254"),
    ("cidr('10.0.0.0/31').hostCount()", "2"),
    ("cidr('10.0.0.0/32').hostCount()", "1"),
    ("cidr('2001:db8::/66').hostCount()", "4611686018427387904"),
    ("cidr('10.0.0.9/24').masked()", #""10.0.0.0/24""#),
    ("cidr('10.0.0.9/24').ip()", #""10.0.0.9""#),
    ("pod_cidr.netmask()", #""255.255.0.0""#),
    ("pod_cidr.overlaps(service_cidr)", "false"),
    ("pod_cidr.overlaps(cidr('10.0.0.0/8'))", "true"),
    ("disjoint([pod_cidr, service_cidr])", "true"),
    ("disjoint([pod_cidr, service_cidr, cidr('10.96.128.0/24')])", "false"),
    ("disjoint([cidr('10.0.0.0/8'), cidr('2001:db8::/32')])", "true"),
    ("pod_cidr.containsIP('10.10.255.255')", "true"),
    ("ip('10.0.0.2') > ip('10.0.0.1')", "true"),
    // Versions and ranges
    ("release.isAtLeast('1.34')", "true"),
    ("release.isAtLeast('1.35')", "false"),
    ("release >= version('1.34') && release < version('1.100')", "true"),
    ("release.major() * 100 + release.minor()", "134"),
    ("version('1.34.0-rc.1') < version('1.34')", "true"),
    ("string(release)", #""1.34.2""#),
    ("node_ports.contains(30080) && !node_ports.contains(80)", "true"),
    ("[node_ports.first(), node_ports.last()]", "[30000,32767]"),
    // Times
    ("lifetime + duration('30m')", #""1h30m""#),
    ("duration('8760h').getHours()", "8760"),
    ("timestamp('2026-03-01T00:00:00Z') - timestamp('2024-02-28T00:00:00Z')", #""17568h""#),
    ("timestamp('2024-02-29T12:30:15.5+08:00')", #""2024-02-29T04:30:15.5Z""#),
    ("timestamp('2024-02-29T12:30:15Z').getDayOfYear()", "59"),
    ("timestamp('2024-02-29T23:30:15Z').getDate('+01:00')", "1"),
    // Lists and numbers
    ("[3, 1, 2].sort() == [1, 2, 3] && [1, 2].isSorted()", "true"),
    ("[1, 2, 3].sum() + [4, 9].max() - [4, 9].min()", "11"),
    ("machines.filter(m, false).map(m, lifetime).sum()", #""0s""#),
    ("[lifetime, lifetime].sum()", #""2h""#),
    ("[[1], [2, 3]].flatten().slice(1, 3)", "[2,3]"),
    ("lists.range(3).reverse()", "[2,1,0]"),
    ("[1, 2].first() + [1, 2].last()", "3"),
    ("7 / -2 * 10 + 7 % -2", "-29"),
    ("double('1e3')", "1000"),
    ("cel.bind(x, 20, x + x + 2)", "42"),
    ("{'a': 1, 'b': {'c': [null]}}.b.c", "[null]"),
    // Text
    ("base64.encode('hello')", #""aGVsbG8=""#),
    ("base64.encode(b'\\xff')", #""/w==""#),
    (
      "json({'a': [1, 2.5, true, null], 'b': api})",
      ##""{\"a\":[1,2.5,true,null],\"b\":\"192.168.10.1\"}""##
    ),
    ("yaml(motto)", ##""\"two\\nlines\"""##),
    ("'Ä b'.size()", "3"),
    ("' x '.trim() + 'AbC'.lowerAscii() + 'x-y'.replace('-', '+')", #""xabcx+y""#),
    ("'a,b,c'.split(',', 2)", #"["a","b,c"]"#),
    ("'node-12'.matches('^node-[0-9]+$')", "true"),
    ("'NODE'.matches('(?i)^node$') && !'nodes'.matches('^node$')", "true"),
    ("type(api) == net.IP && type(1) == int", "true"),
  ])
  func evaluates(_ text: String, to json: String) {
    #expect(Outcome(text).json == json)
  }

  @Test(arguments: [
    ("pod_cidr.host(65536)", "10.10.0.0/16 has no address 65536"),
    ("pod_cidr.host(-1)", "10.10.0.0/16 has no address -1"),
    ("pod_cidr.subnet(8, 0)", "10.10.0.0/16 has no subnet /8 of number 0"),
    ("pod_cidr.subnet(24, 256)", "10.10.0.0/16 has no subnet /24 of number 256"),
    ("pod_cidr.subnet(33, 0)", "10.10.0.0/16 has no subnet /33 of number 0"),
    ("cidr('::/0').hostCount()", "::/0 has more hosts than an int can count"),
    ("machines[2].name", "the list has no element 2; it has 2, counted from 0"),
    ("replicas / (replicas - 3)", "division by zero"),
    (
      "9223372036854775807 + replicas",
      "the result of 9223372036854775807 + 3 is outside the range of int"
    ),
    (
      "-9223372036854775808 / -1",
      "the result of -9223372036854775808 / -1 is outside the range of int"
    ),
    (
      "-9223372036854775808 % -1",
      "the result of -9223372036854775808 % -1 is outside the range of int"
    ),
    ("maybe.size()", "no 'size' for (null)"),
    ("maybe + 'x'", "no '+' for null and string"),
    ("{'a': 1, 'a': 2}", "the map has the key a twice"),
    ("{'a': 1}.b", "the map has no key 'b'"),
    ("ip(title)", "'my lab' is not an IP address"),
    (
      "lists.range(100000).map(x, lists.range(100000)).size()",
      "the evaluation takes more than 1000000 steps"
    ),
    (
      "lists.range(1000).all(x, lists.range(1000).all(y, lists.range(1000).all(z, true))) || true",
      "the evaluation takes more than 1000000 steps"
    ),
    (
      "[['x']].map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x])"
        + ".map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x])"
        + ".map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x])"
        + ".map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x]).map(x, [x, x])",
      "the evaluation takes more than 1000000 steps"
    ),
  ])
  func fails(_ text: String, with message: String) {
    guard case .failed(let error) = Outcome(text) else {
      Issue.record("\(text) gave \(Outcome(text).json)")
      return
    }
    #expect(error.message == message)
  }

  @Test func aFailureNamesThePartThatFailed() {
    guard case .failed(let error) = Outcome("1 + machines[7].ip.family()") else {
      Issue.record("no failure")
      return
    }
    #expect(error.range?.start == 4)
    #expect(error.range?.end == 15)
  }

  @Test func aStringCannotGrowWithoutBound() {
    var text = "'" + String(repeating: "x", count: 64) + "'"
    for _ in 0..<20 { text = "cel.bind(s, \(text), s + s)" }
    guard case .failed(let error) = Outcome(text) else {
      Issue.record("no failure")
      return
    }
    #expect(error.message == "the expression makes a string of more than 1 MiB")
  }

  @Test(arguments: [
    "lists.range(1000).map(i, '').join(s)", "s.replace('', s)", "s.contains(s + 'x')",
  ])
  func whatACallWouldMakeIsCountedBeforeItIsMade(_ call: String) {
    var text = "'" + String(repeating: "x", count: 1 << 10) + "'"
    for _ in 0..<9 { text = "cel.bind(s, \(text), s + s)" }
    guard case .failed(let error) = Outcome("cel.bind(s, \(text), \(call))") else {
      Issue.record("no failure")
      return
    }
    #expect(error.message == "the evaluation takes more than 1000000 steps")
  }

  @Test func aMissingBindingIsAnErrorAndNoTrap() throws {
    guard case .value(let expression, _) = Outcome("replicas + 1") else {
      Issue.record("no value")
      return
    }
    #expect(throws: EvaluationError.self) { try expression.evaluate([]) }
  }

  @Test func aFieldIsFoundByNameWhenTheValueHasAnotherOrder() throws {
    guard case .value(let expression, _) = Outcome("machines[0].role") else {
      Issue.record("no value")
      return
    }
    let other = ObjectType(
      name: "machines item",
      fields: [.init("role", .string(.inert)), .init("name", .int)]
    )
    var bindings = Sample.bindings
    let slot = try #require(Sample.environment.variables["machines"]?.slot)
    bindings[slot] = .list([.object(CELObject(type: other, values: [.string("x"), .int(1)]))])
    #expect(try expression.evaluate(bindings).text == "x")
  }
}
