/// One page's content for one cluster, before the template goes round it.
struct RenderedPage: Sendable {
  struct Heading: Sendable {
    let level: Int
    let anchor: String
    /// Text without markup, UTF-8.
    let title: [UInt8]
  }

  /// Without markup, UTF-8.
  let title: [UInt8]
  let contentHTML: [UInt8]
  let headings: [Heading]
  let steps: [Step]
  /// The links to places that the page shows, as indices of its program's links.
  let links: Set<Int>
  /// By section.
  let text: [ContentText.Section]

  /// The first words of the page, for those who look for it from outside: whole sentences of at
  /// most some 160 characters, or the first words of a longer one.
  var summary: String {
    let text = text.first { !$0.text.isEmpty }?.text ?? []
    let paragraph = text.prefix { $0 != UInt8(ascii: "\n") }
    let characters = Array(String(decoding: paragraph, as: UTF8.self))
    guard characters.count > 160 else { return String(characters) }
    let head = characters.prefix(160)
    if let end = head.lastIndex(where: { ".。！？!?".contains($0) }), end > 60 {
      return String(head[...end])
    }
    let end = head.lastIndex(of: " ") ?? 159
    return String(head[..<max(end, 80)]) + "…"
  }
}
