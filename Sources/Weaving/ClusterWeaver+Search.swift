import Templates

extension ClusterWeaver {
  /// What the search of one language looks through: the runbook's pages, the parameters and the
  /// paths of the files.
  func searchIndex(
    _ pages: [RenderedPage],
    _ parameters: ParametersPage,
    _ language: LanguageName
  ) -> WovenFile {
    var index = SearchIndex()
    for page in pages.indices {
      index.addPage("\(guide.pages[page].name).html", title: pages[page].title)
      for section in pages[page].text { index.add(section) }
    }
    index.addPage("parameters.html", title: label(.parameters, language))
    for row in parameters.rows { index.add(section(row)) }
    index.addPage("files.html", title: label(.files, language))
    for host in [nil] + edition.resolved.hosts {
      let files = edition.bundle.files.filter { $0.file.host == host }
      guard !files.isEmpty else { continue }
      var section = ContentText.Section()
      section.anchor = host.map { "host-\($0)" } ?? "cluster"
      section.title = host.map { Array($0.utf8) } ?? label(.wholeCluster, language)
      section.text = Array(files.map(\.file.path).joined(separator: "\n").utf8)
      index.add(section)
    }
    return WovenFile(path: "\(folder)/\(language.folder)/search.js", bytes: index.script)
  }

  private func label(_ label: PageLabel, _ language: LanguageName) -> [UInt8] {
    Array(label.text(in: language.language).utf8)
  }

  private func section(_ row: ParametersPage.Row) -> ContentText.Section {
    var section = ContentText.Section()
    section.anchor = row.name
    section.title = Array(row.name.utf8)
    let parts = [
      row.titleHTML, row.descriptionHTML, row.valueHTML, Array("\(row.type) \(row.setAt)".utf8),
    ]
    section.text = ContentText(Array(parts.joined(separator: "<p>".utf8))).sections[0].text
    return section
  }
}
