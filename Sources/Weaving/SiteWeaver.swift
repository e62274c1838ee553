import GuideModel
import Parameters
import Templates

/// Makes the pages above the clusters: the site's index, each guide's index and the 404 page.
package struct SiteWeaver {
  /// A guide with the clusters that the site has of it.
  package struct GuideSummary: Sendable {
    let guide: Guide
    let clusters: [ClusterWeaver.ClusterName]

    package init(_ guide: Guide, clusters: [ClusterWeaver.ClusterName]) {
      self.guide = guide
      self.clusters = clusters
    }
  }

  private let guides: [GuideSummary]
  private let templates: TemplateSet

  package init(_ guides: [GuideSummary], templates: TemplateSet) {
    self.guides = guides
    self.templates = templates
  }

  package func weave() -> [WovenFile] {
    [siteIndex(), notFound()] + guides.map(guideIndex)
  }

  /// A text in all languages of its guide, each once: an index is for all readers.
  private func joined(_ text: LocalizedText, _ guide: Guide) -> String {
    var texts: [String] = []
    for language in guide.languages {
      let translation = text.text(in: language)
      if !texts.contains(where: { $0.utf8.elementsEqual(translation.utf8) }) {
        texts.append(translation)
      }
    }
    return texts.joined(separator: " · ")
  }

  private func title(_ summary: GuideSummary) -> String {
    joined(summary.guide.configuration.title, summary.guide)
  }

  private func description(_ summary: GuideSummary) -> String {
    summary.guide.configuration.description.map { joined($0, summary.guide) } ?? ""
  }

  private func siteIndex() -> WovenFile {
    let frame = frame(
      title: PageLabel.guides.text(in: .english),
      description: guides.map(title).joined(separator: "; "),
      root: "."
    )
    let page = SiteIndexPage(
      frame: frame,
      guides: guides.map { summary in
        let name = summary.guide.name
        return SiteIndexPage.Guide(
          title: title(summary),
          description: description(summary),
          href: "\(name)/index.html",
          clusters: summary.clusters.map { cluster in
            ClusterLink(
              name: cluster.name,
              title: joined(cluster.title, summary.guide),
              href: "\(name)/\(cluster.name)/\(summary.guide.languages[0])/"
                + "\(summary.guide.pages[0].name).html"
            )
          }
        )
      }
    )
    return file("index.html", .siteIndex, page.value)
  }

  private func guideIndex(_ summary: GuideSummary) -> WovenFile {
    let guide = summary.guide
    let page = GuideIndexPage(
      frame: frame(title: title(summary), description: description(summary), root: ".."),
      clusters: summary.clusters.map { cluster in
        GuideIndexPage.Cluster(
          name: cluster.name,
          title: joined(cluster.title, guide),
          languages: guide.languages.map { folder in
            let language = LanguageName(folder: folder)
            return LanguageLink(
              code: language.code,
              label: language.label,
              href: "\(cluster.name)/\(folder)/\(guide.pages[0].name).html"
            )
          }
        )
      }
    )
    return file("\(guide.name)/index.html", .guideIndex, page.value)
  }

  private func notFound() -> WovenFile {
    let frame = frame(
      title: PageLabel.notFound.text(in: .english),
      description: PageLabel.notFoundHint.text(in: .english),
      root: "."
    )
    return file("404.html", .notFound, frame.value)
  }

  private func frame(title: String, description: String, root: String) -> PageFrame {
    PageFrame(
      language: .english,
      languageCode: "en",
      title: title,
      description: description,
      siteTitle: "Bespoke",
      assetsPath: "\(root)/assets",
      homePath: "\(root)/index.html"
    )
  }

  private func file(_ path: String, _ template: PageTemplate, _ value: TemplateValue) -> WovenFile {
    var bytes: [UInt8] = []
    templates.render(template, value, into: &bytes)
    return WovenFile(path: path, bytes: bytes)
  }
}
