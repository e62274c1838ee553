import Testing

@testable import Weaving

@Suite struct ClusterFactsTests {
  @Test func `facts are read back as they were written`() {
    let facts = ClusterFacts(hosts: 3, steps: 24, files: 310)
    #expect(ClusterFacts(json: facts.json) == facts)
    for text in ["", "{}", "{\"hosts\": 3, \"steps\": 24}", "3 24 310"] {
      #expect(ClusterFacts(json: Array(text.utf8)) == nil)
    }
  }
}
