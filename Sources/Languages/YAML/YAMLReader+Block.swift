/// Nodes and collections of the block style.
extension YAMLReader {
  /// What is known of the node that is read.
  struct Context {
    let parent: Int
    let depth: Int
    /// A collection may start on this line.
    var allowsCollection: Bool
    let isMappingValue: Bool
  }

  /// Reads the node that belongs to the collection at column `parent`. `isCompact`: a collection may
  /// start on the same line, as it may behind a dash.
  mutating func node(parent: Int, depth: Int, isCompact: Bool, isMappingValue: Bool) -> Bool {
    guard depth <= Self.maximumDepth, let crossed = skipTrivia() else { return false }
    var context = Context(
      parent: parent,
      depth: depth,
      allowsCollection: crossed || isCompact,
      isMappingValue: isMappingValue
    )
    guard !isEmptyNode(context, crossed: crossed) else {
      emit("plain-typed")
      return true
    }
    let start = tokens.count
    let first = column
    guard properties() else { return false }
    if tokens.count > start {
      let properties = tokens.count
      guard let crossedAgain = skipTrivia() else { return false }
      if isEmptyNode(context, crossed: crossedAgain) {
        // The comments behind it come after the node.
        tokens.insert(Token("plain-typed", []), at: properties)
        return true
      }
      if crossedAgain {
        context.allowsCollection = true
        return content(context, column: column, firstToken: tokens.count)
      }
      if isAtSequence || cursor.current == UInt8(ascii: "*") { return false }
    }
    return content(context, column: first, firstToken: start)
  }

  /// A tab cannot indent a collection, not even one that starts behind a dash.
  private var followsTab: Bool { cursor.peek(-1) == .tab }

  private var isAtSequence: Bool { cursor.current == UInt8(ascii: "-") && isBlankOrEnd(1) }

  private func isEmptyNode(_ context: Context, crossed: Bool) -> Bool {
    if cursor.isAtEnd { return true }
    guard crossed else { return false }
    if isAtAnyMarker { return true }
    if context.isMappingValue, isAtSequence { return column < context.parent }
    return column <= context.parent
  }

  /// Tags and anchors.
  mutating func properties() -> Bool {
    while let byte = cursor.current,
      byte == UInt8(ascii: "!") || byte == UInt8(ascii: "&")
    {
      guard name(byte == UInt8(ascii: "!") ? "tag" : "anchor", inFlow: false) else { return false }
      guard isBlankOrEnd(0) else { return false }
      // More properties may follow on this line.
      var copy = cursor
      copy.skip(while: \.isBlank)
      guard copy.current == UInt8(ascii: "!") || copy.current == UInt8(ascii: "&") else { break }
      cursor = copy
    }
    return true
  }

  /// Reads a tag, an anchor or an alias, without its sign if it is one of the latter.
  mutating func name(_ kind: String, inFlow: Bool) -> Bool {
    let start = cursor.index
    cursor.index += 1
    cursor.skip { !$0.isBlank && $0 != .lineFeed && !Self.isFlowIndicator($0) }
    if !inFlow, !isBlankOrEnd(0) { return false }
    if kind != "tag" {
      // Readers differ about other characters.
      let name = cursor.bytes[(start + 1)..<cursor.index]
      guard !name.isEmpty, name.allSatisfy(\.isNameByte) else { return false }
    }
    emit(kind, Array(cursor.bytes[start..<cursor.index]))
    return true
  }

  /// Reads what is no property. `column` is where the node starts, with its properties, whose tokens
  /// start at `firstToken`.
  private mutating func content(_ context: Context, column: Int, firstToken: Int) -> Bool {
    guard let byte = cursor.current else { return false }
    switch byte {
    case UInt8(ascii: "-") where isBlankOrEnd(1):
      return context.allowsCollection && !followsTab
        && sequence(column: column, depth: context.depth)
    case UInt8(ascii: "?") where isBlankOrEnd(1):
      return false
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return blockScalar(parent: context.parent)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard flowNode(depth: context.depth + 1) else { return false }
      return endLine()
    default:
      return scalarOrMapping(context, column: column, firstToken: firstToken)
    }
  }

  private mutating func scalarOrMapping(_ context: Context, column: Int, firstToken: Int) -> Bool {
    let before = cursor
    let count = tokens.count
    let hasTab = followsTab
    if implicitKey() {
      guard context.allowsCollection, column > context.parent, !hasTab else { return false }
      tokens.insert(Token("mapping", []), at: firstToken)
      return mapping(column: column, depth: context.depth)
    }
    cursor = before
    tokens.removeSubrange(count...)
    return scalar(parent: context.parent) && endLine()
  }

  private mutating func scalar(parent: Int) -> Bool {
    switch cursor.current {
    case UInt8(ascii: "*"): return name("alias", inFlow: false)
    case .quote, .apostrophe:
      guard let value = quoted(parent: parent) else { return false }
      emit("string", value)
      return true
    default:
      guard let value = plain(parent: parent, inFlow: false) else { return false }
      emit(YAMLPlainType.isTyped(value) ? "plain-typed" : "string", value)
      return true
    }
  }

  /// Reads a scalar on one line and the colon behind it.
  private mutating func implicitKey() -> Bool {
    let start = cursor.index
    switch cursor.current {
    case UInt8(ascii: "*"):
      guard name("alias", inFlow: false) else { return false }
    case .quote, .apostrophe:
      guard let value = quoted(parent: nil) else { return false }
      emit("key", value)
    default:
      guard let value = plainLine(inFlow: false) else { return false }
      emit(YAMLPlainType.isTyped(value) ? "key-typed" : "key", value)
    }
    guard cursor.index - start <= Self.maximumKeyLength else { return false }
    cursor.skip(while: \.isBlank)
    return isBlankOrEnd(1) && cursor.take(.colon)
  }

  // MARK: Collections

  private mutating func sequence(column: Int, depth: Int) -> Bool {
    emit("sequence")
    while true {
      cursor.index += 1
      guard node(parent: column, depth: depth + 1, isCompact: true, isMappingValue: false),
        let next = nextEntry(column)
      else { return false }
      guard next, isAtSequence else { break }
    }
    emit("end")
    return true
  }

  /// Goes on behind the first key's colon.
  private mutating func mapping(column: Int, depth: Int) -> Bool {
    var keys: Set<[UInt8]> = []
    while true {
      if let key = tokens.last, key.kind != "alias", !keys.insert(key.value).inserted {
        return false
      }
      guard node(parent: column, depth: depth + 1, isCompact: false, isMappingValue: true),
        let next = nextEntry(column)
      else { return false }
      guard next else { break }
      let count = tokens.count
      guard properties() else { return false }
      cursor.skip(while: \.isBlank)
      if tokens.count > count, cursor.current == UInt8(ascii: "*") { return false }
      guard !isAtSequence, implicitKey() else { return false }
    }
    emit("end")
    return true
  }

  /// Whether another entry of the collection at `column` follows; nil when the next line fits
  /// nowhere.
  private mutating func nextEntry(_ column: Int) -> Bool? {
    guard let crossed = skipTrivia() else { return nil }
    if cursor.isAtEnd || isAtAnyMarker { return false }
    guard crossed || isAtLineStart else { return nil }
    return self.column == column ? true : self.column < column ? false : nil
  }

  /// Whether only spaces come before this on its line.
  private var isAtLineStart: Bool {
    var index = cursor.index
    while index > 0, cursor.bytes[index - 1] == .space { index -= 1 }
    return index == 0 || cursor.bytes[index - 1] == .lineFeed
  }
}
