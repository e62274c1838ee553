/// A section with something to run or to check: a level-2 heading with what stands under it, or a
/// page's text before its first one.
package struct GuideStep: Sendable {
  /// The page's name and the heading's anchor in the source language, such as
  /// `04-certificates#make-them`; the name alone where there is no heading. The same in all
  /// languages and for all clusters.
  package let id: String
  /// The index of its page.
  package let page: Int
  /// Its heading, as an index of the headings of the page's source version.
  package let heading: Int?
  /// All fences of the section in the source language, in order.
  package let fences: [Int]

  /// The steps of a guide in order; each fence is told the one that it belongs to.
  static func all(on pages: [GuidePage], of fences: inout [Fence]) -> [GuideStep] {
    var steps: [GuideStep] = []
    for (number, page) in pages.enumerated() {
      let headings = page.source.headings
      var sections = headings.indices.filter { headings[$0].level == 2 }
        .map { (heading: Int?.some($0), fences: headings[$0].fences) }
      let claimed = Set(sections.flatMap(\.fences))
      let own = page.source.fences.filter { !claimed.contains($0) }
      sections.insert((nil, own), at: 0)
      for section in sections where section.fences.contains(where: { fences[$0].isCommand }) {
        for fence in section.fences { fences[fence].step = steps.count }
        let anchor = section.heading.map { "#\(headings[$0].anchor)" } ?? ""
        steps.append(
          GuideStep(
            id: page.name + anchor,
            page: number,
            heading: section.heading,
            fences: section.fences
          )
        )
      }
    }
    return steps
  }
}
