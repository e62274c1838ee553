import Expressions
import Figures
import Testing

@Suite struct FigureTests {
  static let words = FigureWords(
    addresses: "个地址",
    free: "Free",
    more: "more",
    range: "Range",
    name: "Name",
    partOf: "Part of",
    from: "From",
    to: "To",
    port: "Port",
    purpose: "For",
    authority: "Authority",
    certificate: "Certificate",
    subject: "Made out to"
  )

  static func range(_ text: String) throws -> CIDR { try #require(CIDR(text)) }

  /// A pod range with as many blocks as hosts, and their addresses.
  static func addressPlan(hosts: Int, name: (Int) -> String) throws -> AddressPlan {
    var entries = [
      AddressPlan.Entry(name: "Pod range", range: try range("10.64.0.0/14")),
      AddressPlan.Entry(name: "Host network 主机网络", range: try range("10.30.0.0/22")),
    ]
    for index in 0..<hosts {
      let block = try #require(try range("10.64.0.0/14").subnet(25, Int64(index)))
      let address = try #require(try range("10.30.0.0/22").host(Int64(index + 1)))
      entries.append(AddressPlan.Entry(name: name(index), range: block))
      entries.append(AddressPlan.Entry(name: name(index), address: address))
    }
    return AddressPlan(entries)
  }

  static func networkPlan(hosts: Int, name: (Int) -> String) -> NetworkPlan {
    let members = (0..<hosts).map { [name($0), "10.30.0.\($0)", "10.64.\($0).0/25"] }
    return NetworkPlan(
      actors: [
        .init(id: "master", title: "主节点 masters", members: members),
        .init(id: "worker", title: "Workers", members: members),
        .init(id: "pod", title: String(repeating: "Pods ", count: 20), members: []),
      ],
      connections: [
        .init(from: "worker", to: "master", port: "tcp 6443", purpose: "API"),
        .init(from: "master", to: "master", port: "tcp 2379, 2380", purpose: "etcd 成员之间"),
        .init(
          from: "pod",
          to: "master",
          port: "tcp 6443",
          purpose: String(repeating: "a long purpose ", count: 20)
        ),
        .init(from: "master", to: "pod", port: "", purpose: ""),
      ]
    )
  }

  static let certificatePlan = CertificatePlan(
    (0..<9).map { index in
      .init(
        name: index == 3 ? String(repeating: "name", count: 30) : "cert-\(index)",
        subject: index % 2 == 0 ? "O=system:nodes, CN=system:node:\(index)" : "",
        authority: index < 5 ? "ca" : "etcd-ca",
        from: "kube-apiserver 组件",
        to: index == 7 ? String(repeating: "everybody ", count: 12) : "etcd"
      )
    }
  )

  @Test(arguments: [1, 3, 6, 60], ["m", String(repeating: "long-name-", count: 6), "机器"])
  func noTwoTextsMeet(hosts: Int, prefix: String) throws {
    let name = { (index: Int) in "\(prefix)\(index)" }
    let figures = [
      AddressFigure.draw(try Self.addressPlan(hosts: hosts, name: name), words: Self.words),
      NetworkFigure.draw(Self.networkPlan(hosts: hosts, name: name), words: Self.words),
      CertificateFigure.draw(Self.certificatePlan, words: Self.words),
    ]
    for figure in figures {
      let boxes = figure.canvas.texts
      #expect(!boxes.isEmpty)
      for (index, box) in boxes.enumerated() {
        #expect(box.x.lowerBound >= 0 && box.x.upperBound <= figure.canvas.width, "\(box)")
        for other in boxes[(index + 1)...] {
          #expect(!(box.x.overlaps(other.x) && box.y.overlaps(other.y)), "\(box) and \(other)")
        }
      }
    }
  }

  @Test func aThousandHostsAreSummedUp() throws {
    let name = { (index: Int) in "host-\(index)" }
    let addresses = AddressFigure.draw(
      try Self.addressPlan(hosts: 1000, name: name),
      words: Self.words
    )
    let network = NetworkFigure.draw(Self.networkPlan(hosts: 1000, name: name), words: Self.words)
    #expect(addresses.canvas.height < 800)
    #expect(addresses.canvas.texts.contains { $0.text == "+ 990 more" })
    #expect(network.canvas.texts.contains { $0.text == "+ 994 more" })
  }

  @Test func valuesCannotBecomeMarkup() {
    let plan = NetworkPlan(
      actors: [.init(id: "a", title: "<b>&\"", members: [])],
      connections: []
    )
    let svg = String(
      decoding: NetworkFigure.draw(plan, words: Self.words).canvas.svg(label: "\"<x>"),
      as: UTF8.self
    )
    #expect(svg.contains("&lt;b&gt;&amp;&quot;"))
    #expect(svg.contains("aria-label=\"&quot;&lt;x&gt;\""))
    #expect(!svg.contains("<b>"))
  }

  @Test func theTableSaysWhatTheDrawingShows() throws {
    let figure = AddressFigure.draw(
      try Self.addressPlan(hosts: 3) { "m\($0)" },
      words: Self.words
    )
    #expect(figure.rows.contains(["10.64.0.128/25", "m1", "128", "Pod range"]))
    #expect(figure.rows.contains(["10.30.0.2", "m1", "1", "Host network 主机网络"]))
    #expect(figure.rows.contains(["", "Free", "261760", "Pod range"]))
    #expect(figure.rows.allSatisfy { $0.count == figure.columns.count })
  }
}
