import Bundling
import Diagnostics
import GuideModel
import Parameters
import Resolution
import Templates

/// A page or an asset as it will be published.
package struct WovenFile: Sendable {
  /// Below the site's root.
  package let path: String
  package let bytes: [UInt8]
}

/// Makes the pages of one cluster.
package struct ClusterWeaver {
  private let programs: GuidePrograms
  private let edition: ClusterEdition
  private let templates: TemplateSet
  /// The clusters of the guide, in order, for the switch in the header.
  private let clusters: [ClusterName]

  /// A cluster as the header names it.
  package struct ClusterName: Sendable {
    package let name: String
    package let title: LocalizedText

    package init(name: String, title: LocalizedText) {
      self.name = name
      self.title = title
    }
  }

  package init(
    _ programs: GuidePrograms,
    _ edition: ClusterEdition,
    templates: TemplateSet,
    clusters: [ClusterName]
  ) {
    self.programs = programs
    self.edition = edition
    self.templates = templates
    self.clusters = clusters
  }

  private var guide: Guide { programs.guide }
  private var folder: String { "\(guide.name)/\(edition.resolved.cluster)" }

  /// All pages in all languages.
  package func weave(log: inout DiagnosticLog) -> [WovenFile] {
    var files: [WovenFile] = []
    for (index, folder) in guide.languages.enumerated() {
      let language = LanguageName(folder: folder)
      let pages = guide.pages.indices.map { render($0, index, language, log: &log) }
      guard !log.hasErrors else { continue }
      let navigation = Navigation(pages.indices.map { navigationPage($0, pages) })
      for page in pages.indices { files.append(runbookPage(page, pages, navigation, language)) }
      files.append(parametersPage(pages, navigation, language))
      files.append(filesPage(navigation, language))
      files.append(printPage(pages, navigation, language))
    }
    return files
  }

  private func render(
    _ page: Int,
    _ languageIndex: Int,
    _ language: LanguageName,
    log: inout DiagnosticLog
  ) -> RenderedPage {
    var renderer = PageRenderer(
      programs.programs[page][languageIndex],
      edition,
      language: language.language,
      languageCode: language.folder,
      languageIndex: languageIndex,
      clusterPath: "..",
      number: page + 1,
      declared: guide.pages[page].declared
    )
    return renderer.render(log: &log)
  }

  // MARK: Pages

  private func runbookPage(
    _ index: Int,
    _ pages: [RenderedPage],
    _ navigation: Navigation,
    _ language: LanguageName
  ) -> WovenFile {
    let name = guide.pages[index].name
    var navigation = navigation
    navigation.replace(
      index,
      with: navigationPage(index, pages, isCurrent: true, sections: pages[index].sections)
    )
    let page = RunbookPage(
      frame: frame("\(name).html", title: pages[index].title, navigation, language),
      tableOfContents: pages[index].contents,
      contentHTML: pages[index].contentHTML,
      previous: index > 0 ? link(index - 1, pages) : nil,
      next: index + 1 < pages.count ? link(index + 1, pages) : nil
    )
    return file(.page, page.value, "\(name).html", language)
  }

  private func parametersPage(
    _ pages: [RenderedPage],
    _ navigation: Navigation,
    _ language: LanguageName
  ) -> WovenFile {
    let table = ParameterTable(
      edition: edition,
      language: language.language,
      languageCode: language.folder
    )
    let rows = guide.parameters.parameters.indices.map { slot in
      let name = guide.parameters.parameters[slot].name
      let users = pages.indices.filter { programs.usage[$0].contains(name) }
      return table.row(slot, usedIn: users.map { link($0, pages) })
    }
    let title = Array(PageLabel.parameters.text(in: language.language).utf8)
    let page = ParametersPage(
      frame: frame("parameters.html", title: title, navigation, language),
      rows: rows
    )
    return file(.parameters, page.value, "parameters.html", language)
  }

  private func filesPage(_ navigation: Navigation, _ language: LanguageName) -> WovenFile {
    let title = Array(PageLabel.files.text(in: language.language).utf8)
    let hosts: [String?] = [nil] + edition.resolved.hosts
    let groups = hosts.compactMap { host -> FilesPage.Group? in
      let files = edition.bundle.files.filter { $0.file.host == host }
      let archive = edition.bundle.archives.first { $0.host == host }
      guard !files.isEmpty || archive != nil else { return nil }
      return FilesPage.Group(
        host: host,
        archiveHref: archive.map { "../\($0.path.text)" } ?? "",
        rows: files.map(row)
      )
    }
    let page = FilesPage(
      frame: frame("files.html", title: title, navigation, language),
      groups: groups
    )
    return file(.files, page.value, "files.html", language)
  }

  private func row(_ bundled: BundledFile) -> FilesPage.Row {
    let origin = edition.sources.origin(of: bundled.file.origin)
    return FilesPage.Row(
      href: "../\(bundled.path.text)",
      path: bundled.file.path,
      mode: bundled.file.modeText,
      owner: bundled.file.host == nil ? "" : bundled.file.owner,
      size: bundled.file.bytes.count,
      sha256: bundled.sha256,
      origin: "\(origin.path):\(origin.line)"
    )
  }

  private func printPage(
    _ pages: [RenderedPage],
    _ navigation: Navigation,
    _ language: LanguageName
  ) -> WovenFile {
    let title = Array(PageLabel.print.text(in: language.language).utf8)
    let chapters = pages.indices.map { index in
      PrintPage.Chapter(
        anchor: guide.pages[index].name,
        number: String(index + 1),
        title: String(decoding: pages[index].title, as: UTF8.self),
        contentHTML: PrintedContent.html(pages[index], prefix: guide.pages[index].name)
      )
    }
    let page = PrintPage(
      frame: frame("print.html", title: title, navigation, language),
      chapters: chapters
    )
    return file(.print, page.value, "print.html", language)
  }

  private func file(
    _ template: PageTemplate,
    _ value: TemplateValue,
    _ name: String,
    _ language: LanguageName
  ) -> WovenFile {
    var bytes: [UInt8] = []
    templates.render(template, value, into: &bytes)
    return WovenFile(path: "\(folder)/\(language.folder)/\(name)", bytes: bytes)
  }

  // MARK: Frame

  private func frame(
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
      homePath: "../../../index.html"
    )
    frame.guide = PageLink(title: guideTitle, href: "../../index.html")
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
        isCurrent: folder == language.folder
      )
    }
    frame.navigation = navigation
    frame.tools = [
      ("parameters.html", PageLabel.parameters), ("files.html", .files), ("print.html", .print),
    ]
    .map { file, label in
      PageLink(
        title: label.text(in: language.language),
        href: file,
        isCurrent: file == name
      )
    }
    return frame
  }

  private func link(_ index: Int, _ pages: [RenderedPage]) -> PageLink {
    PageLink(
      title: String(decoding: pages[index].title, as: UTF8.self),
      href: "\(guide.pages[index].name).html"
    )
  }

  private func navigationPage(
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
      sections: sections
    )
  }
}
