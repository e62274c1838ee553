/// A page of a cluster's runbook.
package struct RunbookPage: Sendable {
  package let frame: PageFrame
  package let tableOfContents: [TableOfContentsEntry]
  /// The page's body with its level-1 heading.
  package let contentHTML: [UInt8]
  /// The language of the body where there is no translation; nil where it is the page's.
  package let contentLanguage: String?
  package let previous: PageLink?
  package let next: PageLink?

  package init(
    frame: PageFrame,
    tableOfContents: [TableOfContentsEntry],
    contentHTML: [UInt8],
    contentLanguage: String? = nil,
    previous: PageLink?,
    next: PageLink?
  ) {
    self.frame = frame
    self.tableOfContents = tableOfContents
    self.contentHTML = contentHTML
    self.contentLanguage = contentLanguage
    self.previous = previous
    self.next = next
  }

  static let schema = PageFrame.schema.extended([
    "hasToc": .bool, "toc": .list(.record(TableOfContentsEntry.schema)), "content": .html,
    "contentLang": .text, "turns": .bool,
    "previous": .optional(PageLink.schema), "next": .optional(PageLink.schema),
  ])

  package var value: TemplateValue {
    Self.schema.record(
      extending: frame.value,
      [
        "hasToc": .bool(!tableOfContents.isEmpty), "toc": .list(tableOfContents.map(\.value)),
        "content": .html(contentHTML),
        "contentLang": .text(contentLanguage ?? ""),
        "turns": .bool(previous != nil || next != nil),
        "previous": previous?.value ?? .absent, "next": next?.value ?? .absent,
      ]
    )
  }
}

/// The whole runbook on one page.
package struct PrintPage: Sendable {
  package struct Chapter: Sendable {
    /// The fragment that the contents lead to; unique on the page.
    package let anchor: String
    package let number: String
    package let title: String
    /// The chapter's body with its level-1 heading; its ids must be unique on the page.
    package let contentHTML: [UInt8]

    package init(anchor: String, number: String, title: String, contentHTML: [UInt8]) {
      self.anchor = anchor
      self.number = number
      self.title = title
      self.contentHTML = contentHTML
    }

    static let schema = TemplateRecordSchema(
      "chapter",
      ["anchor": .text, "number": .text, "title": .text, "content": .html]
    )

    var value: TemplateValue {
      Self.schema.record([
        "anchor": .text(anchor), "number": .text(number), "title": .text(title),
        "content": .html(contentHTML),
      ])
    }
  }

  package let frame: PageFrame
  package let chapters: [Chapter]

  package init(frame: PageFrame, chapters: [Chapter]) {
    self.frame = frame
    self.chapters = chapters
  }

  static let schema = PageFrame.schema.extended(["chapters": .list(.record(Chapter.schema))])

  package var value: TemplateValue {
    Self.schema.record(
      extending: frame.value,
      ["chapters": .list(chapters.map(\.value))]
    )
  }
}
