/// Which encoding a value gets, by its kind and its position.
extension ShellLexer {
  enum Quoting {
    case bare, single, double, ansi
  }

  mutating func placeBare(_ hole: Int) { place(hole, .bare) }

  /// Gives the hole at hand its encoding, or refuses it.
  mutating func place(_ hole: Int, _ quoting: Quoting) {
    switch innermostContext {
    case .arithmetic:
      placeArithmetic(hole, before: nil, after: [], at: 0)
    case .parameter(let parameter):
      place(hole, in: parameter)
    case .pattern:
      placeInPattern(hole)
    default:
      placeInWord(hole, quoting)
    }
  }

  /// The innermost frame that is not a pair of quotes.
  private var innermostContext: ShellState.Frame {
    for frame in state.frames.reversed() {
      switch frame {
      case .singleQuotes, .doubleQuotes, .ansiQuotes: continue
      default: return frame
      }
    }
    return .comment
  }

  mutating func refuseInArithmetic(_ hole: Int) {
    refuse(
      hole,
      "cannot stand in an arithmetic expression",
      cure: "use a parameter of type int or port"
    )
  }

  /// `before` and the symbol at `next` touch the value.
  mutating func placeArithmetic(
    _ hole: Int,
    before: UInt8?,
    after symbols: [ShellRun.Symbol],
    at next: Int
  ) {
    guard holes[hole].kind == .integer else {
      refuseInArithmetic(hole)
      return
    }
    let joins = { (byte: UInt8) in ShellBytes.isName(byte) || "#$.@".utf8.contains(byte) }
    var isJoined = before.map(joins) ?? false
    if next < symbols.count {
      switch symbols[next] {
      case .byte(let byte): isJoined = isJoined || joins(byte)
      case .hole: isJoined = true
      }
    }
    if isJoined {
      refuse(
        hole,
        "cannot be a part of a number or name in an arithmetic expression",
        cure: "put blanks round it, or compute the whole number in the placeholder"
      )
    } else {
      encodings[hole] = .shellArithmetic
    }
  }

  private mutating func place(_ hole: Int, in parameter: ShellParameter) {
    let kind = holes[hole].kind
    switch parameter.part {
    case .name:
      refuse(
        hole,
        "cannot stand in the name of a variable",
        cure: "write the name, and assign the value to it before"
      )
    case .word where kind == .integer || kind == .boolean || kind == .inert,
      .pattern where kind == .integer || kind == .boolean:
      encodings[hole] = .verbatim
    case .offset where kind == .integer:
      encodings[hole] = .shellArithmetic
    case .offset:
      refuseInArithmetic(hole)
    case .word, .pattern:
      refuse(
        hole,
        "cannot stand inside ${ }, where quotes mean different things to different shells",
        cure: "assign the value to a variable before, and write that variable here"
      )
    }
  }

  private mutating func placeInPattern(_ hole: Int) {
    if holes[hole].kind == .integer {
      encodings[hole] = .verbatim
    } else {
      refuse(
        hole,
        "cannot stand in a pattern, in which some of its characters stand for others",
        cure: "compare with == or case and a whole word instead"
      )
    }
  }

  /// A part of a word. Integers and inert values can begin with a hyphen, and so be options; which
  /// of them make sense there is for the author to say, by the type.
  private mutating func placeInWord(_ hole: Int, _ quoting: Quoting) {
    let commands = commands
    let word = commands.word ?? ShellWord()
    let kind = holes[hole].kind
    if let refusal = refusalOfAll(commands, word, kind) {
      refuse(hole, refusal.message, cure: refusal.cure)
      return
    }
    switch kind {
    case .integer, .boolean:
      encodings[hole] = .verbatim
    case .inert:
      encodings[hole] = inertEncoding(commands, word, quoting)
    case .line, .armored, .text:
      if let refusal = refusalOfText(commands, word, quoting) {
        refuse(hole, refusal.message, cure: refusal.cure)
      } else {
        encodings[hole] = textEncoding(commands, word, quoting)
      }
    }
  }

  private func inertEncoding(
    _ commands: ShellCommands,
    _ word: ShellWord,
    _ quoting: Quoting
  ) -> Encoding {
    guard quoting == .bare, commands.redirection == nil else { return .verbatim }
    return switch commands.mode {
    // `name=value` and keywords would not be commands, and `esac` not a pattern.
    case .start where !word.isAssignment, .casePattern: .shellWord
    // `-n` would be an operator.
    case .conditional: .shellQuotedWord
    default: .verbatim
    }
  }

  private func textEncoding(
    _ commands: ShellCommands,
    _ word: ShellWord,
    _ quoting: Quoting
  ) -> Encoding {
    switch quoting {
    case .single: .shellSingleQuoted
    case .double: .shellDoubleQuoted
    case .ansi: .shellANSIQuoted
    case .bare:
      commands.mode == .conditional || word.text.last == UInt8(ascii: "~")
        ? .shellQuotedWord : .shellWord
    }
  }
}
