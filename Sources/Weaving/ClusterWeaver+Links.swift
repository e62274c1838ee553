import Diagnostics
import GuideModel

extension ClusterWeaver {
  /// A link to a place must find it there for this cluster, too: a section that a condition has
  /// removed is no place to lead to.
  ///
  /// - Parameter pages: All pages in the language.
  func checkLinks(_ pages: [RenderedPage], _ language: Int, log: inout DiagnosticLog) {
    let anchors = pages.map { Set($0.headings.map(\.anchor)) }
    for (index, page) in pages.enumerated() {
      // Without a translation, these are the source's links, which were checked.
      if language > 0, guide.pages[index].versions[language] == nil { continue }
      let links = programs.programs[index][language].links
      for link in page.links.sorted().map({ links[$0] }) {
        let target = link.page.map { programs.pageNumbers[$0] } ?? index
        guard let target, !anchors[target].contains(link.anchor) else { continue }
        log.add(
          .error(
            .brokenLink,
            "the cluster '\(edition.resolved.cluster)' has no place '#\(link.anchor)' on the page "
              + "'\(guide.pages[target].name)': a condition leaves it out",
            at: link.range,
            cure: "put the link under the same condition, or link to the page alone"
          )
        )
      }
    }
  }
}
