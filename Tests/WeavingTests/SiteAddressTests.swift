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
