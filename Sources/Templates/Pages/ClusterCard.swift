/// A cluster as an index shows it: where to begin, and what it is like.
package struct ClusterCard: Sendable {
  package struct Fact: Sendable {
    package let label: String
    package let count: Int

    package init(label: String, count: Int) {
      self.label = label
      self.count = count
    }

    static let schema = TemplateRecordSchema("fact", ["label": .text, "count": .text])

    var value: TemplateValue {
      Self.schema.record(["label": .text(label), "count": .text(String(count))])
    }
  }

  /// Empty where the title is the name.
  package let name: String
  package let title: String
  /// The first page in the language of the index.
  package let href: String
  /// `guide/cluster`: under this name a browser keeps what is ticked.
  package let edition: String
  /// Empty when nothing is known.
  package let facts: [Fact]
  package let stepCount: Int
  /// The first page in each of the other languages.
  package let languages: [LanguageLink]
  package let tools: [PageLink]

  package init(
    name: String,
    title: String,
    href: String,
    edition: String,
    facts: [Fact],
    stepCount: Int,
    languages: [LanguageLink],
    tools: [PageLink]
  ) {
    self.name = name
    self.title = title
    self.href = href
    self.edition = edition
    self.facts = facts
    self.stepCount = stepCount
    self.languages = languages
    self.tools = tools
  }

  static let schema = TemplateRecordSchema(
    "edition",
    [
      "name": .text, "title": .text, "href": .text, "edition": .text,
      "hasFacts": .bool, "facts": .list(.record(Fact.schema)), "stepCount": .text,
      "links": .list(.record(LanguageLink.schema)), "tools": .list(.record(PageLink.schema)),
    ]
  )

  var value: TemplateValue {
    Self.schema.record([
      "name": .text(name), "title": .text(title), "href": .text(href), "edition": .text(edition),
      "hasFacts": .bool(!facts.isEmpty), "facts": .list(facts.map(\.value)),
      "stepCount": .text(String(stepCount)),
      "links": .list(languages.map(\.value)), "tools": .list(tools.map(\.value)),
    ])
  }
}
