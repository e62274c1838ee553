/// Reads finished CSV, strictly.
struct CSVReader {
  private var cursor: ByteCursor
  private var tokens: [Token] = []

  init(_ text: [UInt8]) { cursor = ByteCursor(text) }

  mutating func read() -> [Token]? {
    guard cursor.bytes.isValidUTF8 else { return nil }
    while !cursor.isAtEnd {
      repeat {
        guard field() else { return nil }
      } while cursor.take(.comma)
      guard cursor.take("\r\n") || cursor.take(.lineFeed) || cursor.isAtEnd else { return nil }
      tokens.append(Token("record", []))
    }
    return tokens
  }

  private mutating func field() -> Bool {
    guard cursor.take(.quote) else {
      let start = cursor.index
      cursor.skip { $0 != .comma && $0 != .lineFeed && $0 != 0x0D && $0 != .quote }
      tokens.append(Token("field", Array(cursor.bytes[start..<cursor.index])))
      return true
    }
    var value: [UInt8] = []
    while let byte = cursor.current {
      cursor.index += 1
      if byte == .quote, !cursor.take(.quote) {
        tokens.append(Token("field", value))
        return true
      }
      value.append(byte)
    }
    return false
  }
}
