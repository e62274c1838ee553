/// Finds the positions of holes in TOML.
///
/// What may come next is a set: behind a branch inside of an array, a comma may be there or not.
struct TOMLScanner: SkeletonScanner {
  struct Expectation: OptionSet {
    let rawValue: UInt8

    static let key = Expectation(rawValue: 1)
    /// The brackets of a table's header.
    static let header = Expectation(rawValue: 2)
    /// A dot, an equals sign or the end of a header, behind a part of a key.
    static let equals = Expectation(rawValue: 4)
    static let value = Expectation(rawValue: 8)
    /// A comma or the end of what is open.
    static let comma = Expectation(rawValue: 16)
    static let lineStart: Expectation = [.key, .header]
  }

  enum Lexeme: Equatable {
    case none
    case comment
    case bare
    /// One or two quotes, of which it is not yet known what they begin.
    case quotes(UInt8, start: Int, count: Int)
    case string(UInt8, start: Int)
    /// Within an escape of a basic string, `remaining` bytes before its end.
    case escape(start: Int, remaining: Int, isFirst: Bool)
    /// A string of several lines; `run` counts the quotes just read.
    case multiLine(UInt8, start: Int, run: Int)
    case multiLineEscape(start: Int)
  }

  struct State: Equatable {
    var open: [UInt8] = []
    var expected = Expectation.lineStart
    var lexeme = Lexeme.none
    /// The brackets of a header that are open.
    var header = 0
    /// The byte before was a part of a bare value, or a blank behind one: a date may go on.
    var followsBare = false
  }

  let skeleton: Skeleton
  var state = State()
  var output = PlacementOutput()
  var problems: [PlacementProblem] = []
  private var isBroken = false
  private(set) var position = 0

  init(_ skeleton: Skeleton) { self.skeleton = skeleton }

  static let bracket = UInt8(ascii: "[")
  private static let brace = UInt8(ascii: "{")

  mutating func read(_ byte: UInt8, at offset: Int) {
    output.append(byte)
    position = offset
    if !readLexeme(byte) { readStructure(byte) }
  }

  /// Whether the byte belongs to what is being read; if not, that has ended.
  private mutating func readLexeme(_ byte: UInt8) -> Bool {
    switch state.lexeme {
    case .none:
      return false
    case .comment:
      if byte == .lineFeed { state.lexeme = .none }
      return byte != .lineFeed
    case .bare:
      if isBare(byte) { return true }
      state.lexeme = .none
      return false
    case .quotes(let quote, let start, 1) where byte == quote:
      state.lexeme = .quotes(quote, start: start, count: 2)
    case .quotes(let quote, let start, 2) where byte == quote:
      state.lexeme = .multiLine(quote, start: start, run: 0)
    case .quotes(let quote, let start, 1):
      state.lexeme = .string(quote, start: start)
      return readLexeme(byte)
    case .quotes:
      state.lexeme = .none
      return false
    case .string(let quote, let start):
      readString(byte, quote, start)
    case .escape(let start, let remaining, let isFirst):
      readEscape(byte, start, remaining, isFirst)
    case .multiLine(let quote, let start, let run):
      return readMultiLine(byte, quote, start, run)
    case .multiLineEscape(let start):
      state.lexeme = .multiLine(.quote, start: start, run: 0)
    }
    return true
  }

  private mutating func readString(_ byte: UInt8, _ quote: UInt8, _ start: Int) {
    switch byte {
    case quote: state.lexeme = .none
    case .backslash where quote == .quote:
      state.lexeme = .escape(start: start, remaining: 1, isFirst: true)
    case .lineFeed:
      fail(start..<(start + 1), "The string does not end on its line.", cure: "close the quote")
      state.lexeme = .none
      readStructure(byte)
    default: break
    }
  }

  private mutating func readEscape(
    _ byte: UInt8,
    _ start: Int,
    _ remaining: Int,
    _ isFirst: Bool
  ) {
    let left =
      switch byte {
      case UInt8(ascii: "u") where isFirst: 4
      case UInt8(ascii: "U") where isFirst: 8
      default: remaining - 1
      }
    state.lexeme =
      left == 0
      ? .string(.quote, start: start) : .escape(start: start, remaining: left, isFirst: false)
  }

  private mutating func readMultiLine(
    _ byte: UInt8,
    _ quote: UInt8,
    _ start: Int,
    _ run: Int
  ) -> Bool {
    if byte == quote {
      state.lexeme = .multiLine(quote, start: start, run: run + 1)
    } else if run >= 3 {
      state.lexeme = .none
      return false
    } else if byte == .backslash, quote == .quote {
      state.lexeme = .multiLineEscape(start: start)
    } else {
      state.lexeme = .multiLine(quote, start: start, run: 0)
    }
    return true
  }

  private func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case .space, .tab, .lineFeed, 0x0D, .comma, .numberSign, .quote, .apostrophe,
      UInt8(ascii: "="), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      false
    case UInt8(ascii: "."): !state.expected.contains(.equals)
    default: true
    }
  }

  // MARK: Structure

  private mutating func readStructure(_ byte: UInt8) {
    let followsBare = state.followsBare
    state.followsBare = byte == .space && followsBare
    switch byte {
    case .space, .tab, 0x0D: break
    case .lineFeed: readLineFeed()
    case .numberSign: state.lexeme = .comment
    case .quote, .apostrophe:
      beginScalar()
      state.lexeme = .quotes(byte, start: position, count: 1)
    case Self.bracket where state.expected.contains(.header): readHeaderBracket()
    case UInt8(ascii: "]") where state.header > 0:
      require(.equals)
      state.header -= 1
      state.expected = state.header > 0 ? .equals : .comma
    case Self.bracket, Self.brace: open(byte)
    case UInt8(ascii: "]"), UInt8(ascii: "}"): close(byte)
    case .comma:
      require(.comma)
      if state.open.isEmpty { fail(position..<(position + 1), Self.misplaced, cure: Self.check) }
      state.expected = state.open.last == Self.brace ? .key : .value
    case UInt8(ascii: "="):
      require(.equals)
      state.expected = .value
    case UInt8(ascii: ".") where state.expected.contains(.equals):
      state.expected = .key
    default:
      if !(followsBare && byte.isDecimalDigit && state.expected == .comma) { beginScalar() }
      state.lexeme = .bare
      state.followsBare = state.expected == .comma
    }
  }

  private mutating func readLineFeed() {
    switch state.open.last {
    case Self.bracket: return
    case Self.brace:
      fail(
        position..<(position + 1),
        "An inline table must end on its line.",
        cure: "write it on one line, or as a table of its own"
      )
    default:
      if state.expected != .comma, state.expected != .lineStart {
        fail(position..<(position + 1), Self.misplaced, cure: Self.check)
      }
    }
    state = State()
  }

  /// `[` or `[[` at the start of a line.
  private mutating func readHeaderBracket() {
    state.header += 1
    state.expected = state.header == 1 ? .lineStart : .key
  }

  private mutating func open(_ byte: UInt8) {
    require(.value)
    if state.open.count >= Self.maximumDepth {
      fail(
        position..<(position + 1),
        "More than 100 brackets are open.",
        cure: "nest less deeply"
      )
    }
    state.open.append(byte)
    state.expected = byte == Self.brace ? .key : .value
  }

  private mutating func close(_ byte: UInt8) {
    if state.open.popLast() != (byte == UInt8(ascii: "]") ? Self.bracket : Self.brace) {
      fail(position..<(position + 1), "This bracket closes nothing.", cure: "remove it")
    }
    state.expected = .comma
  }

  private mutating func beginScalar() {
    if state.expected.contains(.key) {
      state.expected = .equals
    } else {
      require(.value)
      state.expected = .comma
    }
  }

  private static let misplaced = "This cannot stand here in TOML."
  private static let check = "check the quotes, brackets and commas around it"

  private mutating func require(_ expectation: Expectation) {
    guard !state.expected.contains(expectation) else { return }
    fail(position..<(position + 1), Self.misplaced, cure: Self.check)
  }

  /// One report: what follows a broken place says nothing more.
  mutating func fail(_ range: Range<Int>, _ message: String, cure: String) {
    guard !isBroken else { return }
    isBroken = true
    report(range, message, cure: cure)
  }

  mutating func endLine() {
    // The last line may have no line feed; elsewhere that has ended these already.
    if state.lexeme == .comment || state.lexeme == .bare { state.lexeme = .none }
  }
}
