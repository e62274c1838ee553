/// The cells of one line of a table: GitHub Flavored Markdown, section 4.10.
struct TableRow {
  /// The bytes of each cell in the page, without the blanks around it; `\|` is still escaped.
  let cells: [Range<Int>]

  /// Splits a line at its pipes, except those behind a backslash.
  init(_ line: Range<Int>, of bytes: [UInt8]) {
    let line = Self.trimmed(line, of: bytes)
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    if start < line.upperBound, bytes[start] == UInt8(ascii: "|") { start += 1 }
    var offset = start
    while offset < line.upperBound {
      if bytes[offset] == UInt8(ascii: "|"),
        offset == line.lowerBound || bytes[offset - 1] != UInt8(ascii: "\\")
      {
        cells.append(Self.trimmed(start..<offset, of: bytes))
        start = offset + 1
      }
      offset += 1
    }
    // What stands behind the last pipe is a cell only if there is something.
    if start < line.upperBound { cells.append(Self.trimmed(start..<line.upperBound, of: bytes)) }
    self.cells = cells
  }

  /// The alignments that a delimiter row gives, or nil when the line is none.
  static func alignments(_ line: Range<Int>, of bytes: [UInt8]) -> [MarkdownNode.Alignment]? {
    let row = TableRow(line, of: bytes)
    var alignments: [MarkdownNode.Alignment] = []
    for cell in row.cells {
      guard let first = bytes[cell].first, let last = bytes[cell].last else { return nil }
      let isLeft = first == UInt8(ascii: ":")
      let isRight = last == UInt8(ascii: ":")
      let dashes = cell.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
      guard !dashes.isEmpty, bytes[dashes].allSatisfy({ $0 == UInt8(ascii: "-") }) else {
        return nil
      }
      alignments.append(isLeft ? (isRight ? .center : .left) : (isRight ? .right : .none))
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// Whether a line may be a delimiter row, looked at without its containers.
  static func mayDelimit(_ line: UnsafeBufferPointer<UInt8>.SubSequence) -> Bool {
    var hasDash = false
    var hasMark = false
    for byte in line.reversed() {
      switch byte {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"): hasMark = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"), 0x0B, 0x0C: break
      default: return false
      }
    }
    return hasDash && hasMark
  }

  private static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }
}
