import Expressions
import Figures
import Testing

@Suite struct AddressPlanTests {
  private func plan(_ ranges: [String]) throws -> AddressPlan {
    AddressPlan(
      try ranges.map { AddressPlan.Entry(name: $0, range: try #require(CIDR($0))) }
    )
  }

  @Test func rangesNestByContainment() throws {
    let plan = try plan([
      "10.0.0.0/8", "10.1.0.0/24", "10.1.0.0/16", "192.168.0.0/16", "10.2.0.0/16",
    ])
    #expect(plan.lanes.map(\.entry.name) == ["10.0.0.0/8", "10.1.0.0/16", "192.168.0.0/16"])
    #expect(plan.lanes[0].children.map(\.name) == ["10.1.0.0/16", "10.2.0.0/16"])
    #expect(plan.lanes[1].parent?.name == "10.0.0.0/8")
  }

  @Test func freeIsWhatNoBlockTakes() throws {
    let plan = try plan(["10.10.0.0/16", "10.10.0.0/24", "10.10.2.0/24"])
    #expect(plan.lanes[0].free == UInt128(65_024))
    let full = try self.plan(["10.10.0.0/31", "10.10.0.0/32", "10.10.0.1/32"])
    // Single addresses are no blocks that divide a range.
    #expect(full.lanes[0].free == nil)
  }

  @Test func namesOfOneRangeAreJoinedOnce() throws {
    let range = try #require(CIDR("10.0.0.0/8"))
    let plan = AddressPlan([
      .init(name: "a", range: range), .init(name: "b", range: range),
      .init(name: "a", range: range),
    ])
    #expect(plan.lanes.map(\.entry.name) == ["a, b"])
  }

  @Test func theLastAddressOfAllIsNoTrouble() throws {
    let plan = try plan(["255.255.255.0/24", "255.255.255.128/25"])
    #expect(plan.lanes[0].free == UInt128(128))
    let six = try self.plan(["ffff:ffff:ffff:ffff::/64", "ffff:ffff:ffff:ffff:8000::/65"])
    #expect(six.lanes[0].free == UInt128(1) << 63)
  }

  @Test func everythingIsNothing() throws {
    #expect(try plan(["0.0.0.0/0"]).lanes.isEmpty)
  }
}
