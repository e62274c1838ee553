import CCmark
import Glibc

/// Copies cmark trees into the flat arrays of a `MarkdownDocument`.
struct ArenaBuilder {
  var nodes: [MarkdownNode] = []
  var bytes: [UInt8] = []
  /// The page's lines when GitHub's extensions are read, else nil.
  let source: SourceLines?
  /// What is added to a line of cmark's to make it a line of the file.
  var lineShift: Int
  /// The nodes that are open, outermost first.
  var open: [Int32] = []
  /// The text node that the next text may be joined to.
  private var openText: Int?
  /// How many bytes of coming text belong to a marker that has been read already.
  private var markerBytes = 0
  /// Whether the line break behind that marker is dropped too.
  private var dropsBreak = false
  /// The line and column of the table cell whose inlines are copied.
  var cellPosition: (line: Int, column: Int)?
  var tables = PageTables()
  var nextTable = 0
  /// The next block of the tree that the inlines of table cells were parsed into.
  var cellNode: OpaquePointer?

  /// What cmark answers for the title of a link that has none.
  private let absentTitle: UnsafePointer<CChar>?

  init(source: SourceLines?, firstLine: Int, capacity: Int) {
    self.source = source
    lineShift = firstLine - 1
    nodes.reserveCapacity(capacity / 16 + 8)
    bytes.reserveCapacity(capacity)
    let link = cmark_node_new(CMARK_NODE_LINK)
    absentTitle = cmark_node_get_title(link)
    cmark_node_free(link)
  }

  var document: MarkdownDocument { MarkdownDocument(nodes: nodes, bytes: bytes) }

  /// Copies a node with all that is below it.
  mutating func appendSubtree(_ root: OpaquePointer) throws(MarkdownLimits.Excess) {
    var node = root
    while true {
      if try enter(node) {
        if let child = cmark_node_first_child(node) {
          node = child
          continue
        }
        close()
      }
      while true {
        if node == root { return }
        if let next = cmark_node_next(node) {
          node = next
          break
        }
        guard let parent = cmark_node_parent(node) else {
          preconditionFailure("a node below the root has a parent")
        }
        node = parent
        close()
      }
    }
  }

  /// Copies what is below a node, but not the node.
  mutating func appendChildren(of parent: OpaquePointer) throws(MarkdownLimits.Excess) {
    var child = cmark_node_first_child(parent)
    while let node = child {
      try appendSubtree(node)
      child = cmark_node_next(node)
    }
  }

  /// Adds a node and, unless it is a leaf, opens it.
  mutating func begin(
    _ kind: MarkdownNode.Kind,
    lines: ClosedRange<Int>,
    column: Int
  ) throws(MarkdownLimits.Excess) {
    if open.count > MarkdownLimits.nesting {
      throw MarkdownLimits.tooDeep(line: lines.lowerBound)
    }
    open.append(Int32(nodes.count))
    append(kind, lines: lines, column: column)
  }

  mutating func close() {
    nodes[Int(open.removeLast())].end = Int32(nodes.count)
    openText = nil
  }

  mutating func append(
    _ kind: MarkdownNode.Kind,
    lines: ClosedRange<Int>,
    column: Int,
    first: MarkdownNode.Pooled = .none,
    second: MarkdownNode.Pooled = .none
  ) {
    openText = nil
    nodes.append(
      MarkdownNode(
        kind: kind,
        end: Int32(nodes.count + 1),
        startLine: Int32(clamping: lines.lowerBound + lineShift),
        endLine: Int32(clamping: lines.upperBound + lineShift),
        startColumn: Int32(clamping: column),
        first: first,
        second: second
      )
    )
  }

  /// Where cmark says that a node stands.
  func position(of node: OpaquePointer) -> (lines: ClosedRange<Int>, column: Int) {
    let column = Int(cmark_node_get_start_column(node))
    if let cell = cellPosition {
      // Every cell was parsed as a heading, behind "# ".
      return (cell.line...cell.line, max(1, cell.column + column - 3))
    }
    let start = Int(cmark_node_get_start_line(node))
    return (start...max(start, Int(cmark_node_get_end_line(node))), column)
  }

  private mutating func pool(_ string: UnsafePointer<CChar>?) -> MarkdownNode.Pooled {
    pool(Self.buffer(string))
  }

  private mutating func pool(_ buffer: UnsafeRawBufferPointer) -> MarkdownNode.Pooled {
    let start = bytes.count
    bytes.append(contentsOf: buffer)
    return .init(start: Int32(start), end: Int32(bytes.count))
  }

  static func buffer(_ string: UnsafePointer<CChar>?) -> UnsafeRawBufferPointer {
    guard let string else { return .init(start: nil, count: 0) }
    return .init(start: string, count: strlen(string))
  }

  /// Adds one node of cmark's. Returns whether it is open and its children are to be walked.
  private mutating func enter(_ node: OpaquePointer) throws(MarkdownLimits.Excess) -> Bool {
    let type = cmark_node_get_type(node)
    let (lines, column) = position(of: node)
    switch type {
    case CMARK_NODE_TEXT:
      appendText(Self.buffer(cmark_node_get_literal(node)), lines: lines, column: column)
      return false
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
      if dropsBreak {
        dropsBreak = false
      } else {
        append(
          type == CMARK_NODE_SOFTBREAK ? .softBreak : .lineBreak,
          lines: lines,
          column: column
        )
      }
      return false
    case CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK, CMARK_NODE_CODE_BLOCK:
      appendLiteral(node, type, lines: lines, column: column)
      return false
    case CMARK_NODE_THEMATIC_BREAK:
      append(.thematicBreak, lines: lines, column: column)
      return false
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
      return try enterLeafBlock(node, type, lines: lines, column: column)
    default:
      try begin(containerKind(node, type), lines: lines, column: column)
      if type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE { setDestination(of: node) }
      return true
    }
  }

  private mutating func enterLeafBlock(
    _ node: OpaquePointer,
    _ type: cmark_node_type,
    lines: ClosedRange<Int>,
    column: Int
  ) throws(MarkdownLimits.Excess) -> Bool {
    if nextTable < tables.all.count, tables.all[nextTable].node == node {
      try appendTable()
      return false
    }
    if type == CMARK_NODE_HEADING {
      let level = Int(cmark_node_get_heading_level(node))
      try begin(.heading(level: level), lines: lines, column: column)
      return true
    }
    if isMarkerOnly(node) {
      markerBytes = 0
      return false
    }
    try begin(.paragraph(isTight: isInTightList(node)), lines: lines, column: column)
    return true
  }

  /// Whether a paragraph is nothing but the marker that has just been read.
  func isMarkerOnly(_ paragraph: OpaquePointer) -> Bool {
    guard markerBytes > 0, !dropsBreak, let text = LeadingText(of: paragraph) else { return false }
    return text.follower == nil && text.count <= markerBytes
  }

  func isInTightList(_ node: OpaquePointer) -> Bool {
    guard let parent = cmark_node_parent(node), let grandparent = cmark_node_parent(parent) else {
      return false
    }
    return cmark_node_get_type(grandparent) == CMARK_NODE_LIST
      && cmark_node_get_list_tight(grandparent) != 0
  }

  private mutating func appendLiteral(
    _ node: OpaquePointer,
    _ type: cmark_node_type,
    lines: ClosedRange<Int>,
    column: Int
  ) {
    let literal = pool(cmark_node_get_literal(node))
    switch type {
    case CMARK_NODE_CODE:
      append(.code, lines: lines, column: column, first: literal)
    case CMARK_NODE_HTML_INLINE:
      append(.htmlInline, lines: lines, column: column, first: literal)
    case CMARK_NODE_HTML_BLOCK:
      append(.htmlBlock, lines: lines, column: column, first: literal)
    default:
      let info = pool(cmark_node_get_fence_info(node))
      append(.codeBlock, lines: lines, column: column, first: literal, second: info)
    }
  }

  private mutating func appendText(
    _ text: UnsafeRawBufferPointer,
    lines: ClosedRange<Int>,
    column: Int
  ) {
    let dropped = min(markerBytes, text.count)
    markerBytes -= dropped
    let rest = UnsafeRawBufferPointer(rebasing: text[dropped...])
    if rest.isEmpty { return }
    let pooled = pool(rest)
    if let openText {
      nodes[openText].first.end = pooled.end
      return
    }
    append(.text, lines: lines, column: column + dropped, first: pooled)
    openText = nodes.count - 1
  }

  private mutating func setDestination(of node: OpaquePointer) {
    let index = nodes.count - 1
    nodes[index].first = pool(cmark_node_get_url(node))
    let title = cmark_node_get_title(node)
    // cmark answers "" both for no title and for an empty one, which it renders differently; only
    // the former shares its address with the title of a fresh link.
    if title == absentTitle { return }
    nodes[index].second = pool(title)
  }

  private mutating func containerKind(
    _ node: OpaquePointer,
    _ type: cmark_node_type
  ) -> MarkdownNode.Kind {
    switch type {
    case CMARK_NODE_DOCUMENT: return .document
    case CMARK_NODE_BLOCK_QUOTE: return .blockQuote(takeAlert(of: node))
    case CMARK_NODE_LIST: return .list(.init(node))
    case CMARK_NODE_ITEM: return .item(takeTask(of: node))
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK: return .link
    case CMARK_NODE_IMAGE: return .image
    default: preconditionFailure("cmark's parser makes no node of type \(type.rawValue)")
    }
  }

  /// Notes that text of this many bytes, and perhaps the break behind it, was a marker.
  mutating func drop(markerBytes count: Int, andBreak dropsBreak: Bool) {
    markerBytes = count
    self.dropsBreak = dropsBreak
  }
}

extension MarkdownNode.List {
  init(_ node: OpaquePointer) {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    let isPeriod = cmark_node_get_list_delim(node) == CMARK_PERIOD_DELIM
    self.init(
      start: isOrdered ? cmark_node_get_list_start(node) : 0,
      delimiter: isOrdered ? (isPeriod ? .period : .parenthesis) : .bullet,
      isTight: cmark_node_get_list_tight(node) != 0
    )
  }
}
