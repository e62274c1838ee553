/// Where the lexer stands: what is open, innermost last. A value, so that the states at the two
/// ends of a branch or a loop can be compared.
struct ShellState: Equatable {
  enum Frame: Equatable {
    case commands(ShellCommands)
    case comment
    case singleQuotes(start: Int)
    case doubleQuotes(start: Int, isTranslated: Bool)
    /// `pending` is how many more digits an escape such as `\x` would take.
    case ansiQuotes(start: Int, pending: Int)
    case backquotes(start: Int)
    case parameter(ShellParameter)
    case arithmetic(ShellArithmetic)
    /// The alternatives of an extended pattern such as `@(a|b)`.
    case pattern(start: Int)
    case hereDocument(ShellHereDocument)
  }

  var frames: [Frame] = [.commands(ShellCommands(closer: .endOfText, start: 0))]

  /// The same state without what may differ between the ends of a loop: the words that a command
  /// has got so far.
  var withoutWords: ShellState {
    var copy = self
    for (index, frame) in frames.enumerated() {
      guard case .commands(var commands) = frame else { continue }
      commands.words = []
      commands.pipe = nil
      commands.endedHoles = nil
      commands.wordsVary = false
      // A part of a quoted word may be conditional.
      commands.word = commands.word.map(\.shape)
      copy.frames[index] = .commands(commands)
    }
    return copy
  }

  /// How many holes the word at hand has.
  var wordHoleCount: Int {
    for case .commands(let commands) in frames.reversed() { return commands.word?.holes.count ?? 0 }
    return 0
  }

  /// Notes that the words of the command at hand are not the same each time, and that the word at
  /// hand may have these holes.
  mutating func forgetWords(with holes: [Int] = []) {
    let last = frames.lastIndex {
      if case .commands = $0 { return true }
      return false
    }
    guard let last, case .commands(var commands) = frames[last] else { return }
    let isBetweenWords = last == frames.count - 1
    if isBetweenWords, commands.mode == .arguments || commands.mode == .conditional {
      commands.wordsVary = true
    }
    commands.word?.varies = true
    commands.word?.holes += holes
    frames[last] = .commands(commands)
  }
}

/// A list of commands, up to what closes it, and how far the lexer has come in it.
struct ShellCommands: Equatable {
  enum Closer: Equatable {
    case endOfText
    /// The `)` of `$(`, `<(` and `>(`.
    case substitution
    /// The `)` of `(`.
    case subshell
    /// The `)` of `name=(`.
    case array
  }

  enum Mode: Equatable {
    /// A command, an assignment or a keyword may begin.
    case start
    case arguments
    case forName
    /// Before `in`.
    case forIn
    case forWords
    case caseWord
    /// Before `in`.
    case caseIn
    case casePattern
    /// In `[[ ]]`.
    case conditional
    case functionName
    case array
  }

  enum Compound: Equatable {
    case ifThen, loop, group, caseIn
  }

  enum Redirection: Equatable {
    case file
    case descriptor
    case hereString
    case delimiter(stripsTabs: Bool)
  }

  let closer: Closer
  let start: Int
  var mode: Mode
  /// An operator that still waits for its word.
  var redirection: Redirection?
  /// The word at hand.
  var word: ShellWord?
  /// The words of the command at hand, its name first.
  var words: [ShellWord] = []
  /// What the command at hand reads.
  var pipe: ShellPipe?
  /// Some words before this point are repeated or depend on a condition.
  var wordsVary = false
  /// Assignments came first, so that the next word is no keyword.
  var followsAssignment = false
  var compounds: [Compound] = []
  /// By compound command: the first value that can be in it.
  var compoundHoles: [Int] = []
  /// The first value that can be in the compound command that has just ended.
  var endedHoles: Int?
  /// The first value that can be in this list.
  var firstHole = 0
  /// Here-documents whose bodies begin at the next line.
  var hereDocuments: [ShellHereDocument] = []

  init(closer: Closer, start: Int) {
    self.closer = closer
    self.start = start
    mode = closer == .array ? .array : .start
  }
}

/// What comes through `|`.
struct ShellPipe: Equatable {
  /// The values in the commands before it.
  var holes: [Int]
  /// How many compound commands were open there: when no more are, the reader has ended.
  var depth: Int
}

/// A word, decoded as far as it is known.
struct ShellWord: Equatable {
  /// The literal bytes, without quotes.
  var text: [UInt8] = []
  /// A value, variable or substitution is in it.
  var isExpanded = false
  /// Some of its text is conditional or repeated.
  var varies = false
  /// Some of it is quoted.
  var isQuoted = false
  var holes: [Int] = []
  /// Nothing but holes outside quotes and unquoted digits: behind it, `>` would make it a number.
  var couldBeNumber = true
  /// A variable's name and `=` came first.
  var isAssignment = false
  /// `{` without its `}`, outside quotes.
  var openBraces = 0
  /// `[` without its `]`, outside quotes.
  var hasOpenBracket = false

  /// What comes next can make an option of it, or name another one: nothing certain came first, or
  /// the beginning of an option without its `=`.
  var canBecomeOption: Bool {
    text.isEmpty || text.first == UInt8(ascii: "-") && !text.contains(UInt8(ascii: "="))
  }

  /// The word without its text: what must be the same at both ends of a branch.
  var shape: ShellWord {
    var shape = ShellWord()
    shape.isAssignment = isAssignment
    shape.openBraces = openBraces
    shape.hasOpenBracket = hasOpenBracket
    return shape
  }

  /// `text` is all of it.
  var isKnown: Bool { !isExpanded && !varies }

  func `is`(_ literal: StaticString) -> Bool {
    isKnown && !isQuoted
      && literal.withUTF8Buffer { $0.elementsEqual(text) }
  }
}

/// `${ }`.
struct ShellParameter: Equatable {
  enum Part: Equatable {
    case name
    /// Behind `:-`, `#` and such, where inert text means nothing.
    case word
    /// The pattern of `/`, and what is behind `^`, `,` and `@`.
    case pattern
    /// Offset and length behind `:`.
    case offset
  }

  let start: Int
  let isInDoubleQuotes: Bool
  var part = Part.name
  /// Single quotes quote, which they do not in `"${name:-word}"`.
  var readsSingleQuotes: Bool
}

/// `$(( ))`, `(( ))` and the index of an array.
struct ShellArithmetic: Equatable {
  enum Closer: Equatable {
    case twoParentheses
    case bracket
  }

  let start: Int
  let closer: Closer
  /// Parentheses or brackets open inside.
  var depth = 0
}

/// `<<`.
struct ShellHereDocument: Equatable {
  let start: Int
  let delimiter: [UInt8]
  let isQuoted: Bool
  let stripsTabs: Bool
  var isAtLineStart = true
}
