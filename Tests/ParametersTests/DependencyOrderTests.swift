import Testing

@testable import Parameters

@Suite struct DependencyOrderTests {
  @Test(arguments: [
    ([[], [], []], DependencyOrder.Result.order([0, 1, 2])),
    ([[1], [2], []], .order([2, 1, 0])),
    ([[1], [0]], .cycle([0, 1])),
    ([[0]], .cycle([0])),
    ([[1], [2], [1]], .cycle([1, 2])),
  ])
  func ordersOrShowsTheCycle(needs: [[Int]], result: DependencyOrder.Result) {
    #expect(DependencyOrder.of(needs) == result)
  }

  @Test func takesLongChains() {
    let needs = (0..<50_000).map { $0 + 1 < 50_000 ? [$0 + 1] : [] }
    #expect(DependencyOrder.of(needs) == .order((0..<50_000).reversed()))
  }
}
