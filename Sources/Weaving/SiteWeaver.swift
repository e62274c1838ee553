import GuideModel
import Parameters
import Templates

/// Makes the pages above the clusters: the site's index and each guide's index in every language,
/// the 404 page, and the map of the site where its address is known.
package struct SiteWeaver {
  /// A guide with the clusters that the site has of it.
  package struct GuideSummary: Sendable {
    let guide: Guide
    let clusters: [Cluster]

    package init(_ guide: Guide, clusters: [Cluster]) {
      self.guide = guide
      self.clusters = clusters
    }
  }

  package struct Cluster: Sendable {
    let name: String
    let title: LocalizedText
    /// Nil when nothing is known of what an earlier build made.
    let facts: ClusterFacts?

    package init(_ cluster: ClusterWeaver.ClusterName, facts: ClusterFacts?) {
      name = cluster.name
      title = cluster.title
      self.facts = facts
    }
  }

  private let guides: [GuideSummary]
  private let site: SiteOutline
  private let templates: TemplateSet

  package init(_ guides: [GuideSummary], site: SiteOutline, templates: TemplateSet) {
    self.guides = guides
    self.site = site
    self.templates = templates
  }

  package func weave() -> [WovenFile] {
    var files = site.languages.map(siteIndex) + [notFound()]
    for summary in guides { files += summary.guide.languages.map { guideIndex(summary, $0) } }
    if let map = SiteMap(guides, site) {
      files.append(WovenFile(path: "sitemap.xml", bytes: map.xml))
    }
    return files
  }

  // MARK: Indexes

  private func siteIndex(_ language: String) -> WovenFile {
    let name = LanguageName(folder: language)
    var frame = frame(
      name,
      title: PageLabel.guides.text(in: name.language),
      description: guides.map { title($0, name.folder) }.joined(separator: "; "),
      root: "."
    )
    let file = site.indexName(in: language)
    frame.canonical = site.address?.url(file) ?? ""
    frame.languages = links(site.languages, to: "", current: language)
    let page = SiteIndexPage(
      frame: frame,
      guides: guides.map { summary in
        let guide = summary.guide
        let own = guide.languages.contains(language) ? language : guide.languages[0]
        return SiteIndexPage.Guide(
          languageCode: LanguageName(folder: own).code,
          title: title(summary, own),
          description: description(summary, own),
          href: "\(guide.name)/\(SiteOutline.indexName(in: own, of: guide.languages))",
          editions: summary.clusters.map { edition($0, guide, own, root: "\(guide.name)/") }
        )
      }
    )
    return self.file(file, .siteIndex, page.value)
  }

  private func guideIndex(_ summary: GuideSummary, _ language: String) -> WovenFile {
    let guide = summary.guide
    let name = LanguageName(folder: language)
    var frame = frame(
      name,
      title: title(summary, language),
      description: description(summary, language),
      root: ".."
    )
    let path = "\(guide.name)/\(SiteOutline.indexName(in: language, of: guide.languages))"
    frame.canonical = site.address?.url(path) ?? ""
    frame.languages = links(guide.languages, to: "\(guide.name)/", current: language)
    let page = GuideIndexPage(
      frame: frame,
      editions: summary.clusters.map { edition($0, guide, language, root: "") }
    )
    return file(path, .guideIndex, page.value)
  }

  /// A cluster as an index shows it.
  private func edition(
    _ cluster: Cluster,
    _ guide: Guide,
    _ language: String,
    root: String
  ) -> ClusterCard {
    let first = guide.pages[0].name
    let name = LanguageName(folder: language)
    let title = cluster.title.text(in: language)
    let others = guide.languages.filter { $0 != language }.map(LanguageName.init)
    return ClusterCard(
      name: cluster.name == title ? "" : cluster.name,
      title: title,
      href: "\(root)\(cluster.name)/\(language)/\(first).html",
      edition: "\(guide.name)/\(cluster.name)",
      facts: cluster.facts.map { [(.hosts, $0.hosts), (.steps, $0.steps), (.files, $0.files)] }?
        .map { (label: PageLabel, count: Int) in
          ClusterCard.Fact(label: label.text(in: name.language), count: count)
        } ?? [],
      stepCount: cluster.facts?.steps ?? 0,
      languages: others.map {
        LanguageLink(
          code: $0.code,
          label: $0.label,
          href: "\(root)\(cluster.name)/\($0.folder)/\(first).html"
        )
      },
      tools: ClusterWeaver.tools.map { tool in
        PageLink(
          title: tool.label.text(in: name.language),
          href: "\(root)\(cluster.name)/\(language)/\(tool.file)"
        )
      }
    )
  }

  private func notFound() -> WovenFile {
    let name = LanguageName(folder: site.languages[0])
    // A server shows this page at any address, so only the site's own address tells the way home.
    let root = site.address.map { String($0.path.dropLast()) } ?? "."
    let frame = frame(
      name,
      title: PageLabel.notFound.text(in: name.language),
      description: PageLabel.notFoundHint.text(in: name.language),
      root: root
    )
    let page = NotFoundPage(
      frame: frame,
      messages: site.languages.map { folder in
        NotFoundPage.Message(
          language: LanguageName(folder: folder).language,
          languageCode: LanguageName(folder: folder).code,
          href: "\(root)/\(site.indexName(in: folder))"
        )
      }
    )
    return file("404.html", .notFound, page.value)
  }

  // MARK: Parts

  private func title(_ summary: GuideSummary, _ language: String) -> String {
    summary.guide.configuration.title.text(in: language)
  }

  private func description(_ summary: GuideSummary, _ language: String) -> String {
    summary.guide.configuration.description?.text(in: language) ?? ""
  }

  /// The same index in each of its languages.
  private func links(_ languages: [String], to folder: String, current: String) -> [LanguageLink] {
    languages.map { language in
      let name = LanguageName(folder: language)
      let file = SiteOutline.indexName(in: language, of: languages)
      return LanguageLink(
        code: name.code,
        label: name.label,
        href: file,
        address: site.address?.url(folder + file),
        isCurrent: language == current
      )
    }
  }

  private func frame(
    _ language: LanguageName,
    title: String,
    description: String,
    root: String
  ) -> PageFrame {
    PageFrame(
      language: language.language,
      languageCode: language.code,
      title: title,
      description: description,
      siteTitle: "Bespoke",
      assetsPath: "\(root)/assets",
      homePath: "\(root)/\(site.indexName(in: language.folder))"
    )
  }

  private func file(_ path: String, _ template: PageTemplate, _ value: TemplateValue) -> WovenFile {
    var bytes: [UInt8] = []
    templates.render(template, value, into: &bytes)
    return WovenFile(path: path, bytes: bytes)
  }
}
