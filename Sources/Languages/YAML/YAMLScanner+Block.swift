/// Lines of block collections.
extension YAMLScanner {
  /// What is known while a line of the block style is read.
  private struct Position {
    var index: Int
    /// The column of the collection that a value would belong to.
    var parent: Int
    /// Whether a key may stand here: not behind a key of the same line.
    var allowsKey = true
    /// Where the node starts: at its first property, if it has one.
    var nodeStart: Int?
    /// A tag that says what the scalar is.
    var hasTypeTag = false
    /// A key or a dash waits for a value.
    var isAwaited: Bool
  }

  mutating func scanStructure(_ start: YAMLLine.Start) {
    let parents = state.compactMap { mode in
      guard case .awaiting(let parent) = mode else { return nil as Int? }
      return parent
    }
    if start.isComment {
      emitComment(0..<line.count)
      state = parents.isEmpty ? [.structure] : Set(parents.map { .awaiting(parent: $0) })
      return
    }
    if line.byte(0) == UInt8(ascii: "%") {
      report(
        line.range(0, line.count),
        "Directives of YAML are not supported.",
        cure: "remove the line"
      )
      refuseAll(0..<line.count, "cannot stand in a directive of YAML", cure: "remove the line")
      state = [.structure]
      return
    }
    var position = Position(
      index: start.indentation,
      parent: parents.min() ?? (start.indentation - 1),
      isAwaited: parents.contains { $0 < start.indentation }
    )
    if start.isMarker {
      position.index = 3
      position.parent = -1
      position.allowsKey = false
      position.isAwaited = true
    }
    emit(0..<position.index)
    if line.isBlank(position.index), !start.isMarker {
      report(
        line.range(position.index, position.index + 1),
        "YAML cannot be indented with tabs.",
        cure: "indent with spaces"
      )
    }
    state = [scanNodes(&position)]
  }

  /// Reads the nodes of a line up to its end.
  private mutating func scanNodes(_ position: inout Position) -> YAMLMode {
    while true {
      skipBlanks(&position.index)
      guard position.index < line.count else { return .awaiting(parent: position.parent) }
      if isComment(position.index) {
        emitComment(position.index..<line.count)
        return .awaiting(parent: position.parent)
      }
      if scanIndicator(&position) { continue }
      let node = position.nodeStart ?? position.index
      guard let mode = scanNode(&position) else {
        position.parent = node
        position.allowsKey = false
        position.isAwaited = true
        position.nodeStart = nil
        position.hasTypeTag = false
        continue
      }
      return mode
    }
  }

  mutating func skipBlanks(_ index: inout Int) {
    let end = line.afterBlanks(index)
    emit(index..<end)
    index = end
  }

  func isComment(_ index: Int) -> Bool {
    line.byte(index) == .numberSign && (index == 0 || line.isBlank(index - 1))
  }

  /// Reads `-`, `?`, `:` before a blank, and properties of a node.
  private mutating func scanIndicator(_ position: inout Position) -> Bool {
    let index = position.index
    guard let byte = line.byte(index) else { return false }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), .colon:
      guard line.isBlankOrEnd(index + 1) else { return false }
      if byte != UInt8(ascii: "-") {
        reportComplexKey(index)
      } else if !position.allowsKey {
        reportNesting(index)
      }
      emit(index..<(index + 1))
      position.parent = index
      position.nodeStart = nil
      position.isAwaited = true
      position.index += 1
      return true
    case UInt8(ascii: "&"), UInt8(ascii: "!"):
      position.nodeStart = position.nodeStart ?? index
      let end = scanProperty(index, inFlow: false)
      position.hasTypeTag = position.hasTypeTag || isTypeTag(index..<end)
      position.index = end
      return true
    default:
      return false
    }
  }

  mutating func reportComplexKey(_ index: Int) {
    report(
      line.range(index, index + 1),
      "A key on lines of its own, behind a question mark, is not supported.",
      cure: "write key: value"
    )
  }

  private mutating func reportNesting(_ index: Int) {
    report(
      line.range(index, index + 1),
      "A list or a mapping cannot start behind a key on the same line.",
      cure: "start it on the next line, or put the text between double quotes"
    )
  }

  /// Reads one node, and the colon behind it if it is a key; nil when it is one.
  private mutating func scanNode(_ position: inout Position) -> YAMLMode? {
    let start = position.index
    let parent = position.parent
    switch line.byte(start) {
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return scanBlockHeader(start, parent: parent)
    case UInt8(ascii: "*"):
      position.index = scanProperty(start, inFlow: false)
    case .quote?, .apostrophe?:
      guard let end = quotedEnd(from: start) else {
        return scanUnclosedQuote(start, flow: [])
      }
      let isKey = isBlockKey(at: end)
      emitQuoted(start..<end, isKey: isKey, hasTypeTag: position.hasTypeTag)
      position.index = end
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      var flow: [UInt8] = []
      var flowState = YAMLFlowState.open
      position.index = scanFlow(from: start, &flow, &flowState)
      guard flow.isEmpty else { return flowMode(flow, flowState) }
    default:
      let end = plainEnd(from: start, inFlow: false)
      let isKey = isBlockKey(at: end)
      emitPlain(start..<end, isKey: isKey, hasTypeTag: position.hasTypeTag)
      position.index = end
      if !isKey, line.afterBlanks(end) == line.count {
        emit(end..<line.count)
        requireAwaited(position)
        return .plain(parent: parent, holdsValue: !holes(start..<end).isEmpty)
      }
    }
    return finishNode(&position)
  }

  func isBlockKey(at end: Int) -> Bool {
    let index = line.afterBlanks(end)
    return line.byte(index) == .colon && line.isBlankOrEnd(index + 1)
  }

  /// Behind a node: a colon makes it a key (nil); else only a comment may follow.
  private mutating func finishNode(_ position: inout Position) -> YAMLMode? {
    if isBlockKey(at: position.index) {
      skipBlanks(&position.index)
      if !position.allowsKey { reportNesting(position.index) }
      emit(position.index..<(position.index + 1))
      position.index += 1
      return nil
    }
    requireAwaited(position)
    finishLine(position.index)
    return .structure
  }

  private mutating func requireAwaited(_ position: Position) {
    guard !position.isAwaited else { return }
    report(
      line.range(line.indentation, position.index),
      "A value stands here without a key or a dash.",
      cure: "write a blank behind the colon of its key, or indent it below its key"
    )
  }

  /// Only a comment may follow.
  mutating func finishLine(_ index: Int) {
    var index = index
    skipBlanks(&index)
    guard index < line.count else { return }
    if isComment(index) {
      emitComment(index..<line.count)
      return
    }
    report(
      line.range(index, line.count),
      "This cannot follow a closing quote or bracket.",
      cure: "put the whole text between one pair of quotes"
    )
    refuseAll(index..<line.count)
  }
}
