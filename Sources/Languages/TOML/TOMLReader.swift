/// Reads finished TOML, strictly.
struct TOMLReader {
  var cursor: ByteCursor
  var tokens: [Token] = []
  /// Keys that have a value, with their tables, and tables that have a header.
  private var values: Set<[[UInt8]]> = []
  private var tables: Set<[[UInt8]]> = []
  private var elements: [[[UInt8]]: Int] = [:]

  init(_ text: [UInt8]) { cursor = ByteCursor(text) }

  mutating func read() -> [Token]? {
    guard cursor.bytes.isValidUTF8 else { return nil }
    var table: [[UInt8]] = []
    while !cursor.isAtEnd {
      skipBlanks()
      switch cursor.current {
      case nil, .lineFeed, 0x0D, .numberSign: break
      case UInt8(ascii: "["):
        guard let next = header() else { return nil }
        table = next
      default:
        guard let key = key(), take("="), define(table + key),
          value(depth: 0)
        else { return nil }
      }
      guard endLine() else { return nil }
    }
    return tokens
  }

  private mutating func endLine() -> Bool {
    skipBlanks()
    guard comment() else { return false }
    return cursor.isAtEnd || lineFeed()
  }

  mutating func lineFeed() -> Bool { cursor.take("\r\n") || cursor.take(.lineFeed) }

  mutating func skipBlanks() { cursor.skip(while: \.isBlank) }

  /// A comment, if one begins here; false when there is a control in it.
  mutating func comment() -> Bool {
    guard cursor.take(.numberSign) else { return true }
    let start = cursor.index
    cursor.skip { $0 == .tab || $0 >= 0x20 && $0 != 0x7F }
    emit("comment", start)
    return cursor.isAtEnd || cursor.current == .lineFeed || cursor.current == 0x0D
  }

  /// A sign with blanks around it.
  private mutating func take(_ sign: StaticString) -> Bool {
    skipBlanks()
    guard cursor.take(sign) else { return false }
    skipBlanks()
    return true
  }

  mutating func mark(_ kind: String) { tokens.append(Token(kind, [])) }

  mutating func emit(_ kind: String, _ start: Int) {
    tokens.append(Token(kind, Array(cursor.bytes[start..<cursor.index])))
  }

  // MARK: Keys

  /// A header; the table's name, with the number of its element if it is an array's.
  private mutating func header() -> [[UInt8]]? {
    cursor.index += 1
    let isArray = cursor.take(UInt8(ascii: "["))
    tokens.append(Token(isArray ? "array-table" : "table", []))
    skipBlanks()
    guard let key = key() else { return nil }
    skipBlanks()
    guard isArray ? cursor.take("]]") : cursor.take("]") else { return nil }
    tokens.append(Token("end", []))
    var path: [[UInt8]] = []
    for (index, part) in key.enumerated() {
      path.append(part)
      guard !values.contains(path) else { return nil }
      if isArray, index == key.count - 1 {
        guard !tables.contains(path) else { return nil }
        elements[path, default: 0] += 1
      } else if index == key.count - 1, elements[path] != nil {
        return nil
      }
      if let element = elements[path] { path.append(Array("[\(element)]".utf8)) }
    }
    return isArray || tables.insert(path).inserted ? path : nil
  }

  private mutating func define(_ path: [[UInt8]]) -> Bool {
    guard !tables.contains(path), elements[path] == nil else { return false }
    return values.insert(path).inserted
  }

  /// The parts of a key, up to 100.
  mutating func key() -> [[UInt8]]? {
    var parts: [[UInt8]] = []
    repeat {
      skipBlanks()
      guard parts.count < 100, let part = keyPart() else { return nil }
      tokens.append(Token("key", part))
      parts.append(part)
      skipBlanks()
    } while cursor.take(UInt8(ascii: "."))
    return parts
  }

  private mutating func keyPart() -> [UInt8]? {
    switch cursor.current {
    case .quote?: return basicString()
    case .apostrophe?: return literalString()
    default:
      let start = cursor.index
      cursor.skip(while: \.isNameByte)
      return cursor.index == start ? nil : Array(cursor.bytes[start..<cursor.index])
    }
  }
}
