/// Follows the shell's lexer through a finished text, and notes what each of its steps read.
struct ShellHighlighter {
  private var lexer: ShellLexer
  private let run: ShellRun
  private var list = HighlightList()
  /// Where the word at hand begins; of use only for words without substitutions.
  private var wordStart = 0

  static func highlights(of text: [UInt8], dialect: ShellDialect) -> [HighlightToken] {
    var highlighter = ShellHighlighter(text, dialect)
    highlighter.read()
    return highlighter.list.tokens
  }

  private init(_ text: [UInt8], _ dialect: ShellDialect) {
    lexer = ShellLexer(dialect: dialect, holes: [])
    var run = ShellRun()
    run.append(text[...])
    self.run = run
  }

  private mutating func read() {
    while lexer.index < run.symbols.count, !lexer.hasFailed { step() }
    guard !lexer.hasFailed, lexer.commandsIndex == lexer.state.frames.count - 1 else { return }
    let keywords = lexer.keywordCount
    lexer.finishWord(before: nil)
    if lexer.keywordCount > keywords { list.append(wordStart..<run.symbols.count, .keyword) }
  }

  private mutating func step() {
    let start = lexer.index
    let depth = lexer.state.frames.count
    let place = Place(lexer.state.frames[depth - 1])
    let keywords = lexer.keywordCount
    let (hadWord, wasAssignment) = word
    lexer.step(run)
    let end = min(lexer.index, run.symbols.count)
    if lexer.keywordCount > keywords { list.append(wordStart..<start, .keyword) }
    let (hasWord, isAssignment) = word
    if place == .commands {
      if hasWord, !hadWord || lexer.state.frames.count > depth { wordStart = start }
      if isAssignment, !wasAssignment, lexer.state.frames.count == depth {
        list.append(wordStart..<start, .variable)
      }
    }
    if let kind = kind(of: start..<end, in: place, depth) { list.append(start..<end, kind) }
  }

  /// Whether the innermost commands have a word at hand, and whether it is an assignment.
  private var word: (exists: Bool, isAssignment: Bool) {
    guard case .commands(let commands) = lexer.state.frames[lexer.commandsIndex] else {
      return (false, false)
    }
    return (commands.word != nil, commands.word?.isAssignment ?? false)
  }

  /// The kind of a frame. A copy of the frame itself would make each change of it a copy, too.
  private enum Place {
    case commands, comment, verbatim, quoted, parameter, other

    init(_ frame: ShellState.Frame) {
      switch frame {
      case .commands: self = .commands
      case .comment: self = .comment
      case .singleQuotes, .ansiQuotes: self = .verbatim
      case .hereDocument(let document): self = document.isQuoted ? .verbatim : .quoted
      case .doubleQuotes: self = .quoted
      case .parameter: self = .parameter
      case .backquotes, .arithmetic, .pattern: self = .other
      }
    }
  }

  /// What a step read that began in a place.
  private func kind(of range: Range<Int>, in place: Place, _ depth: Int) -> HighlightToken.Kind? {
    guard let first = run.byte(range.lowerBound) else { return nil }
    if first == UInt8(ascii: "$"), place != .verbatim, place != .comment {
      return kindOfDollar(range, in: place, depth)
    }
    let isQuote = first == UInt8(ascii: "'") || first == UInt8(ascii: "\"")
    switch place {
    case .comment: return .comment
    case .verbatim, .quoted: return .string
    case .parameter: return isQuote ? .string : .variable
    case .other: return isQuote ? .string : nil
    case .commands:
      if isQuote { return .string }
      guard first == UInt8(ascii: "#"), lexer.state.frames.count > depth,
        case .comment? = lexer.state.frames.last
      else { return nil }
      return .comment
    }
  }

  /// A variable, the opening of a quote or of a substitution, or a dollar sign.
  private func kindOfDollar(
    _ range: Range<Int>,
    in place: Place,
    _ depth: Int
  ) -> HighlightToken.Kind? {
    guard lexer.state.frames.count > depth, let opened = lexer.state.frames.last else {
      return range.count > 1 ? .variable : place == .quoted ? .string : nil
    }
    switch opened {
    case .parameter: return .variable
    case .doubleQuotes, .ansiQuotes: return .string
    default: return nil
    }
  }
}

extension ShellLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    ShellHighlighter.highlights(of: text, dialect: ShellDialect(script: text))
  }
}

extension POSIXShellLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    ShellHighlighter.highlights(of: text, dialect: .posix)
  }
}
