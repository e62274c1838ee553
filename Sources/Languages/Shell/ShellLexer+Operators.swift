/// Operators outside quotes.
extension ShellLexer {
  /// Reads an operator, if there is one; false leaves everything as it was.
  mutating func stepOperator(_ run: ShellRun, _ byte: UInt8, at offset: Int) -> Bool {
    let isRegex = commands.mode == .conditional && commands.words.last?.is("=~") == true
    switch byte {
    case UInt8(ascii: ";"):
      semicolon(run)
    case UInt8(ascii: "&"), UInt8(ascii: "|"):
      if isRegex, byte == UInt8(ascii: "|") { return false }
      ampersandOrBar(run, byte)
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      redirect(run, byte, at: offset)
    case UInt8(ascii: "("):
      if isRegex { return false }
      openParenthesis(run, at: offset)
    case UInt8(ascii: ")"):
      if isRegex, commands.word != nil { return false }
      closeParenthesis(offset)
    default:
      return false
    }
    return true
  }

  private mutating func semicolon(_ run: ShellRun) {
    finishWord(before: UInt8(ascii: ";"))
    index += 1
    var isClauseEnd = false
    while let next = run.byte(index), next == UInt8(ascii: ";") || next == UInt8(ascii: "&") {
      isClauseEnd = true
      index += 1
    }
    endCommand()
    if isClauseEnd, commands.compounds.last == .caseIn { commands.mode = .casePattern }
  }

  private mutating func ampersandOrBar(_ run: ShellRun, _ byte: UInt8) {
    let next = run.byte(index + 1)
    if byte == UInt8(ascii: "&"), next == UInt8(ascii: ">"), dialect == .bash {
      finishWord(before: nil)
      index += run.byte(index + 2) == UInt8(ascii: ">") ? 3 : 2
      commands.redirection = .file
      return
    }
    finishWord(before: byte)
    index += 1
    if next == byte || (byte == UInt8(ascii: "|") && next == UInt8(ascii: "&")) { index += 1 }
    if commands.mode == .casePattern { return }
    let pipes = byte == UInt8(ascii: "|") && next != byte
    var piped = (commands.pipe?.holes ?? []) + commands.words.flatMap(\.holes)
    if let first = commands.endedHoles { piped += first..<nextHole }
    endCommand()
    if pipes { commands.pipe = ShellPipe(holes: piped, depth: commands.compounds.count) }
  }

  /// `<`, `>` and everything that begins with them.
  private mutating func redirect(_ run: ShellRun, _ byte: UInt8, at offset: Int) {
    let next = run.byte(index + 1)
    if next == UInt8(ascii: "("), dialect == .bash {
      index += 2
      appendUnknown()
      push(.commands(ShellCommands(closer: .substitution, start: offset)), at: offset)
      return
    }
    if commands.mode == .conditional {
      finishWord(before: nil)
      index += 1
      return
    }
    finishWord(before: byte)
    if byte == UInt8(ascii: "<"), next == UInt8(ascii: "<") {
      if run.byte(index + 2) == UInt8(ascii: "<"), dialect == .bash {
        index += 3
        commands.redirection = .hereString
      } else {
        let strips = run.byte(index + 2) == UInt8(ascii: "-")
        index += strips ? 3 : 2
        commands.redirection = .delimiter(stripsTabs: strips)
      }
    } else if next == UInt8(ascii: "&") {
      index += 2
      commands.redirection = .descriptor
    } else {
      let isLong = next.map { "|>".utf8.contains($0) || (byte == 0x3C && $0 == 0x3E) } ?? false
      index += isLong ? 2 : 1
      commands.redirection = .file
    }
  }

  private mutating func openParenthesis(_ run: ShellRun, at offset: Int) {
    if let word = commands.word {
      openParenthesis(in: word, run, at: offset)
      return
    }
    if commands.mode == .casePattern || commands.mode == .conditional {
      index += 1
      return
    }
    if closesAtOnce(run) {
      // `name ()`; the body follows.
      if let hole = commands.words.first?.holes.first {
        refuse(hole, "cannot stand in the name of a function", cure: "write the name")
      }
      index = (index..<run.symbols.count).first { run.byte($0) == UInt8(ascii: ")") } ?? index
      index += 1
      endCommand()
      commands.mode = .start
      return
    }
    let isArithmetic = run.byte(index + 1) == UInt8(ascii: "(") && dialect == .bash
    if isArithmetic, commands.mode == .start || commands.mode == .forName {
      index += 2
      commands.mode = commands.mode == .forName ? .forWords : .start
      let arithmetic = ShellArithmetic(start: offset, closer: .twoParentheses)
      push(.arithmetic(arithmetic), at: offset)
    } else if commands.mode == .start {
      index += 1
      var inner = ShellCommands(closer: .subshell, start: offset)
      // A here-document before the parenthesis has its body behind this line all the same.
      inner.hereDocuments = commands.hereDocuments
      inner.firstHole = nextHole
      inner.pipe = commands.pipe.map { ShellPipe(holes: $0.holes, depth: -1) }
      commands.hereDocuments = []
      push(.commands(inner), at: offset)
    } else {
      fail(offset, "A parenthesis cannot stand here.", cure: "quote it")
    }
  }

  /// `(` directly behind a word.
  private mutating func openParenthesis(in word: ShellWord, _ run: ShellRun, at offset: Int) {
    if word.isAssignment, word.text.last == UInt8(ascii: "="), dialect == .bash {
      index += 1
      push(.commands(ShellCommands(closer: .array, start: offset)), at: offset)
    } else if let last = word.text.last, "?*+@!".utf8.contains(last), dialect == .bash {
      index += 1
      push(.pattern(start: offset), at: offset)
    } else if commands.mode == .start || commands.mode == .functionName, closesAtOnce(run) {
      if let hole = word.holes.first {
        refuse(hole, "cannot stand in the name of a function", cure: "write the name")
      }
      commands.word = nil
      commands.mode = .start
      index = (index..<run.symbols.count).first { run.byte($0) == UInt8(ascii: ")") } ?? index
      index += 1
    } else {
      fail(offset, "A parenthesis cannot stand here.", cure: "quote it")
    }
  }

  /// Whether `)` follows `(` with nothing but blanks between.
  private func closesAtOnce(_ run: ShellRun) -> Bool {
    var next = index + 1
    while let byte = run.byte(next), ShellBytes.isBlank(byte) { next += 1 }
    return run.byte(next) == UInt8(ascii: ")")
  }

  private mutating func closeParenthesis(_ offset: Int) {
    finishWord(before: UInt8(ascii: ")"))
    index += 1
    if commands.mode == .casePattern {
      commands.mode = .start
      return
    }
    if commands.mode == .conditional { return }
    guard commands.closer != .endOfText, state.frames.count > 1 else {
      fail(offset, "Nothing is open that this parenthesis could close.", cure: "quote it")
      return
    }
    endCommand()
    let inner = commands
    if !inner.compounds.isEmpty {
      fail(offset, "A compound command ends inside these parentheses.", cure: "end it before")
      return
    }
    if inner.closer != .subshell, let document = inner.hereDocuments.first {
      fail(document.start, "The body of this here-document is missing.", cure: "begin a new line")
      return
    }
    pop()
    if inner.closer == .subshell {
      commands.hereDocuments = inner.hereDocuments
      commands.endedHoles = inner.firstHole
      commands.mode = .start
      commands.words = []
    } else {
      appendUnknown()
    }
  }
}
