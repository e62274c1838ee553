/// Where a value stands.
extension TOMLScanner {
  mutating func read(hole: Int) {
    switch state.lexeme {
    case .comment: placeInComment(hole)
    case .string(.quote, _):
      append(hole, kind(hole).isInert ? .verbatim : .tomlString)
    case .quotes(.quote, let start, 1):
      state.lexeme = .string(.quote, start: start)
      append(hole, kind(hole).isInert ? .verbatim : .tomlString)
    case .quotes(let quote, let start, 1):
      state.lexeme = .string(quote, start: start)
      placeInLiteral(hole)
    case .string: placeInLiteral(hole)
    case .multiLine(_, _, 3...), .quotes:
      state.lexeme = .none
      placeBare(hole)
    case .multiLine(let quote, let start, _):
      state.lexeme = .multiLine(quote, start: start, run: 0)
      placeInMultiLine(hole)
    case .escape, .multiLineEscape:
      refuse(hole, "cannot stand in an escape", cure: #"write \\ for a backslash"#)
    case .bare:
      refuse(
        hole,
        "cannot stand inside a bare key or a value without quotes",
        cure: "put the whole of it between double quotes"
      )
    case .none: placeBare(hole)
    }
  }

  private mutating func placeBare(_ hole: Int) {
    if state.expected.contains(.key) {
      append(hole, .tomlValue)
      state.expected = .equals
    } else if state.expected.contains(.value) {
      append(hole, kind(hole).isBare ? .verbatim : .tomlValue)
      state.expected = .comma
    } else {
      refuse(
        hole,
        "cannot stand beside another key or value",
        cure: "put the whole text between double quotes"
      )
    }
  }

  private mutating func placeInLiteral(_ hole: Int) {
    guard !kind(hole).isInert else {
      append(hole, .verbatim)
      return
    }
    refuse(
      hole,
      "cannot stand between single quotes, which have no escapes in TOML",
      cure: "write double quotes"
    )
  }

  private mutating func placeInMultiLine(_ hole: Int) {
    guard !kind(hole).isInert else {
      append(hole, .verbatim)
      return
    }
    refuse(
      hole,
      "cannot stand in a string of several lines",
      cure: #"write a string between single double quotes, with \n for a line break"#
    )
  }
}
