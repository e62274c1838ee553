/// Flow collections, on one line or several.
extension YAMLScanner {
  private static let bracket = UInt8(ascii: "[")
  private static let brace = UInt8(ascii: "{")

  /// What the next line finds open.
  mutating func flowMode(_ open: [UInt8], _ flowState: YAMLFlowState) -> YAMLMode {
    defer { unclosedQuote = nil }
    return unclosedQuote ?? .flow(open: open, flowState)
  }

  /// A line that starts within brackets.
  mutating func scanFlowLine() {
    var open: [UInt8] = []
    var states: Set<YAMLFlowState> = []
    for case .flow(let brackets, let flowState) in state {
      open = brackets
      states.insert(flowState)
    }
    // Behind a branch a comma may or may not be there: the text is right if any way can be.
    var flowState: YAMLFlowState =
      states.contains(.open) ? .open : states.contains(.plain) ? .plain : .complete
    let index = scanFlow(from: 0, &open, &flowState)
    finishFlow(index, open, flowState)
  }

  private mutating func finishFlow(_ index: Int, _ open: [UInt8], _ flowState: YAMLFlowState) {
    guard open.isEmpty else {
      state = [flowMode(open, flowState)]
      return
    }
    finishLine(index)
    state = [.structure]
  }

  /// A line that starts within a quoted scalar.
  mutating func scanQuotedLine() {
    guard case .quoted(let quote, _, var open) = state.first else { return }
    guard let end = closing(quote, from: 0) else {
      refuseInLongQuote(0..<line.count)
      return
    }
    refuseInLongQuote(0..<end)
    state = [.structure]
    guard !open.isEmpty else {
      finishLine(end)
      return
    }
    var flowState = YAMLFlowState.complete
    let index = scanFlow(from: end, &open, &flowState)
    finishFlow(index, open, flowState)
  }

  /// Reads up to the last closing bracket or the end of the line.
  mutating func scanFlow(
    from start: Int,
    _ open: inout [UInt8],
    _ flowState: inout YAMLFlowState
  ) -> Int {
    var index = start
    var hasTypeTag = false
    repeat {
      skipBlanks(&index)
      guard index < line.count else { break }
      if isComment(index) {
        emitComment(index..<line.count)
        return line.count
      }
      switch line.byte(index) {
      case Self.bracket, Self.brace, UInt8(ascii: "]"), UInt8(ascii: "}"), .comma:
        scanFlowIndicator(index, &open, &flowState)
        index += 1
      case .colon? where isFlowColon(index, flowState):
        emit(index..<(index + 1))
        index += 1
        flowState = .open
      case UInt8(ascii: "?") where line.isBlankOrEnd(index + 1):
        reportComplexKey(index)
        emit(index..<(index + 1))
        index += 1
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        let end = scanProperty(index, inFlow: true)
        hasTypeTag = hasTypeTag || isTypeTag(index..<end)
        index = end
        continue
      default:
        guard let end = scanFlowScalar(index, open, &flowState, hasTypeTag) else {
          return line.count
        }
        index = end
      }
      hasTypeTag = false
    } while !open.isEmpty
    return index
  }

  private func isFlowColon(_ index: Int, _ flowState: YAMLFlowState) -> Bool {
    flowState == .complete || line.isBlankOrEnd(index + 1) || isFlowIndicator(index + 1)
  }

  func isFlowIndicator(_ index: Int) -> Bool {
    switch line.byte(index) {
    case .comma?, Self.bracket, Self.brace, UInt8(ascii: "]"), UInt8(ascii: "}"): true
    default: false
    }
  }

  private mutating func scanFlowIndicator(
    _ index: Int,
    _ open: inout [UInt8],
    _ flowState: inout YAMLFlowState
  ) {
    guard let byte = line.byte(index) else { return }
    emit(index..<(index + 1))
    switch byte {
    case .comma:
      flowState = .open
    case Self.bracket, Self.brace:
      requireOpen(index, flowState)
      if open.count >= Self.maximumDepth {
        report(
          line.range(index, index + 1),
          "More than 100 brackets are open.",
          cure: "nest less deeply"
        )
      }
      open.append(byte)
      flowState = .open
    default:
      if open.popLast() != (byte == UInt8(ascii: "]") ? Self.bracket : Self.brace) {
        report(
          line.range(index, index + 1),
          "This bracket closes nothing.",
          cure: "remove it, or put the text between double quotes"
        )
      }
      flowState = .complete
    }
  }

  private mutating func requireOpen(_ index: Int, _ flowState: YAMLFlowState) {
    guard flowState != .open else { return }
    report(
      line.range(index, index + 1),
      "A comma is missing before this.",
      cure: "separate the entries with commas"
    )
  }

  /// Reads a scalar or an alias; nil when it is a quoted scalar that goes on.
  private mutating func scanFlowScalar(
    _ index: Int,
    _ open: [UInt8],
    _ flowState: inout YAMLFlowState,
    _ hasTypeTag: Bool
  ) -> Int? {
    switch line.byte(index) {
    case UInt8(ascii: "*"):
      requireOpen(index, flowState)
      flowState = .complete
      return scanProperty(index, inFlow: true)
    case .quote?, .apostrophe?:
      requireOpen(index, flowState)
      flowState = .complete
      guard let end = quotedEnd(from: index) else {
        unclosedQuote = scanUnclosedQuote(index, flow: open)
        return nil
      }
      let isKey = line.byte(line.afterBlanks(end)) == .colon
      emitQuoted(index..<end, isKey: isKey, hasTypeTag: hasTypeTag)
      return end
    default:
      let end = plainEnd(from: index, inFlow: true)
      let next = line.afterBlanks(end)
      let isKey =
        line.byte(next) == .colon && (line.isBlankOrEnd(next + 1) || isFlowIndicator(next + 1))
      let holdsValue = !holes(index..<end).isEmpty
      if holdsValue || flowState == .complete { requireOpen(index, flowState) }
      emitPlain(index..<end, isKey: isKey, hasTypeTag: hasTypeTag)
      flowState = next == line.count && !holdsValue ? .plain : .complete
      return end
    }
  }
}
