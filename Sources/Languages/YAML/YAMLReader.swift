/// Reads finished YAML: a strict reader of the subset that configuration files use, which goes down
/// the productions of YAML 1.2 by itself and shares nothing with the scanner that places values.
///
/// Every function returns false or nil for what is malformed, or outside of the subset.
struct YAMLReader {
  var cursor: ByteCursor
  var tokens: [Token] = []

  static let maximumDepth = 100
  /// An implicit key that is longer is refused by the readers in use.
  static let maximumKeyLength = 1024

  init(_ text: [UInt8]) { cursor = ByteCursor(text) }

  mutating func read() -> [Token]? {
    guard cursor.bytes.isValidUTF8, !hasForeignCharacter else { return nil }
    var isFirst = true
    while true {
      guard skipBetweenDocuments() else { return nil }
      if cursor.isAtEnd { return tokens }
      if isAtMarker("---") {
        cursor.index += 3
        emit("document")
      } else if !isFirst, tokens.last(where: { $0.kind != "comment" })?.kind != "document-end" {
        return nil
      }
      guard node(parent: -1, depth: 0, isCompact: false, isMappingValue: false),
        skipTrivia() != nil
      else { return nil }
      isFirst = false
      guard endDocument() else { return nil }
    }
  }

  private mutating func endDocument() -> Bool {
    if isAtMarker("...") {
      cursor.index += 3
      emit("document-end")
      return endLine()
    }
    return cursor.isAtEnd || isAtMarker("---")
  }

  /// Comments and blank lines; a directive is refused.
  private mutating func skipBetweenDocuments() -> Bool {
    guard skipTrivia() != nil else { return false }
    return !(cursor.current == UInt8(ascii: "%") && column == 0)
  }

  /// Controls, a byte order mark, and line breaks that only some readers see.
  private var hasForeignCharacter: Bool {
    let bytes = cursor.bytes
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case .lineFeed, .tab: break
      case 0..<0x20, 0x7F: return true
      case 0xC2 where index + 1 < bytes.count && bytes[index + 1] < 0xA0: return true
      case 0xE2 where bytes[index...].starts(with: [0xE2, 0x80, 0xA8]): return true
      case 0xE2 where bytes[index...].starts(with: [0xE2, 0x80, 0xA9]): return true
      case 0xEF where bytes[index...].starts(with: [0xEF, 0xBB, 0xBF]): return true
      case 0xEF where bytes[index...].starts(with: [0xEF, 0xBF, 0xBE]): return true
      case 0xEF where bytes[index...].starts(with: [0xEF, 0xBF, 0xBF]): return true
      default: break
      }
    }
    return false
  }

  // MARK: Positions

  mutating func emit(_ kind: String, _ value: [UInt8] = []) { tokens.append(Token(kind, value)) }

  /// Bytes since the last line feed. Only blanks and ASCII indicators count for structure.
  var column: Int {
    var index = cursor.index
    while index > 0, cursor.bytes[index - 1] != .lineFeed { index -= 1 }
    return cursor.index - index
  }

  var isAtLineEnd: Bool { cursor.isAtEnd || cursor.current == .lineFeed }

  func isBlankOrEnd(_ offset: Int) -> Bool {
    guard let byte = cursor.peek(offset) else { return true }
    return byte.isBlank || byte == .lineFeed
  }

  func isAtMarker(_ marker: StaticString) -> Bool {
    var copy = cursor
    return column == 0 && copy.take(marker)
      && (copy.current.map { $0.isBlank || $0 == .lineFeed } ?? true)
  }

  var isAtAnyMarker: Bool { isAtMarker("---") || isAtMarker("...") }

  /// Skips blanks, comments and line feeds; whether a line feed was among them, nil when a line is
  /// indented with a tab.
  mutating func skipTrivia() -> Bool? {
    var crossed = cursor.index == 0 || cursor.peek(-1) == .lineFeed
    while true {
      let start = cursor.index
      let isAtLineStart = start == 0 || cursor.bytes[start - 1] == .lineFeed
      cursor.skip { $0 == .space }
      let hasTab = cursor.skip(while: \.isBlank) > 0
      if cursor.current == .numberSign, isAtLineStart || cursor.index > start {
        comment()
      }
      guard cursor.current == .lineFeed else {
        return hasTab && isAtLineStart && !cursor.isAtEnd ? nil : crossed
      }
      cursor.index += 1
      crossed = true
    }
  }

  /// Only blanks and a comment may come before the end of the line.
  mutating func endLine() -> Bool {
    let blanks = cursor.skip(while: \.isBlank)
    if cursor.current == .numberSign, blanks > 0 { comment() }
    return isAtLineEnd
  }

  private mutating func comment() {
    cursor.index += 1
    let start = cursor.index
    cursor.skip { $0 != .lineFeed }
    emit("comment", Array(cursor.bytes[start..<cursor.index]))
  }
}
