import Testing

@testable import Weaving

@Suite struct SiteAddressTests {
  @Test(arguments: [
    ("https://example.org", "https://example.org/", "/"),
    ("https://example.org/guides/", "https://example.org/guides/", "/guides/"),
    ("http://10.0.0.1:8080/a/b", "http://10.0.0.1:8080/a/b/", "/a/b/"),
  ])
  func `an address is that of a folder`(text: String, base: String, path: String) throws {
    let address = try #require(SiteAddress(text))
    #expect(address.base == base)
    #expect(address.path == path)
    #expect(address.url("lab/en/计划 1.html") == base + "lab/en/%E8%AE%A1%E5%88%92%201.html")
  }

  @Test(arguments: [
    "", "example.org", "ftp://example.org", "https://", "https:///x", "https://e.org/?q",
    "https://e.org/#a", "https://e.org/a b", "https://e.org/\"", "javascript:alert(1)",
  ])
  func `anything else is refused`(text: String) {
    #expect(SiteAddress(text) == nil)
  }
}

@Suite struct ClusterFactsTests {
  @Test func `facts are read back as they were written`() {
    let facts = ClusterFacts(hosts: 3, steps: 24, files: 310)
    #expect(ClusterFacts(json: facts.json) == facts)
    for text in ["", "{}", "{\"hosts\": 3, \"steps\": 24}", "3 24 310"] {
      #expect(ClusterFacts(json: Array(text.utf8)) == nil)
    }
  }
}

@Suite struct ContentHashTests {
  @Test func `a sum is six characters, the same everywhere`() {
    var hash = ContentHash()
    hash.add("etcd".utf8)
    #expect(hash.text == "RECORD")
    var parts = ContentHash()
    parts.add("et".utf8)
    parts.add("cd".utf8)
    #expect(parts != hash)
  }
}
