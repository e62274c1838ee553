/// Plain and quoted scalars.
extension YAMLReader {
  static func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case .comma, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }

  private func isFlowIndicator(at offset: Int) -> Bool {
    cursor.peek(offset).map(Self.isFlowIndicator) ?? false
  }

  // MARK: Plain scalars

  private func canBeginPlain(inFlow: Bool) -> Bool {
    guard let byte = cursor.current else { return false }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), .colon:
      // Some readers take `?` within brackets for the sign of a key in any case.
      if inFlow, byte == UInt8(ascii: "?") { return false }
      return !isBlankOrEnd(1) && !(inFlow && isFlowIndicator(at: 1))
    default:
      let indicators = ",[]{}#&*!|>'\"%@`"
      return !isBlankOrEnd(0) && !indicators.utf8.contains(byte)
    }
  }

  /// The rest of a plain scalar on this line, without trailing blanks; nil when none can begin.
  mutating func plainLine(inFlow: Bool) -> [UInt8]? {
    guard canBeginPlain(inFlow: inFlow) else { return nil }
    return plainRest(inFlow: inFlow)
  }

  private mutating func plainRest(inFlow: Bool) -> [UInt8] {
    let start = cursor.index
    var end = start
    while let byte = cursor.current, byte != .lineFeed {
      if byte == .colon, isBlankOrEnd(1) || inFlow && isFlowIndicator(at: 1) { break }
      if byte == .numberSign, cursor.peek(-1)?.isBlank ?? false { break }
      if inFlow, Self.isFlowIndicator(byte) { break }
      cursor.index += 1
      if !byte.isBlank { end = cursor.index }
    }
    cursor.index = end
    return Array(cursor.bytes[start..<end])
  }

  /// A plain scalar and the lines that continue it, those deeper than `parent`.
  mutating func plain(parent: Int, inFlow: Bool) -> [UInt8]? {
    guard var value = plainLine(inFlow: inFlow) else { return nil }
    while true {
      let before = cursor
      guard let lines = skipLineFeeds() else { return nil }
      guard lines > 0, !cursor.isAtEnd, cursor.current != .numberSign, !isAtAnyMarker,
        inFlow || column > parent
      else {
        cursor = before
        return value
      }
      let rest = plainRest(inFlow: inFlow)
      guard !rest.isEmpty else {
        cursor = before
        return inFlow ? value : nil
      }
      value += Self.fold(lines)
      value += rest
    }
  }

  /// Skips blanks and line feeds; how many of the latter, nil when a tab indents.
  private mutating func skipLineFeeds() -> Int? {
    var count = 0
    while true {
      let before = cursor
      cursor.skip { $0 == .space }
      let tabs = cursor.skip(while: \.isBlank)
      guard cursor.current == .lineFeed else {
        if count == 0 { cursor = before }
        return count > 0 && tabs > 0 && !cursor.isAtEnd ? nil : count
      }
      cursor.index += 1
      count += 1
    }
  }

  /// What this many line feeds in a row become.
  private static func fold(_ lines: Int) -> [UInt8] {
    lines == 1 ? [.space] : [UInt8](repeating: .lineFeed, count: lines - 1)
  }

  // MARK: Quoted scalars

  /// A quoted scalar; with a `parent`, it may go on over lines that are deeper.
  mutating func quoted(parent: Int?) -> [UInt8]? {
    guard let quote = cursor.current else { return nil }
    cursor.index += 1
    var value: [UInt8] = []
    /// What a line feed must not trim.
    var kept = 0
    while let byte = cursor.current {
      cursor.index += 1
      switch byte {
      case quote:
        guard quote == .apostrophe, cursor.take(quote) else { return value }
        value.append(quote)
        kept = value.count
      case .backslash where quote == .quote:
        if cursor.current == .lineFeed {
          guard let parent, skipEscapedLineFeed(parent, &value) else { return nil }
        } else {
          guard escape(to: &value) else { return nil }
        }
        kept = value.count
      case .lineFeed:
        guard let parent else { return nil }
        while value.count > kept, value.last?.isBlank ?? false { value.removeLast() }
        cursor.index -= 1
        guard let lines = skipQuotedLineFeeds(parent) else { return nil }
        value += Self.fold(lines)
        kept = value.count
      default:
        value.append(byte)
      }
    }
    return nil
  }

  private mutating func skipEscapedLineFeed(_ parent: Int, _ value: inout [UInt8]) -> Bool {
    guard let lines = skipQuotedLineFeeds(parent) else { return false }
    if lines > 1 { value += [UInt8](repeating: .lineFeed, count: lines - 1) }
    return true
  }

  private mutating func skipQuotedLineFeeds(_ parent: Int) -> Int? {
    var count = 0
    while cursor.take(.lineFeed) {
      count += 1
      guard !isAtAnyMarker else { return nil }
      let spaces = cursor.skip { $0 == .space }
      let isDeep = spaces > parent
      cursor.skip(while: \.isBlank)
      guard isDeep || cursor.current == .lineFeed else { return nil }
    }
    return count
  }

  private mutating func escape(to value: inout [UInt8]) -> Bool {
    guard let byte = cursor.current else { return false }
    cursor.index += 1
    switch byte {
    case .quote, .backslash, UInt8(ascii: "/"), .space, .tab: value.append(byte)
    case UInt8(ascii: "0"): value.append(0)
    case UInt8(ascii: "a"): value.append(0x07)
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "t"): value.append(.tab)
    case UInt8(ascii: "n"): value.append(.lineFeed)
    case UInt8(ascii: "v"): value.append(0x0B)
    case UInt8(ascii: "f"): value.append(0x0C)
    case UInt8(ascii: "r"): value.append(0x0D)
    case UInt8(ascii: "e"): value.append(0x1B)
    case UInt8(ascii: "N"): return value.append(scalar: 0x85)
    case UInt8(ascii: "_"): return value.append(scalar: 0xA0)
    case UInt8(ascii: "L"): return value.append(scalar: 0x2028)
    case UInt8(ascii: "P"): return value.append(scalar: 0x2029)
    case UInt8(ascii: "x"): return hexadecimal(2, to: &value)
    case UInt8(ascii: "u"): return hexadecimal(4, to: &value)
    case UInt8(ascii: "U"): return hexadecimal(8, to: &value)
    default: return false
    }
    return true
  }

  private mutating func hexadecimal(_ digits: Int, to value: inout [UInt8]) -> Bool {
    guard let scalar = cursor.takeHexadecimal(digits) else { return false }
    return value.append(scalar: scalar)
  }
}
