/// Reads finished JSON, strictly (RFC 8259).
struct JSONReader {
  private var cursor: ByteCursor
  private var tokens: [Token] = []

  init(_ text: [UInt8]) { cursor = ByteCursor(text) }

  mutating func read() -> [Token]? {
    guard cursor.bytes.isValidUTF8, value(depth: 0) else { return nil }
    return cursor.isAtEnd ? tokens : nil
  }

  private mutating func skipBlanks() {
    cursor.skip { $0.isBlank || $0 == .lineFeed || $0 == 0x0D }
  }

  /// A value with the blanks around it.
  private mutating func value(depth: Int) -> Bool {
    guard depth <= 100 else { return false }
    skipBlanks()
    guard let first = cursor.current else { return false }
    let isRead =
      switch first {
      case UInt8(ascii: "{"): object(depth: depth)
      case UInt8(ascii: "["): array(depth: depth)
      case .quote: string("string")
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): number()
      default: literal()
      }
    skipBlanks()
    return isRead
  }

  private mutating func object(depth: Int) -> Bool {
    guard mark("{") else { return false }
    skipBlanks()
    if cursor.current == UInt8(ascii: "}") { return mark("}") }
    repeat {
      skipBlanks()
      guard string("key") else { return false }
      skipBlanks()
      guard cursor.take(.colon), value(depth: depth + 1) else { return false }
    } while cursor.take(.comma)
    return mark("}")
  }

  private mutating func array(depth: Int) -> Bool {
    guard mark("[") else { return false }
    skipBlanks()
    if cursor.current == UInt8(ascii: "]") { return mark("]") }
    repeat {
      guard value(depth: depth + 1) else { return false }
    } while cursor.take(.comma)
    return mark("]")
  }

  private mutating func mark(_ bracket: StaticString) -> Bool {
    tokens.append(Token(bracket.description, []))
    return cursor.take(bracket)
  }

  private mutating func literal() -> Bool {
    let start = cursor.index
    guard cursor.take("true") || cursor.take("false") || cursor.take("null") else { return false }
    tokens.append(Token("literal", Array(cursor.bytes[start..<cursor.index])))
    return true
  }

  private mutating func number() -> Bool {
    let start = cursor.index
    _ = cursor.take(UInt8(ascii: "-"))
    guard cursor.take(UInt8(ascii: "0")) || cursor.skip(while: \.isDecimalDigit) > 0 else {
      return false
    }
    if cursor.take(UInt8(ascii: ".")), cursor.skip(while: \.isDecimalDigit) == 0 { return false }
    if cursor.take(UInt8(ascii: "e")) || cursor.take(UInt8(ascii: "E")) {
      if !cursor.take(UInt8(ascii: "+")) { _ = cursor.take(UInt8(ascii: "-")) }
      guard cursor.skip(while: \.isDecimalDigit) > 0 else { return false }
    }
    tokens.append(Token("number", Array(cursor.bytes[start..<cursor.index])))
    return true
  }

  private mutating func string(_ kind: String) -> Bool {
    guard cursor.take(.quote) else { return false }
    var value: [UInt8] = []
    while let byte = cursor.current {
      cursor.index += 1
      switch byte {
      case .quote:
        tokens.append(Token(kind, value))
        return true
      case .backslash:
        guard escape(to: &value) else { return false }
      case 0..<0x20:
        return false
      default:
        value.append(byte)
      }
    }
    return false
  }

  private mutating func escape(to value: inout [UInt8]) -> Bool {
    guard let byte = cursor.current else { return false }
    cursor.index += 1
    switch byte {
    case .quote, .backslash, UInt8(ascii: "/"): value.append(byte)
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "f"): value.append(0x0C)
    case UInt8(ascii: "n"): value.append(.lineFeed)
    case UInt8(ascii: "r"): value.append(0x0D)
    case UInt8(ascii: "t"): value.append(.tab)
    case UInt8(ascii: "u"):
      guard let unit = cursor.takeHexadecimal(4) else { return false }
      guard 0xD800..<0xDC00 ~= unit else { return value.append(scalar: unit) }
      guard cursor.take("\\u"), let low = cursor.takeHexadecimal(4), 0xDC00..<0xE000 ~= low else {
        return false
      }
      return value.append(scalar: 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    default: return false
    }
    return true
  }
}
