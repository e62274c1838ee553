/// What may meet behind branches and loops.
extension TOMLScanner {
  mutating func join(_ states: [State], from start: State) -> State {
    guard var result = states.first else { return start }
    for other in states.dropFirst() { merge(other, into: &result) }
    return result
  }

  mutating func enterLoop(_ start: State) -> State {
    var state = start
    if state.open.last == Self.bracket { state.expected.formUnion([.value, .comma]) }
    return state
  }

  mutating func leaveLoop(_ end: State, from start: State) -> State {
    var result = start
    merge(end, into: &result)
    return result
  }

  private mutating func merge(_ other: State, into state: inout State) {
    if other.open != state.open || other.lexeme != state.lexeme {
      fail(
        position..<position,
        "The lines of a directive must close the brackets and quotes that they open, and no others.",
        cure: "move the directive, so that whole entries stand between its lines"
      )
    }
    state.expected.formUnion(other.expected)
    state.followsBare = false
  }

  mutating func finish() {
    switch state.lexeme {
    case .string(_, let start), .quotes(_, let start, 1), .escape(let start, _, _),
      .multiLineEscape(let start):
      fail(start..<(start + 1), "The string does not end.", cure: "close the quote")
    case .multiLine(_, let start, let run) where run < 3:
      fail(start..<(start + 1), "The string does not end.", cure: "close its quotes")
    default:
      guard !state.open.isEmpty else { return }
      fail(position..<position, "A bracket is not closed.", cure: "close it")
    }
  }
}
