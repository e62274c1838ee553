import HTMLText
import Templates

extension RenderedPage {
  /// The level-2 headings, for the contents of the runbook.
  var sections: [PageLink] {
    headings.filter { $0.level == 2 }.map {
      PageLink(title: String(decoding: $0.title, as: UTF8.self), href: "#\($0.anchor)")
    }
  }

  /// The level-2 headings, each with the level-3 headings under it.
  var contents: [TableOfContentsEntry] {
    var entries: [(heading: Heading, children: [TableOfContentsEntry])] = []
    for heading in headings {
      if heading.level == 2 {
        entries.append((heading, []))
      } else if heading.level == 3, !entries.isEmpty {
        entries[entries.count - 1].children.append(Self.entry(heading, []))
      }
    }
    return entries.map { Self.entry($0.heading, $0.children) }
  }

  private static func entry(
    _ heading: Heading,
    _ children: [TableOfContentsEntry]
  ) -> TableOfContentsEntry {
    var title: [UInt8] = []
    HTMLEscaping.append(heading.title, to: &title)
    return TableOfContentsEntry(
      titleHTML: title,
      href: "#\(heading.anchor)",
      children: children
    )
  }
}
