import CCmark

extension ArenaBuilder {
  /// Takes the tables of the page, and the document that their cells were parsed into.
  mutating func setTables(_ tables: PageTables, cells: OpaquePointer) {
    self.tables = tables
    nextTable = 0
    cellNode = cmark_node_first_child(cells)
  }

  /// Adds the next table, with the paragraph before it and the thematic break behind it.
  mutating func appendTable() throws(MarkdownLimits.Excess) {
    let table = tables.all[nextTable]
    nextTable += 1
    let paragraph = position(of: table.node)
    if !table.prefixLines.isEmpty { try appendPrefix(of: table, column: paragraph.column) }
    drop(markerBytes: 0, andBreak: false)
    let columns = table.alignments.count
    try begin(.table(columns: columns), lines: table.lines, column: table.column)
    for index in table.rows {
      try appendRow(index, of: table, isHeader: index == table.rows.lowerBound)
    }
    close()
    if let line = table.breakLine {
      append(.thematicBreak, lines: line...line, column: paragraph.column)
    }
  }

  /// A paragraph that is nothing but reference definitions or an alert's marker leaves no node.
  private mutating func appendPrefix(
    of table: PageTables.Table,
    column: Int
  ) throws(MarkdownLimits.Excess) {
    guard let node = cellNode, cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH else { return }
    cellNode = cmark_node_next(node)
    let first = table.prefixLines.lowerBound
    let shift = first - Int(cmark_node_get_start_line(node))
    if isMarkerOnly(node) { return }
    let lines = first...table.prefixLines.upperBound - 1
    try begin(.paragraph(isTight: isInTightList(table.node)), lines: lines, column: column)
    lineShift += shift
    try appendChildren(of: node)
    lineShift -= shift
    close()
  }

  private mutating func appendRow(
    _ index: Int,
    of table: PageTables.Table,
    isHeader: Bool
  ) throws(MarkdownLimits.Excess) {
    let row = tables.rows[index]
    let lines = row.line...row.line
    try begin(isHeader ? .tableHead : .tableRow, lines: lines, column: row.column)
    for (offset, alignment) in table.alignments.enumerated() {
      let isGiven = offset < row.cells.count
      let column = isGiven ? tables.cellColumns[row.cells.lowerBound + offset] : row.column
      try begin(.tableCell(alignment, isHeader: isHeader), lines: lines, column: column)
      if isGiven {
        guard let heading = cellNode, cmark_node_get_type(heading) == CMARK_NODE_HEADING else {
          preconditionFailure("cmark makes one heading of each table cell")
        }
        cellPosition = (row.line, column)
        try appendChildren(of: heading)
        cellPosition = nil
        cellNode = cmark_node_next(heading)
      }
      close()
    }
    close()
  }
}
