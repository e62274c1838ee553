/// Reads shell text that has holes, and gives each hole its encoding.
///
/// One step reads one lexical unit; it looks ahead, but never past the end of the line, which is
/// where branches and loops can begin.
struct ShellLexer {
  let dialect: ShellDialect
  let holes: [Skeleton.Hole]
  var state = ShellState()
  /// The number behind that of the last value in a word.
  var nextHole = 0
  /// By hole; nil for one that is refused.
  var encodings: [Encoding?]
  var problems: [PlacementProblem] = []
  /// Nothing after this can be understood.
  var hasFailed = false
  private var refused: Set<Int> = []
  /// How many words so far were keywords.
  var keywordCount = 0
  /// Where the next step begins in the run.
  var index = 0

  private static let maximalDepth = 100

  init(dialect: ShellDialect, holes: [Skeleton.Hole]) {
    self.dialect = dialect
    self.holes = holes
    encodings = Array(repeating: nil, count: holes.count)
  }

  /// Reads a whole run. It must end where a line ends, or with the text.
  mutating func read(_ run: ShellRun) {
    index = 0
    while index < run.symbols.count, !hasFailed { step(run) }
  }

  /// Reads what the innermost frame expects.
  mutating func step(_ run: ShellRun) {
    if run.byte(index) == UInt8(ascii: "\n"), isInsideHereDocument {
      fail(
        run.offset(index),
        "A substitution in a here-document must end on its line.",
        cure: "put its result into a variable before"
      )
      return
    }
    switch state.frames[state.frames.count - 1] {
    case .commands: stepCommands(run)
    case .comment: stepComment(run)
    case .singleQuotes: stepSingleQuotes(run)
    case .doubleQuotes: stepDoubleQuotes(run)
    case .ansiQuotes(let start, let pending): stepANSIQuotes(run, start: start, pending: pending)
    case .backquotes: stepBackquotes(run)
    case .parameter(let parameter): stepParameter(run, parameter)
    case .arithmetic(let arithmetic): stepArithmetic(run, arithmetic)
    case .pattern: stepPattern(run)
    case .hereDocument(let document): stepHereDocument(run, document)
    }
  }

  // MARK: Frames

  mutating func push(_ frame: ShellState.Frame, at offset: Int) {
    guard state.frames.count < Self.maximalDepth else {
      fail(offset, "Quotes and substitutions are nested more than 100 deep.", cure: "use variables")
      return
    }
    state.frames.append(frame)
  }

  mutating func pop() {
    precondition(state.frames.count > 1, "The outermost frame stays")
    state.frames.removeLast()
  }

  mutating func replaceTop(_ frame: ShellState.Frame) {
    state.frames[state.frames.count - 1] = frame
  }

  /// The index of the innermost commands; every word, quoted or not, belongs to them.
  var commandsIndex: Int {
    var index = state.frames.count - 1
    while index > 0 {
      if case .commands = state.frames[index] { return index }
      index -= 1
    }
    return 0
  }

  /// The innermost commands.
  var commands: ShellCommands {
    get {
      guard case .commands(let commands) = state.frames[commandsIndex] else {
        preconditionFailure("The outermost frame is a list of commands")
      }
      return commands
    }
    set { state.frames[commandsIndex] = .commands(newValue) }
  }

  /// Changes the innermost commands in their place, so that their words are not copied.
  mutating func withCommands(_ change: (inout ShellCommands) -> Void) {
    let index = commandsIndex
    guard case .commands(var commands) = state.frames[index] else { return }
    state.frames[index] = .comment
    change(&commands)
    state.frames[index] = .commands(commands)
  }

  /// Whether a here-document or `${ }` is open: there only inert values are safe.
  var isInSecondLanguage: Bool {
    state.frames.contains {
      switch $0 {
      case .hereDocument, .parameter: true
      default: false
      }
    }
  }

  /// Whether a here-document is open below the innermost frame.
  private var isInsideHereDocument: Bool {
    state.frames.dropLast().contains {
      if case .hereDocument = $0 { return true }
      return false
    }
  }

  // MARK: Words

  /// Changes the word at hand, or begins one.
  mutating func withWord(_ change: (inout ShellWord) -> Void) {
    let index = commandsIndex
    let isInBody = state.frames[index...].contains {
      if case .hereDocument = $0 { return true }
      return false
    }
    guard !isInBody, case .commands(var commands) = state.frames[index] else { return }
    // Taken out of the frame first, so that its text is not copied with every byte.
    state.frames[index] = .comment
    var word = commands.word ?? ShellWord()
    commands.word = nil
    change(&word)
    commands.word = word
    state.frames[index] = .commands(commands)
  }

  /// A quoted byte.
  mutating func appendQuoted(_ byte: UInt8) {
    withWord {
      $0.text.append(byte)
      $0.isQuoted = true
    }
  }

  /// Something that has a value only when the script runs.
  mutating func appendUnknown() {
    withWord {
      $0.isExpanded = true
      $0.couldBeNumber = false
    }
  }

  mutating func appendHole(_ hole: Int, isQuoted: Bool) {
    nextHole = max(nextHole, hole + 1)
    withWord {
      $0.isExpanded = true
      $0.holes.append(hole)
      if isQuoted { $0.couldBeNumber = false }
    }
  }

  // MARK: Problems

  mutating func refuse(_ hole: Int, _ message: String, cure: String) {
    encodings[hole] = nil
    guard refused.insert(hole).inserted else { return }
    problems.append(PlacementProblem(.hole(hole), message, cure: cure))
  }

  mutating func fail(_ offset: Int, _ message: String, cure: String) {
    problems.append(PlacementProblem(.bytes(offset..<offset + 1), message, cure: cure))
    hasFailed = true
  }
}

/// What the text is read by.
enum ShellDialect {
  case bash
  /// `dash`, busybox and other plain shells.
  case posix
}
