import Diagnostics

extension GuideBuilder {
  /// Reads a translated page and holds it against its original: the same fences in the same order.
  mutating func readTranslation(
    _ page: ParsedPage,
    language: Int,
    of index: Int,
    log: inout DiagnosticLog
  ) -> PageVersion {
    let version = PageReader.read(
      page,
      page: index,
      language: language,
      builder: &self,
      log: &log
    )
    let used = version.codeBlocks.keys.sorted().compactMap { node -> (node: Int, fence: Int)? in
      guard case .fence(let fence)? = version.codeBlocks[node], fences[fence].isTranslated else {
        return nil
      }
      return (node, fence)
    }
    let expected = fences.indices.filter { fences[$0].page == index && fences[$0].isTranslated }
    let present = Set(used.map(\.fence))
    for fence in expected where !present.contains(fence) {
      // One without an id was reported where it stands.
      guard let name = fences[fence].id else { continue }
      log.add(
        .warning(
          .translationMissesFence,
          "this page does not use the fence '\(name)'",
          at: page.file.range(0..<0),
          cure: "add an empty fence with use=\(name)",
          notes: [.init("the source page has it here", at: fences[fence].range)]
        )
      )
    }
    reportOrder(used, page, log: &log)
    return version
  }

  private func reportOrder(
    _ used: [(node: Int, fence: Int)],
    _ page: ParsedPage,
    log: inout DiagnosticLog
  ) {
    for (before, after) in zip(used, used.dropFirst()) where after.fence < before.fence {
      log.add(
        .error(
          .translationOrder,
          "the fence '\(fences[after.fence].id ?? "")' stands before "
            + "'\(fences[before.fence].id ?? "")' in the source page",
          at: page.infos[after.node].map { page.file.range($0.range) },
          cure: "keep the order of the source page",
          notes: [.init("the source page has it here", at: fences[after.fence].range)]
        )
      )
    }
  }

  func reportMissing(_ original: ParsedPage, _ language: String, log: inout DiagnosticLog) {
    log.add(
      .warning(
        .missingTranslation,
        "the page '\(original.name)' has no translation in '\(language)'",
        at: original.file.range(0..<0),
        cure: "write \(source.folder)\(language)/\(original.name).md"
      )
    )
  }

  /// Pages of other languages that translate nothing, and folders of languages nobody declared.
  func reportStrayTranslations(_ parsed: [String: [ParsedPage]], log: inout DiagnosticLog) {
    let languages = configuration.languages
    let names = Set((parsed[languages[0]] ?? []).map(\.name))
    for language in languages.dropFirst() {
      for page in parsed[language] ?? [] where !names.contains(page.name) {
        log.add(
          .error(
            .strayTranslation,
            "there is no page '\(page.name)' in '\(languages[0])'",
            at: page.file.range(0..<0),
            cure: Suggestion.nearest(to: page.name, in: names.sorted())
              .map { "did you mean '\($0).md'?" } ?? "rename or remove it"
          )
        )
      }
    }
    for page in source.pages where !languages.contains(page.language) {
      log.add(
        .error(
          .unknownLanguage,
          "guide.yaml does not name the language '\(page.language)'",
          at: page.file.range(0..<0),
          cure: "add it to languages: in guide.yaml"
        )
      )
    }
  }
}
