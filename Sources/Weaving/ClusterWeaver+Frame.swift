import GuideModel
import Templates

extension ClusterWeaver {
  /// The pages of a cluster besides the runbook's own.
  static let tools: [(file: String, label: PageLabel)] = [
    ("checklist.html", .checklist), ("parameters.html", .parameters), ("files.html", .files),
    ("print.html", .print),
  ]

  func frame(
    _ name: String,
    title: [UInt8],
    _ navigation: Navigation,
    _ language: LanguageName
  ) -> PageFrame {
    let guideTitle = guide.configuration.title.text(in: language.folder)
    var frame = PageFrame(
      language: language.language,
      languageCode: language.code,
      title: String(decoding: title, as: UTF8.self),
      description: guide.configuration.description?.text(in: language.folder) ?? guideTitle,
      siteTitle: "Bespoke",
      assetsPath: "../../../assets",
      homePath: "../../../\(site.indexName(in: language.folder))"
    )
    frame.guide = PageLink(
      title: guideTitle,
      href: "../../\(SiteOutline.indexName(in: language.folder, of: guide.languages))"
    )
    frame.cluster = ClusterLink(
      name: edition.resolved.cluster,
      title: edition.title.text(in: language.folder),
      href: "\(guide.pages[0].name).html"
    )
    if clusters.count <= PageFrame.maximumClusters {
      frame.clusters = clusters.map { cluster in
        ClusterLink(
          name: cluster.name,
          title: cluster.title.text(in: language.folder),
          href: "../../\(cluster.name)/\(language.folder)/\(name)",
          isCurrent: cluster.name == edition.resolved.cluster
        )
      }
    }
    frame.languages = guide.languages.map { folder in
      let other = LanguageName(folder: folder)
      return LanguageLink(
        code: other.code,
        label: other.label,
        href: "../\(folder)/\(name)",
        address: site.address?.url("\(self.folder)/\(folder)/\(name)"),
        isCurrent: folder == language.folder
      )
    }
    frame.canonical = site.address?.url("\(folder)/\(language.folder)/\(name)") ?? ""
    frame.edition = folder
    frame.navigation = navigation
    frame.tools = Self.tools
      .map { file, label in
        PageLink(
          title: label.text(in: language.language),
          href: file,
          isCurrent: file == name
        )
      }
    return frame
  }

  func link(_ index: Int, _ pages: [RenderedPage]) -> PageLink {
    PageLink(
      title: String(decoding: pages[index].title, as: UTF8.self),
      href: "\(guide.pages[index].name).html"
    )
  }

  func navigationPage(
    _ index: Int,
    _ pages: [RenderedPage],
    isCurrent: Bool = false,
    sections: [PageLink] = []
  ) -> NavigationPage {
    NavigationPage(
      number: String(index + 1),
      title: String(decoding: pages[index].title, as: UTF8.self),
      href: "\(guide.pages[index].name).html",
      isCurrent: isCurrent,
      sections: sections,
      steps: pages[index].steps.map(\.sum)
    )
  }
}
