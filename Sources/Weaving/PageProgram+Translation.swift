extension PageProgram {
  /// Finds each heading's counterpart in the source language: all of them where the two pages have
  /// the same headings one by one, else those over the same fences.
  mutating func match(_ source: PageProgram) {
    let own = Set(headings.map(\.anchor))
    let isParallel = headings.map(\.level) == source.headings.map(\.level)
    for index in headings.indices {
      let heading = headings[index]
      let counterpart =
        isParallel
        ? source.headings[index]
        : source.headings.first { $0.isOver(heading) }
      // Another heading of this page may have that anchor, which then leads there.
      guard let anchor = counterpart?.anchor, !own.contains(anchor) else { continue }
      headings[index].sourceAnchor = anchor
    }
  }
}

extension PageProgram.Heading {
  /// Whether both stand over one of the guide's fences. Those that are only shown are each
  /// language's own.
  fileprivate func isOver(_ other: PageProgram.Heading) -> Bool {
    level == other.level && !Set(fences).isDisjoint(with: other.fences)
  }
}
