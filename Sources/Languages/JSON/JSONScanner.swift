/// Finds the positions of holes in JSON.
///
/// Behind a branch more than one thing may come next (a comma, or the next value), since the comma
/// between two elements often depends on `loop.last`. All of them are kept; those that the text
/// then contradicts are dropped.
struct JSONScanner: SkeletonScanner {
  struct Expectation: OptionSet {
    let rawValue: UInt8

    static let value = Expectation(rawValue: 1)
    static let key = Expectation(rawValue: 2)
    static let colon = Expectation(rawValue: 4)
    /// A comma or the end of what is open.
    static let comma = Expectation(rawValue: 8)
  }

  enum Lexeme: Equatable {
    case none
    case string(start: Int)
    /// Within an escape, with this many bytes to come; the first follows the backslash.
    case escape(start: Int, remaining: Int, isFirst: Bool)
    /// A number or a literal name.
    case bare
  }

  struct State {
    /// The brackets that are open.
    var open: [UInt8] = []
    var expected: Expectation = .value
    var lexeme = Lexeme.none
  }

  let skeleton: Skeleton
  var state = State()
  var output = PlacementOutput()
  var problems: [PlacementProblem] = []
  private var isBroken = false
  /// The offset of the last literal byte.
  private var position = 0

  init(_ skeleton: Skeleton) { self.skeleton = skeleton }

  private static let bracket = UInt8(ascii: "[")
  private static let brace = UInt8(ascii: "{")

  mutating func read(_ byte: UInt8, at offset: Int) {
    output.append(byte)
    position = offset
    switch state.lexeme {
    case .string(let start):
      readString(byte, from: start, at: offset)
    case .escape(let start, let remaining, let isFirst):
      let left = isFirst && byte == UInt8(ascii: "u") ? 4 : remaining - 1
      state.lexeme =
        left == 0
        ? .string(start: start) : .escape(start: start, remaining: left, isFirst: false)
    case .bare where !isDelimiter(byte):
      break
    case .bare, .none:
      state.lexeme = .none
      readStructure(byte, at: offset)
    }
  }

  private mutating func readString(_ byte: UInt8, from start: Int, at offset: Int) {
    switch byte {
    case .quote: state.lexeme = .none
    case .backslash:
      state.lexeme = .escape(start: start, remaining: 1, isFirst: true)
    case .lineFeed:
      report(
        start..<offset,
        "The string does not end on its line.",
        cure: "close it with \", and write a line break as \\n"
      )
      state.lexeme = .none
    default: break
    }
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case .space, .tab, .lineFeed, 0x0D, .comma, .colon, UInt8(ascii: "]"), UInt8(ascii: "}"): true
    default: false
    }
  }

  private mutating func readStructure(_ byte: UInt8, at offset: Int) {
    switch byte {
    case .space, .tab, .lineFeed, 0x0D: break
    case .quote:
      beginScalar(at: offset, canBeKey: true)
      state.lexeme = .string(start: offset)
    case Self.bracket, Self.brace:
      require(.value, at: offset)
      if state.open.count >= Self.maximumDepth {
        fail(at: offset, "More than 100 brackets are open.", cure: "nest less deeply")
      }
      state.open.append(byte)
      state.expected = byte == Self.brace ? .key : .value
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      let opening = byte == UInt8(ascii: "]") ? Self.bracket : Self.brace
      if state.open.popLast() != opening {
        fail(at: offset, "This bracket closes nothing.", cure: "remove it")
      }
      state.expected = .comma
    case .comma where !state.open.isEmpty:
      require(.comma, at: offset)
      state.expected = state.open.last == Self.brace ? .key : .value
    case .colon:
      require(.colon, at: offset)
      state.expected = .value
    default:
      beginScalar(at: offset, canBeKey: false)
      state.lexeme = .bare
    }
  }

  private mutating func beginScalar(at offset: Int, canBeKey: Bool) {
    if canBeKey, state.expected.contains(.key) {
      state.expected = .colon
    } else {
      require(.value, at: offset)
      state.expected = .comma
    }
  }

  private mutating func require(_ expectation: Expectation, at offset: Int) {
    guard !state.expected.contains(expectation) else { return }
    fail(
      at: offset,
      "This cannot stand here in JSON.",
      cure: "check the commas, colons and quotes around it"
    )
  }

  /// One report: what follows a broken place says nothing more.
  private mutating func fail(at offset: Int, _ message: String, cure: String) {
    guard !isBroken else { return }
    isBroken = true
    report(offset..<(offset + 1), message, cure: cure)
  }

  mutating func read(hole: Int) {
    switch state.lexeme {
    case .string:
      append(hole, kind(hole).isInert ? .verbatim : .jsonString)
    case .escape:
      refuse(
        hole,
        "cannot stand behind a backslash",
        cure: #"write \\ for a backslash in a JSON string"#
      )
    case .bare:
      refuse(
        hole,
        "cannot stand inside a number or a name",
        cure: "put the whole value between double quotes, or into one placeholder"
      )
    case .none where state.expected.contains(.key):
      append(hole, .jsonValue)
      state.expected = .colon
    case .none where state.expected.contains(.value):
      append(hole, isBare(hole) ? .verbatim : .jsonValue)
      state.expected = .comma
    case .none:
      refuse(
        hole,
        "cannot stand between the values of JSON",
        cure: "put it between double quotes, where a value or a key stands"
      )
    }
  }

  mutating func endLine() {
    // A line feed is a part of the text, but the last line may have none.
    if case .bare = state.lexeme { state.lexeme = .none }
  }

  mutating func join(_ states: [State], from start: State) -> State {
    guard var result = states.first else { return start }
    for other in states.dropFirst() {
      merge(other, into: &result)
    }
    return result
  }

  mutating func enterLoop(_ start: State) -> State {
    var state = start
    // The last turn may have ended with a value or with a comma.
    if let innermost = state.open.last, !state.expected.contains(.colon) {
      if innermost == Self.brace, state.expected.contains(.value) { return state }
      state.expected.formUnion([.comma, innermost == Self.brace ? .key : .value])
    }
    return state
  }

  mutating func leaveLoop(_ end: State, from start: State) -> State {
    var result = start
    merge(end, into: &result)
    return result
  }

  private mutating func merge(_ other: State, into state: inout State) {
    if other.open != state.open || other.lexeme != .none || state.lexeme != .none {
      guard !isBroken else { return }
      isBroken = true
      report(
        position..<position,
        "The lines of a directive must close the brackets and quotes that they open, and no others.",
        cure: "move the directive, so that whole values stand between its lines"
      )
    }
    state.expected.formUnion(other.expected)
  }

  mutating func finish() {
    if case .string(let start) = state.lexeme {
      report(start..<(start + 1), "The string does not end.", cure: "close it with \"")
    } else if !state.open.isEmpty, !isBroken {
      report(position..<position, "A bracket is not closed.", cure: "close it")
    }
  }
}
