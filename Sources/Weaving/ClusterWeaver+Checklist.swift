import Templates

extension ClusterWeaver {
  /// Every step for each host and for the workstation, to tick on the screen or on paper.
  func checklistPage(
    _ pages: [RenderedPage],
    _ navigation: Navigation,
    _ language: LanguageName
  ) -> WovenFile {
    let title = Array(PageLabel.checklist.text(in: language.language).utf8)
    let groups = ([""] + edition.resolved.hosts).compactMap { host -> ChecklistPage.Group? in
      let rows = pages.indices.flatMap { page in
        pages[page].steps.compactMap { row($0, of: page, at: host) }
      }
      return rows.isEmpty ? nil : ChecklistPage.Group(host: host.isEmpty ? nil : host, rows: rows)
    }
    let page = ChecklistPage(
      frame: frame("checklist.html", title: title, navigation, language),
      groups: groups
    )
    return file(.checklist, page.value, "checklist.html", language)
  }

  private func row(_ step: Step, of page: Int, at host: String) -> ChecklistPage.Row? {
    guard let place = step.places.first(where: { $0.host == host }) else { return nil }
    return ChecklistPage.Row(
      number: step.number,
      title: String(decoding: step.title, as: UTF8.self),
      href: "\(guide.pages[page].name).html#\(step.anchor)",
      step: step.id,
      sum: step.sum,
      place: "\(host)=\(place.sum)",
      commands: step.keys(at: host)
    )
  }
}
