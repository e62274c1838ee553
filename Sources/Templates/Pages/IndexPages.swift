/// The site's index: every guide with its clusters.
package struct SiteIndexPage: Sendable {
  package struct Guide: Sendable {
    package let title: String
    package let description: String
    package let href: String
    package let clusters: [ClusterLink]

    package init(title: String, description: String, href: String, clusters: [ClusterLink]) {
      self.title = title
      self.description = description
      self.href = href
      self.clusters = clusters
    }

    static let schema = TemplateRecordSchema(
      "guide",
      [
        "title": .text, "description": .text, "href": .text,
        "clusters": .list(.record(ClusterLink.schema)),
      ]
    )

    var value: TemplateValue {
      Self.schema.record([
        "title": .text(title), "description": .text(description), "href": .text(href),
        "clusters": .list(clusters.map(\.value)),
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

/// A guide's index: its clusters, each in its languages.
package struct GuideIndexPage: Sendable {
  package struct Cluster: Sendable {
    package let name: String
    package let title: String
    /// The first page in each language.
    package let languages: [LanguageLink]

    package init(name: String, title: String, languages: [LanguageLink]) {
      self.name = name
      self.title = title
      self.languages = languages
    }

    static let schema = TemplateRecordSchema(
      "cluster",
      ["name": .text, "title": .text, "languages": .list(.record(LanguageLink.schema))]
    )

    var value: TemplateValue {
      Self.schema.record([
        "name": .text(name), "title": .text(title),
        "languages": .list(languages.map(\.value)),
      ])
    }
  }

  package let frame: PageFrame
  package let clusters: [Cluster]

  package init(frame: PageFrame, clusters: [Cluster]) {
    self.frame = frame
    self.clusters = clusters
  }

  static let schema = PageFrame.schema.extended(["editions": .list(.record(Cluster.schema))])

  package var value: TemplateValue {
    Self.schema.record(
      extending: frame.value,
      ["editions": .list(clusters.map(\.value))]
    )
  }
}
