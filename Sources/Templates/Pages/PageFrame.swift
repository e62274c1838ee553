/// What every page has around its content.
package struct PageFrame: Sendable {
  /// The language of the frame's own words.
  package var language: PageLanguage
  /// The language of the content, for the `lang` attribute, such as `zh-Hans`.
  package var languageCode: String
  package var title: String
  package var description: String
  package var siteTitle: String
  /// The way to `assets/`, without a final slash, such as `../../../assets`.
  package var assetsPath: String
  /// The way to the site's index.
  package var homePath: String
  /// The guide that the page belongs to, and the way to its index.
  package var guide: PageLink?
  /// The cluster that the page was made for.
  package var cluster: ClusterLink?
  /// The same page of each cluster, this one included. Leave it empty for more than
  /// `maximumClusters`, so that a page does not grow with their number: the header then names the
  /// cluster only, and readers choose another one in the guide's index.
  package var clusters: [ClusterLink] = []
  /// The same page in each language, this one included.
  package var languages: [LanguageLink] = []
  /// The pages of the runbook, in order.
  package var navigation = Navigation()
  /// The ways to the parameters, the files and the print page, with their titles.
  package var tools: [PageLink] = []
  /// The page's own absolute URL; empty where the site's address is not known.
  package var canonical = ""
  /// `guide/cluster` for a page of a cluster, else empty: under this name a browser keeps what is
  /// ticked.
  package var edition = ""

  package static let maximumClusters = 20

  package init(
    language: PageLanguage,
    languageCode: String,
    title: String,
    description: String,
    siteTitle: String,
    assetsPath: String,
    homePath: String
  ) {
    self.language = language
    self.languageCode = languageCode
    self.title = title
    self.description = description
    self.siteTitle = siteTitle
    self.assetsPath = assetsPath
    self.homePath = homePath
  }

  static let schema = TemplateRecordSchema(
    "page",
    [
      "lang": .text, "title": .text, "description": .text, "siteTitle": .text,
      "assetsPath": .text, "homePath": .text,
      "guide": .optional(PageLink.schema),
      "cluster": .optional(ClusterLink.schema),
      "clusters": .list(.record(ClusterLink.schema)), "choosesCluster": .bool,
      "languages": .list(.record(LanguageLink.schema)), "choosesLanguage": .bool,
      "nav": .list(.record(NavigationPage.schema)),
      "tools": .list(.record(PageLink.schema)),
      "canonical": .text, "edition": .text,
      "labels": .record(PageLabel.schema),
    ]
  )

  package var value: TemplateValue {
    Self.schema.record([
      "lang": .text(languageCode), "title": .text(title), "description": .text(description),
      "siteTitle": .text(siteTitle), "assetsPath": .text(assetsPath),
      "homePath": .text(homePath),
      "guide": guide?.value ?? .absent,
      "cluster": cluster?.value ?? .absent,
      "clusters": .list(clusters.map(\.value)), "choosesCluster": .bool(clusters.count > 1),
      "languages": .list(languages.map(\.value)), "choosesLanguage": .bool(languages.count > 1),
      "nav": .list(navigation.values),
      "tools": .list(tools.map(\.value)),
      "canonical": .text(canonical), "edition": .text(edition),
      "labels": PageLabel.record(in: language),
    ])
  }
}
