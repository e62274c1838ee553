import Testing

@testable import Weaving

@Suite struct ContentHashTests {
  @Test func `a sum is six characters, the same everywhere`() {
    var hash = ContentHash()
    hash.add("etcd".utf8)
    #expect(hash.text == "7trp9t")
    var parts = ContentHash()
    parts.add("et".utf8)
    parts.add("cd".utf8)
    #expect(parts != hash)
  }
}
