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
}
