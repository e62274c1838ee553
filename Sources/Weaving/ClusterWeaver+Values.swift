import Bundling
import GuideModel
import Templates

/// The pages of values and files.
extension ClusterWeaver {
  func parametersPage(
    _ pages: [RenderedPage],
    _ usage: ValueUsage,
    _ navigation: Navigation,
    _ language: LanguageName
  ) -> ParametersPage {
    let table = ParameterTable(
      edition: edition,
      language: language.language,
      languageCode: language.folder
    )
    let rows = guide.parameters.parameters.indices.map { slot in
      var row = table.row(slot, usedIn: usage.pagesBySlot[slot].map { link($0, pages) })
      row.inFiles = usage.filesBySlot[slot].map { index in
        let file = usage.files[index]
        return PageLink(title: file.path, href: "files.html#\(file.anchor)")
      }
      return row
    }
    let title = Array(PageLabel.parameters.text(in: language.language).utf8)
    return ParametersPage(
      frame: frame("parameters.html", title: title, navigation, language),
      rows: rows
    )
  }

  func valueScript(
    _ pages: [RenderedPage],
    _ usage: ValueUsage,
    _ language: LanguageName
  ) -> WovenFile {
    let script = ValueScript(
      edition: edition,
      usage: usage,
      language: language,
      pages: pages.indices.map { link($0, pages) }
    )
    return WovenFile(
      path: "\(folder)/\(language.folder)/\(ValueScript.fileName)",
      bytes: script.script
    )
  }

  func filesPage(_ navigation: Navigation, _ language: LanguageName) -> WovenFile {
    let title = Array(PageLabel.files.text(in: language.language).utf8)
    let hosts: [String?] = [nil] + edition.resolved.hosts
    let groups = hosts.compactMap { host -> FilesPage.Group? in
      let files = edition.bundle.files.filter { $0.file.host == host }
      let archive = edition.bundle.archives.first { $0.host == host }
      guard !files.isEmpty || archive != nil else { return nil }
      return FilesPage.Group(
        host: host,
        archive: archive.map(self.archive),
        rows: files.map(row)
      )
    }
    let page = FilesPage(
      frame: frame("files.html", title: title, navigation, language),
      groups: groups
    )
    return file(.files, page.value, "files.html", language)
  }

  private func archive(_ archive: BundledArchive) -> FilesPage.Archive {
    let cluster = edition.resolved.cluster
    return FilesPage.Archive(
      href: "../\(archive.path.text)",
      size: archive.bytes.count,
      sha256: archive.sha256,
      folder: archive.host.map { "\(cluster)-\($0)" } ?? cluster
    )
  }

  private func row(_ bundled: BundledFile) -> FilesPage.Row {
    let origin = edition.sources.origin(of: bundled.file.origin)
    return FilesPage.Row(
      anchor: bundled.path.text,
      href: "../\(bundled.path.text)",
      path: bundled.file.path,
      mode: bundled.file.modeText,
      owner: bundled.file.host == nil ? "" : bundled.file.owner,
      size: bundled.file.bytes.count,
      sha256: bundled.sha256,
      origin: "\(origin.path):\(origin.line)"
    )
  }
}
