import Foundation
import Languages
import Testing

/// Whether `nft` can load rules here, in a network name space of its own.
private let nftWorks =
  (try? OutsideReader.withFolder { folder in
    try OutsideReader.run("unshare", ["-n", "nft", "list", "ruleset"], in: folder).status == 0
  }) ?? false

@Suite(.enabled(if: nftWorks, "nft cannot run in a name space of its own"))
struct NftablesReadBackTests {
  private func load(_ text: String) throws -> (ruleset: String, errors: String) {
    try OutsideReader.withFolder { folder in
      try OutsideReader.write(text, to: "rules.nft", in: folder)
      let result = try OutsideReader.run(
        "unshare",
        ["-n", "sh", "-c", "nft -f rules.nft && nft list ruleset"],
        in: folder
      )
      return (String(decoding: result.output, as: UTF8.self), result.errors)
    }
  }

  @Test func commentsHideNothingButThemselves() throws {
    let values =
      HostileValues.strings + HostileValues.edges + HostileValues.random + [HostileValues.long]
    let template = values.indices.map { "# {{line}}\ntable ip t\($0) # x {{line}}\n" }.joined()
    let text = try #require(NftablesLanguage.render(template, values.flatMap { [$0, $0] }))
    let read = try load(text)
    #expect(read.errors == "")
    #expect(read.ruleset.split(separator: "table ip t").count == values.count)
  }

  @Test func inertValuesBetweenQuotesReachNftUnchanged() throws {
    let values = HostileValues.inert
    let rules = values.map { _ in "    counter comment \"<{{inert}}>\"\n" }.joined()
    let template = "table ip t {\n  chain c {\n\(rules)  }\n}\n"
    let read = try load(try #require(NftablesLanguage.render(template, values)))
    #expect(read.errors == "")
    #expect(values.filter { !read.ruleset.contains("comment \"<\($0)>\"") } == [])
  }

  @Test func listsOfAddressesAreSets() throws {
    let template =
      "table ip t {\n  set s {\n    type ipv4_addr\n    flags interval\n"
      + "    elements = { {{inert}} }\n  }\n}\n"
    let text = try #require(NftablesLanguage.render(template, ["10.0.0.1,10.1.0.0/16"]))
    #expect(try load(text).ruleset.contains("10.0.0.1, 10.1.0.0/16"))
  }
}
