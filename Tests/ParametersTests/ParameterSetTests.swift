import Diagnostics
import Expressions
import Testing

@testable import Parameters

@Suite struct ParameterSetTests {
  /// The declarations of the design's first example.
  static let example = """
    cluster_name:   {type: dnsLabel, title: {en: Cluster name, zh: 集群名}, env: CLUSTER_NAME}
    security:       {type: enum, values: [https, http-firewall], default: https}
    node_network:   {type: cidr, default: 192.168.10.0/24, title: Host network}
    pod_cidr:       {type: cidr, default: 10.10.0.0/16, immutable: true}
    service_cidr:   {type: cidr, default: 10.96.0.0/16, env: SERVICE_CLUSTER_IP_RANGE}
    service_ip:     {value: service_cidr.host(1)}
    machines:
      type: list
      minItems: 1
      items:
        name:     {type: dnsLabel}
        ip:       {type: ip, rules: [{rule: node_network.containsIP(self), message: "{{ self }} is outside {{ node_network }}"}]}
        role:     {type: enum, values: [master, worker], default: worker}
        pod_cidr: {type: cidr, default: {expr: "pod_cidr.subnet(24, index)"}, immutable: true}
    masters:        {value: "machines.filter(m, m.role == 'master')"}
    rules:
      - rule: disjoint([node_network, pod_cidr, service_cidr])
        message: {en: "the networks {{ node_network }}, {{ pod_cidr }} and {{ service_cidr }} overlap", zh: "网段重叠"}
      - {rule: size(masters) % 2 == 1, level: warning, message: etcd wants an odd number of members}

    """

  @Test func readsTheExample() throws {
    let guide = GuideFixture(Self.example)
    #expect(guide.report == "")
    let set = try #require(guide.set)
    #expect(
      set.parameters.map(\.name) == [
        "cluster_name", "security", "node_network", "pod_cidr", "service_cidr", "service_ip",
        "machines", "masters",
      ]
    )
    #expect(set["service_ip"]?.celType == .ip)
    #expect(set["masters"]?.celType == set["machines"]?.celType)
    #expect(set["security"]?.celType == .string(.inert))
    #expect(set["service_cidr"]?.env == "SERVICE_CLUSTER_IP_RANGE")
    #expect(set["pod_cidr"]?.env == "POD_CIDR")
    #expect(set["machines"]?.env == nil)
    #expect(set["pod_cidr"]?.isImmutable == true)
    #expect(set["cluster_name"]?.title?.text(in: "zh") == "集群名")
    #expect(set["node_network"]?.title?.text(in: "zh") == "Host network")
    #expect(
      set["machines"]?.references.map(\.name) == ["pod_cidr", "node_network", "node_network"]
    )
    #expect(set["masters"]?.references.map(\.use) == [.derivation])
    #expect(set.parameters.filter(\.isRequired).map(\.name) == ["cluster_name", "machines"])
    #expect(set.rules.map(\.level) == [.error, .warning])
    guard case .list(.object(let item)) = set["machines"]?.celType else {
      Issue.record("machines is no list of objects")
      return
    }
    #expect(item.name == "machines item")
    #expect(item.fields.map(\.name) == ["name", "ip", "role", "pod_cidr"])
  }

  @Test func blocksShareOneNameSpaceInAnyOrder() throws {
    let guide = GuideFixture(
      "b: {value: a + c}\nc: {value: a * 2}\n",
      "a: {type: int, default: 3}\n",
      cluster: ""
    )
    #expect(guide.report == "")
    #expect(guide.json("b") == "9")
    #expect(guide.set?.parameters.map(\.name) == ["b", "c", "a"])
  }

  @Test(arguments: [
    (
      "a: {value: b + 1}\nb: {value: c}\nc: {value: a}\n",
      """
      guide1.md:1:1-2: error: parameters depend on each other: a -> b -> c -> a [parameter-cycle] give one of them a value of its own
        guide1.md:1:12-13: 'a' reads 'b' here
        guide1.md:2:12-13: 'b' reads 'c' here
        guide1.md:3:12-13: 'c' reads 'a' here
      """
    ),
    (
      "a: {type: int, default: {expr: a + 1}}\n",
      """
      guide1.md:1:1-2: error: parameters depend on each other: a -> a [parameter-cycle] give one of them a value of its own
        guide1.md:1:32-33: 'a' reads 'a' here
      """
    ),
    (
      "a: {type: cidr, default: 10.97.0.0/12}\n",
      """
      guide1.md:1:26-38: error: a: '10.97.0.0/12' has host bits set [invalid-value] did you mean 10.96.0.0/12?
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: int}\nb: {type: int, env: A}\n",
      """
      guide1.md:2:21-22: error: the variable A is exported twice [duplicate-env] give one of the two another 'env'
        guide1.md:1:1-2: first exported here
      """
    ),
    (
      "a: {type: int, defualt: 3}\n",
      "guide1.md:1:16-23: error: the type int has no key 'defualt' [unknown-key] did you mean 'default'?"
    ),
    (
      "a: {type: int, pattern: x}\n",
      "guide1.md:1:16-23: error: 'pattern' means nothing for the type int [invalid-declaration] remove it"
    ),
    (
      "a: {type: strng}\n",
      "guide1.md:1:11-16: error: there is no type 'strng' [unknown-type] did you mean 'string'?"
    ),
    (
      "a: {type: boolean}\n",
      "guide1.md:1:11-18: error: there is no type 'boolean' [unknown-type] did you mean 'bool'?"
    ),
    (
      "a: int\n",
      "guide1.md:1:1-2: error: 'a' is a single value, but a declaration is a map [wrong-type] write 'a: {type: int}'"
    ),
    (
      "a: {title: x}\n",
      "guide1.md:1:1-2: error: 'a' has no 'type' [missing-key] add 'type: string', or 'value: <expression>' for a derived one"
    ),
    (
      "podCIDR: {type: cidr}\n",
      "guide1.md:1:1-8: error: 'podCIDR' is no name for a parameter [invalid-parameter-name] did you mean 'pod_cidr'?"
    ),
    (
      "index: {type: int}\n",
      "guide1.md:1:1-6: error: 'index' is a reserved word [invalid-parameter-name] choose another name"
    ),
    (
      "a: {type: enum}\n",
      "guide1.md:1:1-2: error: the enum 'a' has no 'values' [missing-key] add 'values: [one, two]'"
    ),
    (
      "a: {type: enum, values: [x, y z]}\n",
      "guide1.md:1:29-32: error: 'y z' is not made of letters, digits, '.', '_' and '-' [invalid-value] rename the value"
    ),
    (
      "a: {type: string, pattern: '('}\n",
      "guide1.md:1:28-31: error: bad pattern: '(' is not closed [invalid-pattern] "
        + #"mend it, or put \ before a character that is meant as it is"#
    ),
    (
      "a: {type: string, title: {fr: x}}\n",
      "guide1.md:1:27-29: error: the guide has no language 'fr' [unknown-language] its languages are en, zh"
    ),
    (
      "a: {type: int, minimum: 3, maximum: 1}\n",
      "guide1.md:1:25-26: error: 'minimum' is above 'maximum', so nothing is allowed [invalid-declaration] swap the two"
    ),
    (
      "a: {type: int, default: 9, maximum: 5}\n",
      """
      guide1.md:1:25-26: error: a: '9' is above the maximum [value-out-of-range] the most is 5
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: ip, value: 1 + 1}\n",
      """
      guide1.md:1:22-27: error: the value has type int, but 'a' is an IP address [wrong-type] change the expression or the type
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: int, default: 1, value: 2}\n",
      "guide1.md:1:1-2: error: 'a' has a value, so its default is never used [invalid-declaration] remove 'value' or 'default'"
    ),
    (
      "a: {value: nope + 1}\n",
      "guide1.md:1:12-16: error: unknown parameter 'nope' [unknown-parameter] declare it in a params block"
    ),
    (
      "s: {type: secret, path: /etc/s}\n",
      "guide1.md:1:1-2: error: the secret 's' has no 'command' [missing-key] add 'command: …', which makes the secret"
    ),
    (
      "a: {type: int}\nrules: [{rule: a + 1}]\n",
      "guide1.md:2:16-21: error: a rule is true or false, but this has type int [operand-type] compare it with something"
    ),
    (
      "a: {type: list, items: {x: {type: int, default: {expr: self.y}}, y: {type: int, default: {expr: self.x}}, z: {type: int}}}\n",
      "guide1.md:1:61-62: error: a item has no field 'y' [unknown-field] did you mean 'z'?"
    ),
    (
      "a：{type: int}\n",
      "guide1.md:1:1-8: error: 'a：{type' is no name for a parameter [invalid-parameter-name] write ': ' for the full-width '：'"
    ),
  ])
  func refuses(block: String, report: String) {
    #expect(GuideFixture(block).report == report)
  }

  @Test func anExampleIsAValueOfItsType() {
    #expect(
      GuideFixture("a: {type: ip, example: 10.0.0.1/8}\n").report
        == "guide1.md:1:24-34: error: the example '10.0.0.1/8' is a network, not an address"
        + " [invalid-value] did you mean 10.0.0.1?"
    )
  }

  @Test func refusesAParameterThatTwoBlocksDeclare() {
    #expect(
      GuideFixture("a: {type: int}\n", "\na: {type: ip}\n").report == """
        guide2.md:2:1-2: error: the parameter 'a' is declared twice [duplicate-parameter] rename or remove one of the two
          guide1.md:1:1-2: first declared here
        """
    )
  }

  @Test func reportsAllMistakesOfABlock() {
    #expect(
      GuideFixture(
        "a: {type: itn}\nb: {type: ip, default: x}\nc: {value: a + 1}\nd: {value: zzzz}\n"
      )
      .report == """
        guide1.md:1:11-14: error: there is no type 'itn' [unknown-type] did you mean 'int'?
        guide1.md:4:12-16: error: unknown parameter 'zzzz' [unknown-parameter] declare it in a params block
        guide1.md:2:24-25: error: b: 'x' is not an IP address [invalid-value] write it like 192.168.10.1
          guide1.md:2:1-2: declared here
        """
    )
  }
}
