import CCmark

/// Looks for GitHub's tables in the paragraphs of a tree.
///
/// cmark does not tell what a paragraph's lines are without the markers of the quotes and items
/// around it, so the finder matches these again, on the few paragraphs that may hold a table.
struct TableFinder {
  private let source: SourceLines
  /// The lines that may be delimiter rows, ascending.
  private let delimiterLines: [Int]
  private var containers: [LineContainer] = []
  private var found = PageTables()
  private var addedCells = 0

  /// The tables of a page.
  static func tables(
    in tree: borrowing CmarkTree,
    of source: SourceLines
  ) throws(MarkdownLimits.Excess) -> PageTables {
    var finder = TableFinder(source: source)
    guard !finder.delimiterLines.isEmpty else { return PageTables() }
    try finder.walk(tree.root)
    finder.appendDefinitions()
    return finder.found
  }

  private init(source: SourceLines) {
    self.source = source
    delimiterLines = source.bytes.withUnsafeBufferPointer { bytes in
      (1..<source.count + 1).filter { TableRow.mayDelimit(bytes[source.line($0)]) }
    }
  }

  private mutating func walk(_ root: OpaquePointer) throws(MarkdownLimits.Excess) {
    var node = root
    while true {
      if try enter(node), let child = cmark_node_first_child(node) {
        node = child
        continue
      }
      while true {
        leave(node)
        if node == root { return }
        if let next = cmark_node_next(node) {
          node = next
          break
        }
        guard let parent = cmark_node_parent(node) else {
          preconditionFailure("a node below the root has a parent")
        }
        node = parent
      }
    }
  }

  /// Returns whether the node may hold blocks.
  private mutating func enter(_ node: OpaquePointer) throws(MarkdownLimits.Excess) -> Bool {
    let line = Int(cmark_node_get_start_line(node))
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT, CMARK_NODE_LIST:
      return true
    case CMARK_NODE_BLOCK_QUOTE:
      containers.append(.quote(line: line))
    case CMARK_NODE_ITEM:
      containers.append(.item(at: cursor(in: line).cursor, line: line))
    case CMARK_NODE_PARAGRAPH:
      try find(in: node, lines: line...max(line, Int(cmark_node_get_end_line(node))), break: nil)
      return false
    case CMARK_NODE_HEADING:
      if let underline = underline(below: line) {
        try find(in: node, lines: line...(underline - 1), break: underline)
      }
      return false
    default:
      return false
    }
    if containers.count > MarkdownLimits.nesting { throw MarkdownLimits.tooDeep(line: line) }
    return true
  }

  private mutating func leave(_ node: OpaquePointer) {
    let type = cmark_node_get_type(node)
    if type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM { containers.removeLast() }
  }

  /// Where the text of a line starts behind the markers of its containers, and whether all of
  /// them continue there.
  private func cursor(in line: Int) -> (cursor: LineCursor, isLazy: Bool) {
    var cursor = LineCursor(source.line(line), of: source.bytes)
    for container in containers where !container.consume(&cursor, line: line) {
      return (cursor, true)
    }
    return (cursor, false)
  }

  /// The text of a paragraph's line, without the blanks before it.
  private func content(of line: Int) -> Range<Int> {
    var cursor = cursor(in: line).cursor
    cursor.skipBlanks()
    return cursor.offset..<source.line(line).upperBound
  }

  /// The underline of a heading that starts on this line, if it has one.
  private func underline(below line: Int) -> Int? {
    guard let last = delimiterLines.last, last > line else { return nil }
    if source.bytes[content(of: line)].first == UInt8(ascii: "#") { return nil }
    var next = line + 1
    while next <= source.count {
      let text = source.bytes[content(of: next)].reversed().drop { $0 == 0x20 || $0 == 0x09 }
      guard let mark = text.first else { return nil }
      let isMark = mark == UInt8(ascii: "-") || mark == UInt8(ascii: "=")
      if isMark, text.allSatisfy({ $0 == mark }) { return next }
      next += 1
    }
    return nil
  }

  /// Looks for a table in the lines of a paragraph. All lines below its head are its rows, also
  /// those that would begin a block only because no paragraph stands before them, such as `2. x`.
  private mutating func find(
    in node: OpaquePointer,
    lines: ClosedRange<Int>,
    break breakLine: Int?
  ) throws(MarkdownLimits.Excess) {
    var candidate = delimiterLines.partitioningIndex { $0 > lines.lowerBound }
    while candidate < delimiterLines.count, delimiterLines[candidate] <= lines.upperBound {
      let line = delimiterLines[candidate]
      candidate += 1
      let (cursor, isLazy) = cursor(in: line)
      guard !isLazy, cursor.indent <= 3,
        let alignments = TableRow.alignments(content(of: line), of: source.bytes)
      else { continue }
      let head = TableRow(content(of: line - 1), of: source.bytes)
      // As on GitHub, the first delimiter row decides.
      guard head.cells.count == alignments.count else { return }
      if alignments.count > MarkdownLimits.columns { throw Self.tooWide(line: line) }
      try add(node, lines: lines, delimiter: line, alignments, break: breakLine)
      return
    }
  }

  private mutating func add(
    _ node: OpaquePointer,
    lines: ClosedRange<Int>,
    delimiter: Int,
    _ alignments: [MarkdownNode.Alignment],
    break breakLine: Int?
  ) throws(MarkdownLimits.Excess) {
    let head = delimiter - 1
    addPrefix(lines.lowerBound..<head)
    let firstRow = found.rows.count
    let column = content(of: head).lowerBound - source.line(head).lowerBound + 1
    try addRow(head, columns: alignments.count)
    for line in delimiter + 1..<max(delimiter + 1, lines.upperBound + 1) {
      try addRow(line, columns: alignments.count)
    }
    var last = lines.upperBound
    var rule: Int?
    if let breakLine {
      // Below a table, three dashes are a thematic break; less is a row like any other.
      let text = source.bytes[content(of: breakLine)]
      if text.first == UInt8(ascii: "-"), text.count(where: { $0 == UInt8(ascii: "-") }) >= 3 {
        rule = breakLine
      } else {
        try addRow(breakLine, columns: alignments.count)
        last = breakLine
      }
    }
    found.all.append(
      .init(
        node: node,
        prefixLines: lines.lowerBound..<head,
        alignments: alignments,
        rows: firstRow..<found.rows.count,
        lines: head...last,
        column: column,
        breakLine: rule
      )
    )
  }

  /// The lines before a table stay a paragraph; indented, they cannot become anything else.
  private mutating func addPrefix(_ lines: Range<Int>) {
    for line in lines {
      if line > lines.lowerBound { found.cellText += "    ".utf8 }
      found.cellText += source.bytes[content(of: line)]
      found.cellText.append(UInt8(ascii: "\n"))
    }
  }

  private mutating func addRow(_ line: Int, columns: Int) throws(MarkdownLimits.Excess) {
    let content = content(of: line)
    let cells = TableRow(content, of: source.bytes).cells.prefix(columns)
    let start = source.line(line).lowerBound
    let firstCell = found.cellColumns.count
    for cell in cells {
      found.cellColumns.append(cell.lowerBound - start + 1)
      addCell(cell)
    }
    addedCells += columns - cells.count
    if addedCells > MarkdownLimits.addedCells { throw Self.tooWide(line: line) }
    found.rows.append(
      .init(
        line: line,
        column: content.lowerBound - start + 1,
        cells: firstCell..<found.cellColumns.count
      )
    )
  }

  private mutating func addCell(_ cell: Range<Int>) {
    found.cellText += "# ".utf8
    for offset in cell {
      let byte = source.bytes[offset]
      if byte == UInt8(ascii: "\\"), offset + 1 < cell.upperBound,
        source.bytes[offset + 1] == UInt8(ascii: "|")
      {
        continue
      }
      found.cellText.append(byte)
    }
    found.cellText += " #\n".utf8
  }

  /// Cells may refer to definitions that stand anywhere in the page: then the page is read again
  /// behind them.
  private mutating func appendDefinitions() {
    guard !found.isEmpty, found.cellText.contains(UInt8(ascii: "[")) else { return }
    let hasDefinition = source.bytes.withUnsafeBufferPointer { bytes in
      bytes.indices.dropLast().contains {
        bytes[$0] == UInt8(ascii: "]") && bytes[$0 + 1] == UInt8(ascii: ":")
      }
    }
    guard hasDefinition else { return }
    found.cellText.append(UInt8(ascii: "\n"))
    found.cellText += source.bytes
  }

  private static func tooWide(line: Int) -> MarkdownLimits.Excess {
    .init(
      reason: "the table has too many columns, or too many rows that lack cells",
      line: line,
      cure: "split the table"
    )
  }
}

extension [Int] {
  /// The index of the first element of an ascending array for which `isBehind` holds.
  fileprivate func partitioningIndex(where isBehind: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
