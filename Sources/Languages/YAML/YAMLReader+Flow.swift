/// Flow collections.
extension YAMLReader {
  /// Skips blanks, comments and line feeds within brackets.
  private mutating func skipFlowTrivia() -> Bool {
    guard let crossed = skipTrivia() else { return false }
    return !(crossed && isAtAnyMarker)
  }

  /// A node within brackets, or the outermost collection.
  mutating func flowNode(depth: Int) -> Bool {
    guard depth <= Self.maximumDepth, flowProperties() else { return false }
    switch cursor.current {
    case UInt8(ascii: "["): return flowSequence(depth: depth)
    case UInt8(ascii: "{"): return flowMapping(depth: depth)
    case UInt8(ascii: "*"): return name("alias", inFlow: true)
    case .quote, .apostrophe:
      guard let value = quoted(parent: -1) else { return false }
      emit("string", value)
      return true
    case _ where isEmptyFlowNode:
      emit("plain-typed")
      return true
    default:
      guard let value = plain(parent: -1, inFlow: true) else { return false }
      emit(YAMLPlainType.isTyped(value) ? "plain-typed" : "string", value)
      return true
    }
  }

  private var isEmptyFlowNode: Bool {
    switch cursor.current {
    case .comma, UInt8(ascii: "]"), UInt8(ascii: "}"): true
    case .colon: isBlankOrEnd(1) || (cursor.peek(1).map(Self.isFlowIndicator) ?? false)
    default: false
    }
  }

  private mutating func flowProperties() -> Bool {
    while let byte = cursor.current,
      byte == UInt8(ascii: "!") || byte == UInt8(ascii: "&")
    {
      guard name(byte == UInt8(ascii: "!") ? "tag" : "anchor", inFlow: true), skipFlowTrivia()
      else { return false }
    }
    return true
  }

  private mutating func flowSequence(depth: Int) -> Bool {
    cursor.index += 1
    emit("sequence")
    while true {
      guard skipFlowTrivia() else { return false }
      if cursor.take(UInt8(ascii: "]")) { break }
      guard sequenceEntry(depth: depth), skipFlowTrivia() else { return false }
      guard cursor.take(.comma) || cursor.current == UInt8(ascii: "]") else { return false }
    }
    emit("end")
    return true
  }

  /// A node, or one key with its value.
  private mutating func sequenceEntry(depth: Int) -> Bool {
    guard cursor.current != .comma else { return false }
    let start = cursor.index
    let first = tokens.count
    guard flowNode(depth: depth + 1) else { return false }
    let end = cursor.index
    cursor.skip(while: \.isBlank)
    guard cursor.current == .colon else { return true }
    guard end - start <= Self.maximumKeyLength, makeKey(),
      !cursor.bytes[start..<end].contains(.lineFeed)
    else { return false }
    tokens.insert(Token("mapping", []), at: first)
    guard flowValue(depth: depth) else { return false }
    emit("end")
    return true
  }

  /// A colon and what it stands before.
  private mutating func flowValue(depth: Int) -> Bool {
    cursor.index += 1
    return skipFlowTrivia() && flowNode(depth: depth + 1)
  }

  private mutating func flowMapping(depth: Int) -> Bool {
    cursor.index += 1
    emit("mapping")
    var keys: Set<[UInt8]> = []
    while true {
      guard skipFlowTrivia() else { return false }
      if cursor.take(UInt8(ascii: "}")) { break }
      // Of two empty keys, one may be absent and one an empty value: neither is read.
      guard !isEmptyFlowNode, flowNode(depth: depth + 1), makeKey() else { return false }
      if let key = tokens.last, key.kind != "alias", !keys.insert(key.value).inserted {
        return false
      }
      guard skipFlowTrivia() else { return false }
      if cursor.current == .colon {
        guard flowValue(depth: depth) else { return false }
      } else {
        emit("plain-typed")
      }
      guard skipFlowTrivia() else { return false }
      guard cursor.take(.comma) || cursor.current == UInt8(ascii: "}") else { return false }
    }
    emit("end")
    return true
  }

  /// Makes the scalar that was read last a key; false for a collection.
  private mutating func makeKey() -> Bool {
    guard let token = tokens.popLast() else { return false }
    switch token.kind {
    case "string": emit("key", token.value)
    case "plain-typed": emit("key-typed", token.value)
    case "alias": tokens.append(token)
    default: return false
    }
    return true
  }
}
