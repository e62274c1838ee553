import Diagnostics
import GuideModel

/// A page prepared for rendering: literal HTML with the steps between that depend on a cluster.
///
/// A page is compiled once; rendering it for a cluster copies literal bytes and evaluates
/// expressions, so its cost is that of what it writes.
struct PageProgram: Sendable {
  enum Operation: Sendable {
    /// A range of `literals`.
    case literal(Range<Int>)
    /// A value in an HTML text position, marked as a value.
    case value(TextTemplate.Placeholder)
    /// A value inside a quoted attribute.
    case attributeValue(TextTemplate.Placeholder)
    /// A value inside a URL behind its scheme and host.
    case urlValue(TextTemplate.Placeholder)
    /// Goes on at the operation with this index unless the condition holds.
    case jumpUnless(GuideModel.Fence.Guard, to: Int)
    case jump(to: Int)
    /// Repeats the operations up to `end` for each element.
    case loop(GuideModel.Fence.Loop, end: Int)
    /// Opens the heading with this index in `headings`.
    case headingStart(Int)
    case headingEnd(Int)
    /// A link with this index in `links` is shown.
    case link(Int)
    /// A fence of the guide.
    case fence(Int)
    case parameterTable
    case table(TableDirective)
    case figure(FigureDirective)
  }

  /// A heading of the page, and where its counterpart in the source language is.
  struct Heading: Sendable {
    let heading: PageHeading
    /// The anchor of the same heading in the source language; this one's own where that is not
    /// known, or is taken on this page.
    var sourceAnchor: String

    init(_ heading: PageHeading) {
      self.heading = heading
      sourceAnchor = heading.anchor
    }

    var level: Int { heading.level }
    var anchor: String { heading.anchor }
    var text: TextTemplate { heading.text }
    var fences: [Int] { heading.fences }
  }

  let literals: [UInt8]
  let operations: [Operation]
  var headings: [Heading]
  /// The text of the level-1 heading.
  let title: TextTemplate?
  /// The links that lead to a place on a page of the guide.
  let links: [Link]

  struct Link: Sendable {
    /// The name of the page; nil for this one.
    let page: String?
    let anchor: String
    let range: SourceRange
  }
}
