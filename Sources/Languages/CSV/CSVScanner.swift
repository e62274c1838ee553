/// Finds the fields of a CSV text and quotes those that hold a value.
struct CSVScanner: SkeletonScanner {
  enum State: Equatable {
    case unquoted
    /// Within quotes that opened at `start`.
    case quoted(start: Int)
    /// Behind a quote within quotes, which closes the field or begins a pair.
    case quote(start: Int)
  }

  private enum Unit {
    case byte(UInt8, Int)
    case hole(Int)
  }

  let skeleton: Skeleton
  var state = State.unquoted
  var output = PlacementOutput()
  var problems: [PlacementProblem] = []
  /// The unquoted field so far.
  private var field: [Unit] = []
  private var start = FieldStart.empty

  /// What the field begins with: a spreadsheet takes some first characters for a formula.
  private enum FieldStart {
    /// Nothing, or blanks.
    case empty
    case literal
    case formula
    /// A value whose first character is not known.
    case value
  }

  init(_ skeleton: Skeleton) { self.skeleton = skeleton }

  mutating func read(_ byte: UInt8, at offset: Int) {
    switch state {
    case .unquoted: readUnquoted(byte, at: offset)
    case .quoted(let start):
      output.append(byte)
      if byte == .quote { state = .quote(start: start) } else { begin(with: byte) }
    case .quote(let start):
      if byte == .quote {
        output.append(byte)
        state = .quoted(start: start)
        begin(with: byte)
      } else {
        state = .unquoted
        readBehindQuotes(byte, at: offset)
      }
    }
  }

  private mutating func readUnquoted(_ byte: UInt8, at offset: Int) {
    switch byte {
    case .comma, .lineFeed, 0x0D:
      endField()
      output.append(byte)
    case .quote where field.isEmpty:
      output.append(byte)
      state = .quoted(start: offset)
    case .quote:
      report(
        offset..<(offset + 1),
        "A quote cannot stand inside a field without quotes.",
        cure: #"put the whole field between quotes and write "" for a quote in it"#
      )
    default:
      begin(with: byte)
      field.append(.byte(byte, offset))
    }
  }

  private mutating func readBehindQuotes(_ byte: UInt8, at offset: Int) {
    output.append(byte)
    start = .empty
    guard byte != .comma, byte != .lineFeed, byte != 0x0D else { return }
    report(
      offset..<(offset + 1),
      "Only a comma can follow the closing quote of a field.",
      cure: #"put the whole field between quotes and write "" for a quote in it"#
    )
  }

  private mutating func begin(with byte: UInt8) {
    guard start == .empty, !byte.isBlank, byte != .lineFeed, byte != 0x0D else { return }
    start = "=+-@".utf8.contains(byte) ? .formula : .literal
  }

  // MARK: Holes

  mutating func read(hole: Int) {
    switch state {
    case .unquoted:
      field.append(.hole(hole))
    case .quoted:
      place(hole)
    case .quote:
      refuse(
        hole,
        "cannot stand behind the closing quote of a field",
        cure: "put it before the quote"
      )
      return
    }
    if state == .unquoted { checkStart(hole) }
  }

  /// Writes a value within quotes.
  private mutating func place(_ hole: Int) {
    if checkStart(hole) { append(hole, kind(hole).isInert ? .verbatim : .csvQuoted) }
  }

  /// Whether a value may stand here as far as formulas are concerned.
  @discardableResult
  private mutating func checkStart(_ hole: Int) -> Bool {
    let before = start
    if before == .empty { start = kind(hole) == .boolean ? .literal : .value }
    guard kind(hole) == .line || kind(hole) == .text, before != .literal else { return true }
    refuse(
      hole,
      "cannot begin a field, since a spreadsheet takes = + - @ at the start for a formula",
      cure: "write a letter or a digit before it, or use a type of fewer characters"
    )
    return false
  }

  /// Writes the unquoted field: with quotes if it holds a value that is no number or boolean.
  private mutating func endField() {
    defer {
      field = []
      start = .empty
    }
    let holes = field.compactMap { unit in
      guard case .hole(let hole) = unit else { return nil as Int? }
      return hole
    }
    let isQuoted = !holes.isEmpty && !(field.count == 1 && kind(holes[0]).isBare)
    if isQuoted { output.append(.quote) }
    for unit in field {
      switch unit {
      case .byte(let byte, _): output.append(byte)
      case .hole(let hole): append(hole, kind(hole).isInert ? .verbatim : .csvQuoted)
      }
    }
    if isQuoted { output.append(.quote) }
  }

  // MARK: Lines

  mutating func endLine() {
    switch state {
    case .unquoted: endField()
    case .quote: state = .unquoted
    case .quoted(let start):
      report(
        start..<(start + 1),
        "The quoted field does not end before a directive or the end of the text.",
        cure: "close the quote"
      )
      state = .unquoted
    }
    start = .empty
  }

  mutating func join(_ states: [State], from start: State) -> State { .unquoted }

  mutating func enterLoop(_ start: State) -> State { start }

  mutating func leaveLoop(_ end: State, from start: State) -> State { .unquoted }

  mutating func finish() {}
}
