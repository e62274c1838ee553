/// Values.
extension TOMLReader {
  mutating func value(depth: Int) -> Bool {
    guard depth <= 100, let byte = cursor.current else { return false }
    switch byte {
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "{"): return inlineTable(depth: depth)
    case .quote, .apostrophe:
      let isMultiLine = cursor.peek(1) == byte && cursor.peek(2) == byte
      let value =
        isMultiLine ? multiLineString() : byte == .quote ? basicString() : literalString()
      guard let value else { return false }
      tokens.append(Token("string", value))
      return true
    default:
      return bareValue()
    }
  }

  private mutating func array(depth: Int) -> Bool {
    cursor.index += 1
    mark("[")
    guard skipLines() else { return false }
    while !cursor.take(UInt8(ascii: "]")) {
      guard value(depth: depth + 1), skipLines() else { return false }
      guard cursor.take(.comma) || cursor.current == UInt8(ascii: "]"), skipLines() else {
        return false
      }
    }
    mark("]")
    return true
  }

  /// Blanks, comments and line feeds.
  private mutating func skipLines() -> Bool {
    repeat {
      skipBlanks()
      guard comment() else { return false }
    } while lineFeed()
    return true
  }

  private mutating func inlineTable(depth: Int) -> Bool {
    cursor.index += 1
    mark("{")
    skipBlanks()
    var keys: Set<[[UInt8]]> = []
    if !cursor.take(UInt8(ascii: "}")) {
      repeat {
        guard let key = key(), keys.insert(key).inserted, cursor.take(UInt8(ascii: "=")) else {
          return false
        }
        skipBlanks()
        guard value(depth: depth + 1) else { return false }
        skipBlanks()
      } while cursor.take(.comma)
      guard cursor.take(UInt8(ascii: "}")) else { return false }
    }
    mark("}")
    return true
  }

  // MARK: Strings

  mutating func literalString() -> [UInt8]? {
    cursor.index += 1
    let start = cursor.index
    cursor.skip { $0 == .tab || $0 >= 0x20 && $0 != 0x7F && $0 != .apostrophe }
    let value = Array(cursor.bytes[start..<cursor.index])
    return cursor.take(.apostrophe) ? value : nil
  }

  mutating func basicString() -> [UInt8]? {
    cursor.index += 1
    var value: [UInt8] = []
    while let byte = cursor.current {
      cursor.index += 1
      switch byte {
      case .quote: return value
      case .backslash:
        guard escape(to: &value) else { return nil }
      case .tab, 0x20..<0x7F, 0x80...: value.append(byte)
      default: return nil
      }
    }
    return nil
  }

  private mutating func multiLineString() -> [UInt8]? {
    guard let quote = cursor.current else { return nil }
    cursor.index += 3
    _ = lineFeed()
    var value: [UInt8] = []
    while let byte = cursor.current {
      if byte == quote {
        let run = cursor.skip { $0 == quote }
        value += [UInt8](repeating: quote, count: run >= 3 ? run - 3 : run)
        if run >= 3 { return run <= 5 ? value : nil }
        continue
      }
      if byte == .backslash, quote == .quote {
        cursor.index += 1
        guard skipEscapedLineFeed() || escape(to: &value) else { return nil }
        continue
      }
      if lineFeed() {
        value.append(.lineFeed)
        continue
      }
      guard byte == .tab || byte >= 0x20 && byte != 0x7F else { return nil }
      value.append(byte)
      cursor.index += 1
    }
    return nil
  }

  /// Behind a backslash: the end of the line, and all blanks and line feeds behind it.
  private mutating func skipEscapedLineFeed() -> Bool {
    let before = cursor
    skipBlanks()
    guard lineFeed() else {
      cursor = before
      return false
    }
    repeat { skipBlanks() } while lineFeed()
    return true
  }

  private mutating func escape(to value: inout [UInt8]) -> Bool {
    guard let byte = cursor.current else { return false }
    cursor.index += 1
    switch byte {
    case .quote, .backslash: value.append(byte)
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "t"): value.append(.tab)
    case UInt8(ascii: "n"): value.append(.lineFeed)
    case UInt8(ascii: "f"): value.append(0x0C)
    case UInt8(ascii: "r"): value.append(0x0D)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      guard let scalar = cursor.takeHexadecimal(byte == UInt8(ascii: "u") ? 4 : 8) else {
        return false
      }
      return value.append(scalar: scalar)
    default: return false
    }
    return true
  }

  // MARK: Numbers, booleans, times

  private mutating func bareValue() -> Bool {
    let start = cursor.index
    cursor.skip { byte in
      !byte.isBlank && byte != .lineFeed && byte != 0x0D
        && !",]}#=[{\"'".utf8.contains(byte)
    }
    // A time may follow its date behind one space.
    if cursor.index - start == 10, cursor.current == .space, cursor.peek(1)?.isDecimalDigit ?? false
    {
      cursor.index += 1
      cursor.skip { $0.isDecimalDigit || ":.+-zZ".utf8.contains($0) }
    }
    let text = Array(cursor.bytes[start..<cursor.index])
    guard let kind = TOMLBareValue.kind(text) else { return false }
    tokens.append(Token(kind, text))
    return true
  }
}
