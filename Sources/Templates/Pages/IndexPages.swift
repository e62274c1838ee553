/// The site's index: every guide with its clusters.
package struct SiteIndexPage: Sendable {
  package struct Guide: Sendable {
    /// The language of the guide's texts: the index's own, unless the guide does not have it.
    package let languageCode: String
    package let title: String
    package let description: String
    package let href: String
    package let editions: [ClusterCard]

    package init(
      languageCode: String,
      title: String,
      description: String,
      href: String,
      editions: [ClusterCard]
    ) {
      self.languageCode = languageCode
      self.title = title
      self.description = description
      self.href = href
      self.editions = editions
    }

    static let schema = TemplateRecordSchema(
      "guide",
      [
        "lang": .text, "title": .text, "description": .text, "href": .text,
        "editions": .list(.record(ClusterCard.schema)),
      ]
    )

    var value: TemplateValue {
      Self.schema.record([
        "lang": .text(languageCode), "title": .text(title), "description": .text(description),
        "href": .text(href), "editions": .list(editions.map(\.value)),
      ])
    }
  }

  package let frame: PageFrame
  package let guides: [Guide]

  package init(frame: PageFrame, guides: [Guide]) {
    self.frame = frame
    self.guides = guides
  }

  static let schema = PageFrame.schema.extended(["guides": .list(.record(Guide.schema))])

  package var value: TemplateValue {
    Self.schema.record(
      extending: frame.value,
      ["guides": .list(guides.map(\.value))]
    )
  }
}

/// A guide's index: its clusters.
package struct GuideIndexPage: Sendable {
  package let frame: PageFrame
  package let editions: [ClusterCard]

  package init(frame: PageFrame, editions: [ClusterCard]) {
    self.frame = frame
    self.editions = editions
  }

  static let schema = PageFrame.schema.extended(["editions": .list(.record(ClusterCard.schema))])

  package var value: TemplateValue {
    Self.schema.record(
      extending: frame.value,
      ["editions": .list(editions.map(\.value))]
    )
  }
}

/// What a server shows for an address that leads nowhere; it does not know the reader's language.
package struct NotFoundPage: Sendable {
  package struct Message: Sendable {
    package let language: PageLanguage
    package let languageCode: String
    /// The way to the site's index in this language.
    package let href: String

    package init(language: PageLanguage, languageCode: String, href: String) {
      self.language = language
      self.languageCode = languageCode
      self.href = href
    }

    static let schema = TemplateRecordSchema(
      "message",
      ["lang": .text, "title": .text, "hint": .text, "home": .text, "href": .text]
    )

    var value: TemplateValue {
      Self.schema.record([
        "lang": .text(languageCode),
        "title": .text(PageLabel.notFound.text(in: language)),
        "hint": .text(PageLabel.notFoundHint.text(in: language)),
        "home": .text(PageLabel.home.text(in: language)), "href": .text(href),
      ])
    }
  }

  package let frame: PageFrame
  /// One for each language of the site; the first is the page's own.
  package let messages: [Message]

  package init(frame: PageFrame, messages: [Message]) {
    self.frame = frame
    self.messages = messages
  }

  static let schema = PageFrame.schema.extended(["messages": .list(.record(Message.schema))])

  package var value: TemplateValue {
    Self.schema.record(
      extending: frame.value,
      ["messages": .list(messages.map(\.value))]
    )
  }
}
