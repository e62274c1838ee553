/// A place in a line, counted as CommonMark counts: bytes, and columns with tab stops of four.
struct LineCursor {
  private let bytes: [UInt8]
  private let end: Int
  private(set) var offset: Int
  private(set) var column = 0

  init(_ line: Range<Int>, of bytes: [UInt8]) {
    self.bytes = bytes
    end = line.upperBound
    offset = line.lowerBound
    // A byte order mark at the start of the page is no text.
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  var byte: UInt8? { offset < end ? bytes[offset] : nil }
  var isAtBlank: Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// The columns of blanks from here to the first other byte.
  var indent: Int {
    var cursor = self
    cursor.skipBlanks()
    return cursor.column - column
  }

  mutating func skipBlanks() {
    while isAtBlank { advance(columns: 4 - column % 4, within: 1) }
  }

  /// Moves on by columns; a tab may be left half used.
  mutating func advance(columns: Int) {
    var left = columns
    while left > 0, let byte {
      let width = byte == UInt8(ascii: "\t") ? 4 - column % 4 : 1
      let step = min(left, width)
      column += step
      left -= step
      if step == width { offset += 1 }
    }
  }

  /// Moves over one byte, which is as wide as a tab stop or one column.
  private mutating func advance(columns: Int, within bytes: Int) {
    column += byte == UInt8(ascii: "\t") ? columns : 1
    offset += bytes
  }
}

/// A block that lines have to continue: a quote by `>`, a list item by indentation.
enum LineContainer {
  case quote(line: Int)
  case item(Item)

  struct Item {
    let line: Int
    /// The columns that an item takes of its own first line.
    let taken: Int
    /// The columns by which its other lines are indented.
    let indent: Int
  }

  /// Moves the cursor over what this container takes of a line.
  /// - Returns: false when the line does not continue the container.
  func consume(_ cursor: inout LineCursor, line: Int) -> Bool {
    switch self {
    case .quote:
      let indent = cursor.indent
      var ahead = cursor
      ahead.advance(columns: indent)
      guard indent <= 3, ahead.byte == UInt8(ascii: ">") else { return false }
      ahead.advance(columns: 1)
      if ahead.isAtBlank { ahead.advance(columns: 1) }
      cursor = ahead
      return true
    case .item(let item):
      guard line == item.line || cursor.indent >= item.indent else { return false }
      cursor.advance(columns: line == item.line ? item.taken : item.indent)
      return true
    }
  }

  /// The item whose marker the cursor stands in front of.
  static func item(at start: LineCursor, line: Int) -> LineContainer {
    var cursor = start
    cursor.skipBlanks()
    while let byte = cursor.byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      cursor.advance(columns: 1)
    }
    cursor.advance(columns: 1)
    let width = cursor.column - start.column
    let blanks = cursor.indent
    cursor.skipBlanks()
    // Five blanks and more are one and an indented code block.
    let padding = (1...4).contains(blanks) && cursor.byte != nil ? blanks : 1
    // Form feeds count as blanks behind a marker, but the item takes none.
    let taken = blanks == 0 ? width : width + padding
    return .item(Item(line: line, taken: taken, indent: width + padding))
  }
}
