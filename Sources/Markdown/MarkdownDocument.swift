import Diagnostics

/// A parsed page: its nodes in pre-order, and the bytes that their texts lie in.
///
/// The tree is flat so that it can be walked by index without recursion and shared between workers
/// without counting references. The children of node `i` start at `i + 1`; the next sibling of a
/// node is at its `end`.
package struct MarkdownDocument: Sendable {
  /// The nodes in pre-order; the first is the document itself.
  package let nodes: [MarkdownNode]
  /// The pool that the ranges of the nodes point into: decoded UTF-8, no terminators.
  package let bytes: [UInt8]

  /// Which Markdown is read.
  package enum Syntax: Sendable {
    /// CommonMark 0.30 and nothing else.
    case commonMark
    /// CommonMark with GitHub's tables, task list items and alerts.
    case gitHub
  }

  /// Parses a page.
  ///
  /// Sentinels (private-use characters of plane 15) pass through untouched wherever text can stand.
  /// - Parameters:
  ///   - text: the page, UTF-8. It may be a part of the file, with placeholders replaced, as long
  ///     as its lines are the file's lines.
  ///   - file: the file that a diagnostic points into.
  ///   - firstLine: the line of `file`, 1-based, on which `text` starts.
  /// - Returns: nil when the page is too large or too complex, with a `markdown-too-complex` error.
  package static func parse(
    _ text: [UInt8],
    syntax: Syntax = .gitHub,
    in file: SourceFile,
    firstLine: Int = 1,
    log: inout DiagnosticLog
  ) -> MarkdownDocument? {
    do throws(MarkdownLimits.Excess) {
      return try parse(text, syntax: syntax, firstLine: firstLine)
    } catch {
      log.add(error.diagnostic(in: file, firstLine: firstLine))
      return nil
    }
  }

  static func parse(
    _ text: [UInt8],
    syntax: Syntax,
    firstLine: Int = 1
  ) throws(MarkdownLimits.Excess) -> MarkdownDocument {
    try MarkdownLimits.check(text)
    switch syntax {
    case .commonMark:
      let tree = CmarkTree(parsing: text)
      var builder = ArenaBuilder(source: nil, firstLine: firstLine, capacity: text.count)
      try builder.appendSubtree(tree.root)
      return builder.document
    case .gitHub:
      let source = SourceLines(text)
      let tree = CmarkTree(parsing: source.bytes)
      let tables = try TableFinder.tables(in: tree, of: source)
      var builder = ArenaBuilder(source: source, firstLine: firstLine, capacity: text.count)
      if tables.isEmpty {
        try builder.appendSubtree(tree.root)
      } else {
        let cells = CmarkTree(parsing: tables.cellText)
        builder.setTables(tables, cells: cells.root)
        try builder.appendSubtree(tree.root)
      }
      return builder.document
    }
  }

  /// The indexes of the children of a node, in order.
  package func children(of index: Int) -> MarkdownChildren {
    MarkdownChildren(nodes: nodes, following: index + 1, end: Int(nodes[index].end))
  }

  /// The text of a node's subtree without its markup: what a table of contents or an `alt` shows.
  /// A line break counts as a blank.
  package func plainText(of index: Int) -> [UInt8] {
    var result: [UInt8] = []
    for node in nodes[index..<Int(nodes[index].end)] {
      switch node.kind {
      case .text, .code: result += bytes[node.text]
      case .softBreak, .lineBreak: result.append(UInt8(ascii: " "))
      default: break
      }
    }
    return result
  }
}

/// The indexes of the children of one node.
package struct MarkdownChildren: Sequence, IteratorProtocol {
  let nodes: [MarkdownNode]
  var following: Int
  let end: Int

  package mutating func next() -> Int? {
    guard following < end else { return nil }
    defer { following = Int(nodes[following].end) }
    return following
  }
}
