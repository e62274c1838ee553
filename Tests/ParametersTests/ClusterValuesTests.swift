import Diagnostics
import Expressions
import Testing

@testable import Parameters

@Suite struct ClusterValuesTests {
  private static let right = """
    title: {en: Lab, zh: 实验室}
    cluster_name: lab
    machines:
      - {name: m1, ip: 192.168.10.11, role: master}
      - {name: n1, ip: 192.168.10.21}

    """

  @Test func completesTheExample() throws {
    let guide = GuideFixture(ParameterSetTests.example, cluster: Self.right)
    #expect(guide.report == "")
    let values = try #require(guide.values)
    #expect(guide.json("service_ip") == "\"10.96.0.1\"")
    #expect(guide.json("security") == "\"https\"")
    #expect(
      guide.json("machines") == """
        [{"name":"m1","ip":"192.168.10.11","role":"master","pod_cidr":"10.10.0.0/24"},\
        {"name":"n1","ip":"192.168.10.21","role":"worker","pod_cidr":"10.10.1.0/24"}]
        """
    )
    #expect(values.title?.text(in: "zh") == "实验室")
    let kinds = values.origins.map { origin in
      switch origin {
      case .given: "given"
      case .fallback: "fallback"
      case .computed: "computed"
      case .derived: "derived"
      }
    }
    #expect(
      kinds == [
        "given", "fallback", "fallback", "fallback", "fallback", "derived", "given", "derived",
      ]
    )
  }

  @Test(arguments: [
    (
      "pod_cidr: {type: cidr}\n", "pod_cidr: 10.97.0.0/12\n",
      """
      lab.yaml:1:11-23: error: pod_cidr: '10.97.0.0/12' has host bits set [invalid-value] did you mean 10.96.0.0/12?
        guide1.md:1:1-9: declared here
      """
    ),
    (
      "domain: {type: dnsName}\n", "domain: cluster.local.\n",
      """
      lab.yaml:1:9-23: error: domain: 'cluster.local.' ends with a dot [invalid-value] did you mean 'cluster.local'?
        guide1.md:1:1-7: declared here
      """
    ),
    (
      "name: {type: dnsLabel}\n", "name: Prod1；\n",
      """
      lab.yaml:1:7-13: error: name: 'Prod1；' contains the full-width character '；' [invalid-value] did you mean 'prod1'?
        guide1.md:1:1-5: declared here
      """
    ),
    (
      "pod_cidr: {type: cidr, default: 10.0.0.0/8}\n", "pod_cird: 10.0.0.0/8\n",
      """
      lab.yaml:1:1-9: error: the guide has no parameter 'pod_cird' [unknown-key] did you mean 'pod_cidr'?
        guide1.md:1:1-9: 'pod_cidr' is declared here
      """
    ),
    (
      "a: {type: int}\nb: {type: ip}\nc: {type: string, nullable: true}\n", "",
      """
      lab.yaml:1:1: error: 'a' is not given [missing-value] add 'a'; write it like 3
        guide1.md:1:1-2: declared here
      lab.yaml:1:1: error: 'b' is not given [missing-value] add 'b'; write it like 192.168.10.1
        guide1.md:2:1-2: declared here
      """
    ),
    (
      "a: {type: int}\n", "a: [1]\n",
      """
      lab.yaml:1:4-7: error: 'a' is a list, but an integer is expected [wrong-type] write it like 3
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: int}\n", "a: many\n",
      """
      lab.yaml:1:4-8: error: a: 'many' is not an integer [invalid-value] write it like 3
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: int}\n", "a:\n",
      """
      lab.yaml:1:3: error: 'a' has no value [missing-value] write it like 3
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: int, minimum: 2, maximum: 5}\n", "a: 7\n",
      """
      lab.yaml:1:4-5: error: a: '7' is above the maximum [value-out-of-range] the most is 5
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: string, pattern: '^x+$', minLength: 2}\n", "a: x\n",
      """
      lab.yaml:1:4-5: error: a: 'x' is too short [value-out-of-range] at least 2 characters; it has 1
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: enum, values: [https, http]}\n", "a: htps\n",
      """
      lab.yaml:1:4-8: error: a: 'htps' is not one of the listed values [value-not-listed] did you mean 'https'? one of: https, http
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: port, values: [6443, 8443]}\n", "a: 80\n",
      """
      lab.yaml:1:4-6: error: a: '80' is not one of the listed values [value-not-listed] one of: 6443, 8443
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {value: 1 + 1}\n", "a: 2\n",
      """
      lab.yaml:1:1-2: error: 'a' is derived, so a cluster cannot give it [value-of-derived] remove it
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "a: {type: list, items: {type: cidr}, minItems: 2}\n", "a: [10.0.0.0/8]\n",
      """
      lab.yaml:1:4-16: error: 'a' has too few items [value-out-of-range] at least 2; it has 1
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "m: {type: list, items: {ip: {type: ip}, name: {type: dnsLabel}}}\n",
      "m:\n  - {ip: 10.0.0.1, nme: x}\n",
      """
      lab.yaml:2:20-23: error: 'm[0]' has no field 'nme' [unknown-key] did you mean 'name'?
        guide1.md:1:1-2: declared here
      lab.yaml:2:5-27: error: 'm[0].name' is not given [missing-value] add 'name'; write it like m1
        guide1.md:1:41-45: declared here
      """
    ),
    (
      "s: {type: secret, path: /etc/s, command: openssl rand 32}\n", "s: hunter2\n",
      """
      lab.yaml:1:4-11: error: 's' is a secret, and a secret has no value here [secret-in-values] remove it; the secret is made on the host
        guide1.md:1:1-2: declared here
      """
    ),
    (
      "t: {type: text}\n", "t: |\n  -----BEGIN EC PRIVATE KEY-----\n  AAAA\n",
      "lab.yaml:2:3-28: error: a private key stands in a cluster file [secret-in-values] remove it, and replace the key: it may have been copied with the file"
    ),
    (
      "t: {type: text}\n", "t: \"\\x2d----BEGIN PRIVATE KEY-----\"\n",
      "lab.yaml:1:4-36: error: a private key stands in a cluster file [secret-in-values] remove it, and replace the key: it may have been copied with the file"
    ),
    (
      "a: {type: int}\n", "a：1\n",
      "lab.yaml:1:1-4: error: a cluster file is a map of names to values, not a single value [wrong-type] write ': ' for the full-width '：'"
    ),
    (
      "a: {type: int}\n", "a: 1\na: 2\n",
      "lab.yaml:2:1-2: error: 'a' is given twice [duplicate-key] remove one of the two\n  lab.yaml:1:1-2: first given here"
    ),
    (
      "a: {type: int}\nb: {value: 10 / a}\n", "a: 0\n",
      """
      guide1.md:2:12-18: error: 'b' has no value: division by zero [evaluation-failed] change the values that it reads, or guard it with a condition
        lab.yaml:1:4-5: for this cluster
      """
    ),
    (
      "a: {type: string}\nu: {type: url, value: \"'https://' + a\"}\n", "a: x y\n",
      """
      guide1.md:2:24-38: error: u: 'https://x y' has a host that is neither a DNS name nor an address [invalid-value] write it like https://example.org/path
        lab.yaml:1:4-7: for this cluster
        guide1.md:2:1-2: declared here
      """
    ),
  ])
  func refuses(block: String, cluster: String, report: String) {
    let guide = GuideFixture(block, cluster: cluster)
    #expect(guide.values == nil)
    #expect(guide.report == report)
  }

  @Test func aGuideRuleStandsAtTheFirstGivenValueThatItReads() {
    let cluster = Self.right + "service_cidr: 10.10.128.0/20\n"
    let guide = GuideFixture(ParameterSetTests.example, cluster: cluster)
    #expect(
      guide.report == """
        lab.yaml:6:15-29: error: the networks 192.168.10.0/24, 10.10.0.0/16 and 10.10.128.0/20 overlap [rule-violated] change it, so that disjoint([node_network, pod_cidr, service_cidr])
          guide1.md:17:11-59: the rule stands here
        """
    )
    let chinese = GuideFixture(ParameterSetTests.example, cluster: cluster, language: "zh")
    #expect(chinese.report.contains("error: 网段重叠 [rule-violated]"))
  }

  @Test func anItemRuleStandsAtTheFieldOfTheItem() {
    let cluster = """
      cluster_name: lab
      machines:
        - {name: m1, ip: 192.168.10.11, role: master}
        - {name: n1, ip: 192.168.11.21}

      """
    #expect(
      GuideFixture(ParameterSetTests.example, cluster: cluster).report == """
        lab.yaml:4:20-33: error: 192.168.11.21 is outside 192.168.10.0/24 [rule-violated] change it, so that node_network.containsIP(self)
          guide1.md:12:41-70: the rule stands here
        """
    )
  }

  @Test func aWarningDoesNotWithholdTheValues() {
    let cluster = """
      cluster_name: lab
      machines:
        - {name: m1, ip: 192.168.10.11, role: master}
        - {name: m2, ip: 192.168.10.12, role: master}

      """
    let guide = GuideFixture(ParameterSetTests.example, cluster: cluster)
    #expect(
      guide.report == """
        lab.yaml:3:3-48: warning: etcd wants an odd number of members [rule-violated] change it, so that size(masters) % 2 == 1
          guide1.md:19:12-34: the rule stands here
        """
    )
    #expect(guide.values != nil)
  }

  @Test func anErrorInOneValueHidesNoOther() {
    let guide = GuideFixture(
      "a: {type: int}\nb: {value: a + 1}\nc: {type: ip}\nrules: [{rule: a > 0}, {rule: c != ip('10.0.0.1')}]\n",
      cluster: "a: x\nc: 10.0.0.1\n"
    )
    #expect(
      guide.report == """
        lab.yaml:1:4-5: error: a: 'x' is not an integer [invalid-value] write it like 3
          guide1.md:1:1-2: declared here
        lab.yaml:2:4-12: error: the rule 'c != ip('10.0.0.1')' does not hold [rule-violated] change it, so that c != ip('10.0.0.1')
          guide1.md:4:31-50: the rule stands here
        """
    )
  }

  @Test func fieldsMayReadTheirSiblings() {
    let block = """
      m:
        type: list
        items:
          fqdn: {type: dnsName, default: {expr: "self.name + '.' + self.zone"}}
          zone: {type: dnsName, default: lan}
          name: {type: dnsLabel}
          url:  {type: url, default: {expr: "'https://' + self.fqdn"}}
          rules: [{rule: self.name != self.zone, message: "{{ self.name }} at {{ index }}"}]

      """
    let guide = GuideFixture(block, cluster: "m: [{name: a}, {name: lan}]\n")
    #expect(
      guide.report == """
        lab.yaml:1:16-28: error: lan at 1 [rule-violated] change it, so that self.name != self.zone
          guide1.md:8:20-42: the rule stands here
        """
    )
    #expect(
      GuideFixture(block, cluster: "m: [{name: a}]\n").json("m")
        == "[{\"fqdn\":\"a.lan\",\"zone\":\"lan\",\"name\":\"a\",\"url\":\"https://a.lan\"}]"
    )
  }

  @Test func scalarsKeepTheMeaningOfTheirDeclaration() {
    let guide = GuideFixture(
      "v: {type: version}\nn: {type: dnsLabel}\nm: {type: string}\nx: {type: string, nullable: true}\nl: {type: list, items: {type: list, items: {type: int}}}\n",
      cluster: "v: 1.30\nn: no\nm: 0644\nl: [[1, 2], []]\n"
    )
    #expect(guide.report == "")
    #expect(
      ["v", "n", "m", "x", "l"].map { guide.json($0) } == [
        "\"1.30\"", "\"no\"", "\"0644\"", "null", "[[1,2],[]]",
      ]
    )
  }

  @Test(arguments: [
    ("'{{ a }}-{{a}}'", "1-1"), (#""{{ '}}' }}""#, "}}"), (#"'{{ {"k": a}["k"] }}!'"#, "1!"),
    (#""{{ a }} \u4e2d {{ a + 1 }}""#, "1 中 2"), ("'no hole } here {'", "no hole } here {"),
  ])
  func messagesShowValues(message: String, shown: String) {
    let guide = GuideFixture(
      "a: {type: int}\nrules: [{rule: a > 1, message: \(message)}]\n",
      cluster: "a: 1\n"
    )
    #expect(guide.report.hasPrefix("lab.yaml:1:4-5: error: \(shown) [rule-violated]"))
  }

  @Test(arguments: [
    ("'{{ a'", "'{{' is never closed [expression-syntax] add '}}'"),
    ("'{{ [a] }}'", "a message cannot show a value of type list(int) [operand-type] write json(…)"),
    ("'{{ b }}'", "unknown parameter 'b' [unknown-parameter]"),
  ])
  func messagesAreCheckedWhenTheGuideIsRead(message: String, mistake: String) {
    let guide = GuideFixture("a: {type: int}\nrules: [{rule: a > 1, message: \(message)}]\n")
    #expect(guide.report.contains("error: \(mistake)"))
    #expect(guide.set == nil)
  }

  @Test func anIndexIsThatOfTheInnermostList() {
    let block = """
      m:
        type: list
        items:
          disks: {type: list, items: {size: {type: int}, n: {type: int, default: {expr: index}}}}
          n:     {type: int, default: {expr: index}, rules: [{rule: self == index}]}
          rules: [{rule: self.n == index}]

      """
    let guide = GuideFixture(
      block,
      cluster: "m: [{disks: [{size: 1}, {size: 2}]}, {disks: []}]\n"
    )
    #expect(guide.report == "")
    #expect(
      guide.json("m")
        == #"[{"disks":[{"size":1,"n":0},{"size":2,"n":1}],"n":0},{"disks":[],"n":1}]"#
    )
  }

  @Test func aSecretIsKnownByItsPathAndCommandOnly() {
    let guide = GuideFixture(
      "s: {type: secret, path: /etc/s, command: openssl rand 32}\n",
      cluster: ""
    )
    #expect(guide.report == "")
    #expect(guide.json("s") == "{\"path\":\"/etc/s\",\"command\":\"openssl rand 32\"}")
  }
}
