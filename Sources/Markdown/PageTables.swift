/// The tables of a page, as found in what cmark takes for paragraphs.
struct PageTables {
  struct Row {
    let line: Int
    /// The byte column of the row, 1-based.
    let column: Int
    /// The byte columns of its cells, 1-based; no more than the table has columns.
    let cells: Range<Int>
  }

  struct Table {
    /// The paragraph, or the heading that a rule below a table has made of it.
    let node: OpaquePointer
    /// The lines of the paragraph that stand before the table.
    let prefixLines: Range<Int>
    let alignments: [MarkdownNode.Alignment]
    /// The head and the body rows, in `rows`.
    let rows: Range<Int>
    let lines: ClosedRange<Int>
    let column: Int
    /// The line below the table that is a thematic break, which cmark took for an underline.
    let breakLine: Int?
  }

  var all: [Table] = []
  var rows: [Row] = []
  var cellColumns: [Int] = []
  /// Markdown from which cmark makes, for each table in turn, the paragraph before it, if any, and
  /// a heading for each cell. A heading holds exactly one line of inlines. It starts with a blank
  /// line, since cmark would skip a byte order mark on the first.
  var cellText: [UInt8] = [UInt8(ascii: "\n")]

  var isEmpty: Bool { all.isEmpty }
}
