/// A page in the runbook's contents.
package struct NavigationPage: Sendable {
  /// The page's number as a reader sees it; may be empty.
  package let number: String
  package let title: String
  package let href: String
  package let isCurrent: Bool
  package let sections: [PageLink]
  /// The sum of each step of the page, by which a script knows what is done of it.
  package let steps: [String]

  package init(
    number: String,
    title: String,
    href: String,
    isCurrent: Bool = false,
    sections: [PageLink] = [],
    steps: [String] = []
  ) {
    self.number = number
    self.title = title
    self.href = href
    self.isCurrent = isCurrent
    self.sections = sections
    self.steps = steps
  }

  static let schema = TemplateRecordSchema(
    "nav",
    [
      "number": .text, "title": .text, "href": .text, "current": .bool,
      "hasSections": .bool, "sections": .list(.record(PageLink.schema)),
      "steps": .text,
    ]
  )

  var value: TemplateValue {
    Self.schema.record([
      "number": .text(number), "title": .text(title), "href": .text(href),
      "current": .bool(isCurrent), "hasSections": .bool(!sections.isEmpty),
      "sections": .list(sections.map(\.value)),
      "steps": .text(steps.joined(separator: " ")),
    ])
  }
}

/// The contents of a runbook. All its pages share them: each replaces no more than its own entry.
package struct Navigation: Sendable {
  /// In the order of the pages.
  private(set) var values: [TemplateValue] = []

  package init(_ pages: [NavigationPage] = []) {
    values = pages.map(\.value)
  }

  /// Writes the entry of the page at `index` anew.
  package mutating func replace(_ index: Int, with page: NavigationPage) {
    values[index] = page.value
  }
}
