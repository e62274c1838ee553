import Foundation
import Testing

@testable import Weaving

@Suite struct SearchIndexTests {
  private struct Index: Decodable {
    let pages: [[String]]
    let sections: [[Cell]]

    enum Cell: Decodable, Equatable {
      case page(Int)
      case text(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let page = try? container.decode(Int.self) {
          self = .page(page)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }
  }

  private func decoded(_ index: SearchIndex) throws -> Index {
    let text = String(decoding: index.script, as: UTF8.self)
    #expect(text.hasPrefix("bespokeSearch(") && text.hasSuffix(");\n"))
    let json = text.dropFirst("bespokeSearch(".count).dropLast(3)
    return try JSONDecoder().decode(Index.self, from: Data(json.utf8))
  }

  private func section(_ anchor: String, _ title: String, _ text: String) -> ContentText.Section {
    var section = ContentText.Section()
    section.anchor = anchor
    section.title = Array(title.utf8)
    section.text = Array(text.utf8)
    return section
  }

  @Test func `a section tells its page, its place, its title and its text`() throws {
    var index = SearchIndex()
    index.addPage("01-plan.html", title: Array("Plan".utf8))
    index.add(section("top", "Plan", "one"))
    index.addPage("02-net.html", title: Array("网络".utf8))
    index.add(section("", "", ""))
    index.add(section("路由", "路由", "a \"quoted\" \\ path\n\u{1}</script>"))
    let found = try decoded(index)
    #expect(found.pages == [["01-plan.html", "Plan"], ["02-net.html", "网络"]])
    #expect(
      found.sections == [
        [.page(0), .text("top"), .text("Plan"), .text("one")],
        [.page(1), .text("路由"), .text("路由"), .text("a \"quoted\" \\ path\n\u{1}</script>")],
      ]
    )
  }

  @Test func `an empty index is one`() throws {
    let found = try decoded(SearchIndex())
    #expect(found.pages.isEmpty && found.sections.isEmpty)
  }
}
