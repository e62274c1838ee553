import CCmark

/// The text at the start of a paragraph, up to its first other inline.
struct LeadingText {
  /// Its length in bytes.
  let count: Int
  /// The inline behind it, if any.
  let follower: OpaquePointer?

  /// Nil when the paragraph does not start with text.
  init?(of paragraph: OpaquePointer) {
    var count = 0
    var node = cmark_node_first_child(paragraph)
    while let text = node, cmark_node_get_type(text) == CMARK_NODE_TEXT {
      count += ArenaBuilder.buffer(cmark_node_get_literal(text)).count
      node = cmark_node_next(text)
    }
    guard count > 0 else { return nil }
    self.count = count
    follower = node
  }

  var isFollowedByBreak: Bool {
    guard let follower else { return false }
    let type = cmark_node_get_type(follower)
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK
  }
}

/// Task list items and alerts, which to cmark are text at the start of a paragraph.
///
/// The marker is read from the page and not from cmark's text, which no longer tells `[x]` from
/// `\[x]`; that cmark made text of it shows that it is no link.
extension ArenaBuilder {
  /// The check box at the start of an item; its marker is dropped from the text that follows.
  mutating func takeTask(of item: OpaquePointer) -> MarkdownNode.Task? {
    guard let source, let paragraph = cmark_node_first_child(item),
      cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
      !isTable(paragraph), let text = LeadingText(of: paragraph)
    else { return nil }
    let line = restOfLine(at: paragraph, in: source)
    guard line.count >= 3, line[0] == UInt8(ascii: "["), line[2] == UInt8(ascii: "]") else {
      return nil
    }
    let task: MarkdownNode.Task
    switch line[1] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): task = .unchecked
    case UInt8(ascii: "x"), UInt8(ascii: "X"): task = .checked
    default: return nil
    }
    if line.count > 3, isBlank(line[3]), text.count > 3 {
      drop(markerBytes: 4, andBreak: false)
      return task
    }
    guard line.count == 3, text.count == 3, text.isFollowedByBreak else { return nil }
    drop(markerBytes: 3, andBreak: true)
    return task
  }

  /// The kind of alert that a block quote is; its marker is dropped from the text that follows.
  mutating func takeAlert(of quote: OpaquePointer) -> MarkdownNode.Alert? {
    guard let source, let paragraph = cmark_node_first_child(quote),
      cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH
    else { return nil }
    let line = restOfLine(at: paragraph, in: source)
    guard let alert = MarkdownNode.Alert(marker: line) else { return nil }
    let length = alert.name.count + 3
    if isTable(paragraph) {
      let hasMore = tables.all[nextTable].prefixLines.count > 1
      guard !tables.all[nextTable].prefixLines.isEmpty else { return nil }
      drop(markerBytes: length, andBreak: hasMore)
      return alert
    }
    guard let text = LeadingText(of: paragraph), text.count == length else { return nil }
    let isAlone = text.follower == nil
    guard text.isFollowedByBreak || (isAlone && cmark_node_next(paragraph) != nil) else {
      return nil
    }
    drop(markerBytes: length, andBreak: !isAlone)
    return alert
  }

  private func isTable(_ node: OpaquePointer) -> Bool {
    nextTable < tables.all.count && tables.all[nextTable].node == node
  }

  /// The bytes of the page from the start of a block to the end of its first line, without
  /// trailing blanks beyond the first.
  private func restOfLine(at block: OpaquePointer, in source: SourceLines) -> [UInt8] {
    let line = source.line(Int(cmark_node_get_start_line(block)))
    let start = line.lowerBound + Int(cmark_node_get_start_column(block)) - 1
    guard start < line.upperBound else { return [] }
    // A marker is short; the rest of the line does not matter beyond that.
    var rest = Array(source.bytes[start..<min(line.upperBound, start + 64)])
    while rest.count > 1, isBlank(rest[rest.count - 1]) { rest.removeLast() }
    return rest
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}

extension MarkdownNode.Alert {
  /// The word of its marker in lower case, which is also its class in HTML.
  package var name: [UInt8] {
    switch self {
    case .note: Array("note".utf8)
    case .tip: Array("tip".utf8)
    case .important: Array("important".utf8)
    case .warning: Array("warning".utf8)
    case .caution: Array("caution".utf8)
    }
  }

  /// Reads `[!NOTE]` and the like, in either case.
  init?(marker: [UInt8]) {
    guard marker.count > 3, marker.starts(with: "[!".utf8), marker.last == UInt8(ascii: "]") else {
      return nil
    }
    let word = marker[2..<marker.count - 1].map { $0 | 0x20 }
    guard let alert = Self.allCases.first(where: { $0.name == word }) else { return nil }
    self = alert
  }
}
