/// One node of a `MarkdownDocument`. Plain data: text lies in the document's byte pool.
package struct MarkdownNode: Sendable, Hashable {
  /// What a node is; the names are CommonMark's and GitHub Flavored Markdown's.
  package enum Kind: Sendable, Hashable {
    case document
    /// A block quote, or an alert when its first line was `[!NOTE]` and the like.
    case blockQuote(Alert?)
    case list(List)
    /// A list item, with its check box if it has one.
    case item(Task?)
    case codeBlock
    case htmlBlock
    /// A paragraph; a tight one stands in a tight list and gets no `<p>`.
    case paragraph(isTight: Bool)
    /// A heading of level 1 to 6.
    case heading(level: Int)
    case thematicBreak
    /// A table: one `tableHead`, then any number of `tableRow`.
    case table(columns: Int)
    case tableHead
    case tableRow
    /// A cell; every row of a table has as many as the head.
    case tableCell(Alignment, isHeader: Bool)
    case text
    case softBreak
    case lineBreak
    case code
    case htmlInline
    case emphasis
    case strong
    case link
    case image
  }

  /// The five alerts: `> [!NOTE]` …
  package enum Alert: UInt8, Sendable, Hashable, CaseIterable {
    case note, tip, important, warning, caution
  }

  /// The check box of a task list item.
  package enum Task: UInt8, Sendable, Hashable {
    case unchecked, checked
  }

  /// The alignment that a table's delimiter row asks for.
  package enum Alignment: UInt8, Sendable, Hashable {
    case none, left, center, right
  }

  /// How a list is written.
  package struct List: Sendable, Hashable {
    package enum Delimiter: UInt8, Sendable, Hashable {
      case bullet, period, parenthesis
    }

    /// The number of the first item; 0 for a bullet list.
    package let start: Int32
    package let delimiter: Delimiter
    package let isTight: Bool

    package var isOrdered: Bool { delimiter != .bullet }
  }

  /// A stretch of the document's byte pool.
  struct Pooled: Sendable, Hashable {
    var start: Int32
    var end: Int32

    static let none = Pooled(start: -1, end: -1)
    var range: Range<Int> { start < 0 ? 0..<0 : Int(start)..<Int(end) }
  }

  package internal(set) var kind: Kind
  /// The index behind the last node of this one's subtree: the next sibling, if there is one.
  package internal(set) var end: Int32
  /// The line of the file on which the node starts, 1-based. An inline in a table has its row's.
  package let startLine: Int32
  /// The line of the file on which the node ends, 1-based.
  package let endLine: Int32
  /// The byte column at which the node starts, 1-based; that of an inline can be too small by the
  /// blanks in front of a continuation line.
  package let startColumn: Int32
  /// Text, code or HTML; the URL of a link or image.
  var first: Pooled
  /// The info string of a code block; the title of a link or image.
  var second: Pooled

  /// The literal of a text, code, code block or HTML node, in the byte pool; else empty.
  package var text: Range<Int> {
    switch kind {
    case .text, .code, .codeBlock, .htmlBlock, .htmlInline: first.range
    default: 0..<0
    }
  }

  /// The decoded destination of a link or image, in the byte pool; else empty.
  package var url: Range<Int> {
    switch kind {
    case .link, .image: first.range
    default: 0..<0
    }
  }

  /// The decoded title of a link or image, in the byte pool, if it has one (which may be empty).
  package var title: Range<Int>? {
    switch kind {
    case .link, .image: second.start < 0 ? nil : second.range
    default: nil
    }
  }

  /// The decoded info string of a code block, in the byte pool; else empty.
  package var info: Range<Int> { kind == .codeBlock ? second.range : 0..<0 }

  /// Whether the node is a block, which an `HTMLSink` is asked about as such.
  package var isBlock: Bool {
    switch kind {
    case .text, .softBreak, .lineBreak, .code, .htmlInline, .emphasis, .strong, .link, .image: false
    default: true
    }
  }
}
