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
  let programs: GuidePrograms
  let edition: ClusterEdition
  let templates: TemplateSet
  /// The clusters of the guide, in order, for the switch in the header.
  let clusters: [ClusterName]
  let site: SiteOutline

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
    clusters: [ClusterName],
    site: SiteOutline
  ) {
    self.programs = programs
    self.edition = edition
    self.templates = templates
    self.clusters = clusters
    self.site = site
  }

  var guide: Guide { programs.guide }
  var folder: String { "\(guide.name)/\(edition.resolved.cluster)" }

  /// What there is of a cluster for a site.
  package struct Product: Sendable {
    package let files: [WovenFile]
    package let facts: ClusterFacts
  }

  /// All pages in all languages, each language with its search index.
  package func weave(log: inout DiagnosticLog) -> Product {
    var files: [WovenFile] = []
    var source: [RenderedPage] = []
    let usage = ValueUsage(programs, edition)
    for (index, folder) in guide.languages.enumerated() {
      let language = LanguageName(folder: folder)
      let pages = guide.pages.indices.map { page in
        let steps = index == 0 ? nil : source[page].steps
        return render(page, index, language, source: steps, log: &log)
      }
      if index == 0 { source = pages }
      checkLinks(pages, index, log: &log)
      guard !log.hasErrors else { continue }
      let navigation = Navigation(pages.indices.map { navigationPage($0, pages) })
      for page in pages.indices {
        files.append(runbookPage(page, pages, navigation, index, language))
      }
      let parameters = parametersPage(pages, usage, navigation, language)
      files.append(file(.parameters, parameters.value, "parameters.html", language))
      files.append(filesPage(navigation, language))
      files.append(valueScript(pages, usage, language))
      files.append(printPage(pages, navigation, language))
      files.append(checklistPage(pages, navigation, language))
      files.append(searchIndex(pages, parameters, language))
    }
    let facts = ClusterFacts(
      hosts: edition.resolved.hosts.count,
      steps: source.reduce(0) { $0 + $1.steps.count },
      files: edition.bundle.files.count
    )
    files.append(WovenFile(path: "\(folder)/\(ClusterFacts.fileName)", bytes: facts.json))
    return Product(files: files, facts: facts)
  }

  private func render(
    _ page: Int,
    _ languageIndex: Int,
    _ language: LanguageName,
    source: [Step]?,
    log: inout DiagnosticLog
  ) -> RenderedPage {
    var renderer = PageRenderer(
      programs.programs[page][languageIndex],
      edition,
      language: language.language,
      languageCode: language.folder,
      languageIndex: languageIndex,
      clusterPath: "..",
      name: guide.pages[page].name,
      number: page + 1,
      declared: guide.pages[page].declared,
      knownPlaces: source.map { steps in
        Dictionary(steps.map { ($0.id, $0.places) }, uniquingKeysWith: { first, _ in first })
      }
    )
    return renderer.render(log: &log)
  }

  // MARK: Pages

  private func runbookPage(
    _ index: Int,
    _ pages: [RenderedPage],
    _ navigation: Navigation,
    _ languageIndex: Int,
    _ language: LanguageName
  ) -> WovenFile {
    let name = guide.pages[index].name
    var navigation = navigation
    navigation.replace(
      index,
      with: navigationPage(index, pages, isCurrent: true, sections: pages[index].sections)
    )
    let isTranslated = guide.pages[index].versions[languageIndex] != nil
    var frame = frame("\(name).html", title: pages[index].title, navigation, language)
    let summary = pages[index].summary
    if !summary.isEmpty { frame.description = summary }
    let page = RunbookPage(
      frame: frame,
      tableOfContents: pages[index].contents,
      contentHTML: pages[index].contentHTML,
      contentLanguage: isTranslated ? nil : LanguageName(folder: guide.languages[0]).code,
      previous: index > 0 ? link(index - 1, pages) : nil,
      next: index + 1 < pages.count ? link(index + 1, pages) : nil
    )
    return file(.page, page.value, "\(name).html", language)
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

  func file(
    _ template: PageTemplate,
    _ value: TemplateValue,
    _ name: String,
    _ language: LanguageName
  ) -> WovenFile {
    var bytes: [UInt8] = []
    templates.render(template, value, into: &bytes)
    return WovenFile(path: "\(folder)/\(language.folder)/\(name)", bytes: bytes)
  }
}
