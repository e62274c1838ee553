import Diagnostics
import GuideModel
import Templates

/// A guide with all its pages compiled, ready to be woven for any number of clusters.
package struct GuidePrograms: Sendable {
  let guide: Guide
  /// By page, then by language; a page without a translation has its source's program.
  let programs: [[PageProgram]]
  /// By page: the parameters that the page or one of its files reads.
  let usage: [Set<String>]
  /// Pages by their names.
  let pageNumbers: [String: Int]

  package init(_ guide: Guide, log: inout DiagnosticLog) {
    self.guide = guide
    programs = guide.pages.map { page in
      var versions = zip(guide.languages, page.versions).map { folder, version in
        PageCompiler.compile(
          version ?? page.source,
          in: guide,
          language: LanguageName(folder: folder).language
        )
      }
      for index in versions.indices.dropFirst() { versions[index].match(versions[0]) }
      return versions
    }
    usage = Self.usage(of: guide)
    pageNumbers = Dictionary(
      guide.pages.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for language in guide.languages.indices { checkLinks(language, log: &log) }
  }

  private static func usage(of guide: Guide) -> [Set<String>] {
    var usage = [Set<String>](repeating: [], count: guide.pages.count)
    let pages = Dictionary(
      guide.pages.enumerated().map { ($1.source.file.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for reference in guide.references {
      if let page = pages[reference.range.file] { usage[page].insert(reference.name) }
    }
    // The text of a file fence may stand in a file of its own.
    for fence in guide.fences {
      for reference in fence.references { usage[fence.page].insert(reference.name) }
    }
    return usage
  }

  /// A link to a place on a page must find it there, in the same language.
  private func checkLinks(_ language: Int, log: inout DiagnosticLog) {
    let anchors = programs.map { page in Set(page[language].headings.map(\.anchor)) }
    for page in guide.pages.indices {
      // Without a translation, this is the source's program, whose links were checked.
      if language > 0, guide.pages[page].versions[language] == nil { continue }
      for link in programs[page][language].links {
        let target = link.page.map { pageNumbers[$0] } ?? page
        guard let target, !anchors[target].contains(link.anchor) else { continue }
        let near = Suggestion.nearest(to: link.anchor, in: anchors[target].sorted())
        log.add(
          .error(
            .brokenLink,
            "the page '\(guide.pages[target].name)' has no place '#\(link.anchor)'",
            at: link.range,
            cure: near.map { "did you mean '#\($0)'?" }
              ?? "name a heading, or give one {#\(link.anchor)}"
          )
        )
      }
    }
  }
}

/// The languages of a guide as pages name them.
struct LanguageName {
  let folder: String
  let language: PageLanguage
  /// For the `lang` attribute.
  let code: String
  /// In the language itself.
  let label: String

  init(folder: String) {
    self.folder = folder
    language = PageLanguage(folder: folder) ?? .english
    switch folder {
    case "en": (code, label) = ("en", "English")
    case "zh": (code, label) = ("zh-Hans", "简体中文")
    default: (code, label) = (folder, folder)
    }
  }
}
