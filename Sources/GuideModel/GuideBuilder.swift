import Diagnostics
import Expressions
import Markdown
import Parameters

/// Reads a guide: configuration, then every page's Markdown, then the parameters that the pages
/// declare, then what the pages do with them.
package struct GuideBuilder {
  let source: GuideSource
  let configuration: GuideConfiguration
  let parameters: ParameterSet
  /// The pages of the source language, for links to them.
  let pageNames: Set<String>
  var compiler: ExpressionCompiler
  var fences: [Fence] = []
  /// The scope of each fence's text, for the titles that translations give.
  var fenceScopes: [Scope] = []
  /// The fence of each `id`, for translations and for the report of a repeated one.
  var fenceIDs: [String: Int] = [:]
  var usedFiles: Set<String> = []

  /// The guide, or nil when something is so wrong that the rest cannot be judged. A guide may come
  /// back although errors were logged; nothing may be written then.
  package static func build(_ source: GuideSource, log: inout DiagnosticLog) -> Guide? {
    guard
      let configuration = GuideConfiguration.read(source.configuration, log: &log)
    else { return nil }
    let languages = configuration.languages
    var pages: [String: [ParsedPage]] = [:]
    var isRead = true
    for page in source.pages where languages.contains(page.language) {
      if let parsed = ParsedPage(page, log: &log) {
        pages[page.language, default: []].append(parsed)
      } else {
        isRead = false
      }
    }
    // What an unread page declares, the others would be said to miss.
    guard isRead else { return nil }
    let originals = pages[languages[0]] ?? []
    guard !originals.isEmpty else {
      log.add(
        .error(
          .noPages,
          "the guide '\(source.name)' has no pages in '\(languages[0])'",
          at: source.configuration.range(0..<0),
          cure: "write \(source.folder)\(languages[0])/01-start.md"
        )
      )
      return nil
    }
    guard
      let parameters = ParameterSet.build(
        blocks: originals.flatMap(declarations),
        languages: languages,
        log: &log
      )
    else { return nil }
    var builder = GuideBuilder(source: source, configuration: configuration, parameters: parameters)
    return builder.build(pages, log: &log)
  }

  private init(
    source: GuideSource,
    configuration: GuideConfiguration,
    parameters: ParameterSet
  ) {
    self.source = source
    self.configuration = configuration
    self.parameters = parameters
    pageNames = Set(
      source.pages.lazy.filter { $0.language == configuration.languages[0] }.map(\.name)
    )
    compiler = ExpressionCompiler(parameterCount: parameters.parameters.count)
  }

  /// The `params` blocks of a page.
  private static func declarations(_ page: ParsedPage) -> [SourceExcerpt] {
    page.infos.keys.sorted().filter { page.infos[$0]?.has("params") == true }
      .map { page.content(of: $0) }
  }

  /// The scope of a page's top level.
  var topScope: Scope {
    Scope(environment: parameters.environment, nextSlot: parameters.parameters.count)
  }

  private mutating func build(_ parsed: [String: [ParsedPage]], log: inout DiagnosticLog)
    -> Guide
  {
    let languages = configuration.languages
    let before = log.diagnostics.count
    checkHosts(log: &log)
    checkSSH(log: &log)
    var pages: [GuidePage] = []
    let translations = parsed.mapValues { pages in
      Dictionary(pages.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    for (index, original) in (parsed[languages[0]] ?? []).enumerated() {
      var versions: [PageVersion?] = [
        PageReader.read(original, page: index, language: 0, builder: &self, log: &log)
      ]
      for (number, language) in languages.enumerated().dropFirst() {
        let translation = translations[language]?[original.name]
        versions.append(
          translation.map { page in
            readTranslation(page, language: number, of: index, log: &log)
          }
        )
        if translation == nil { reportMissing(original, language, log: &log) }
      }
      pages.append(
        GuidePage(name: original.name, versions: versions, declared: declared(on: original))
      )
    }
    reportStrayTranslations(parsed, log: &log)
    let steps = GuideStep.all(on: pages, of: &fences)
    let guide = Guide(
      name: source.name,
      configuration: configuration,
      parameters: parameters,
      pages: pages,
      fences: fences,
      steps: steps,
      references: compiler.references
    )
    // What could not be understood may be what uses it.
    if !log.diagnostics[before...].contains(where: { $0.severity == .error }) {
      reportUnused(guide, log: &log)
    }
    return guide
  }

  private func declared(on page: ParsedPage) -> [Int] {
    parameters.parameters.indices.filter { parameters.parameters[$0].range.file == page.file.id }
  }

  // MARK: Whole-guide checks

  private func reportUnused(_ guide: Guide, log: inout DiagnosticLog) {
    var used = Set(guide.references.map(\.name))
    for name in [configuration.hosts, configuration.ssh?.user] {
      if let name { used.insert(name.name) }
    }
    for parameter in parameters.parameters { used.formUnion(parameter.references.map(\.name)) }
    used.formUnion(parameters.rules.flatMap(\.reads))
    for parameter in parameters.parameters where !used.contains(parameter.name) {
      log.add(
        .warning(
          .unusedParameter,
          "nobody uses the parameter '\(parameter.name)'",
          at: parameter.range,
          cure: "use it or remove it"
        )
      )
    }
    for path in source.files.keys.sorted() where !usedFiles.contains(path) {
      log.add(
        .warning(
          .unusedFile,
          "no fence has src=\(path)",
          at: source.files[path]?.range(0..<0),
          cure: "use it or remove it"
        )
      )
    }
  }
}
