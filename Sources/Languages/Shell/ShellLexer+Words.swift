/// What a finished word does to the command that it stands in.
extension ShellLexer {
  /// Ends the word at hand, if there is one. `next` is the operator that follows directly.
  mutating func finishWord(before next: UInt8?) {
    guard let word = commands.word else { return }
    commands.word = nil
    if next == UInt8(ascii: "<") || next == UInt8(ascii: ">"), word.couldBeNumber,
      let hole = word.holes.first
    {
      refuse(
        hole,
        "cannot stand directly before a redirection, where a number names a file descriptor",
        cure: "put a blank before the operator"
      )
    }
    if let redirection = commands.redirection {
      commands.redirection = nil
      if case .delimiter(let stripsTabs) = redirection { begin(word, stripsTabs: stripsTabs) }
      return
    }
    switch commands.mode {
    case .start: finishFirst(word)
    case .arguments, .array: withCommands { $0.words.append(word) }
    case .forName: commands.mode = .forIn
    case .forIn:
      if word.is("in") { keywordCount += 1 }
      commands.mode = word.is("in") ? .forWords : .start
    case .forWords: break
    case .caseWord: commands.mode = .caseIn
    case .caseIn:
      if word.is("in") {
        keywordCount += 1
        commands.mode = .casePattern
      }
    case .casePattern:
      if word.is("esac") {
        keywordCount += 1
        close(.caseIn)
      } else {
        quoteIfReserved(word)
      }
    case .functionName: commands.mode = .start
    case .conditional: finishOperand(word)
    }
  }

  private mutating func begin(_ delimiter: ShellWord, stripsTabs: Bool) {
    guard delimiter.holes.isEmpty else {
      // The value has been refused; where the body ends is not known.
      hasFailed = true
      return
    }
    commands.hereDocuments.append(
      ShellHereDocument(
        start: commands.start,
        delimiter: delimiter.text,
        isQuoted: delimiter.isQuoted,
        stripsTabs: stripsTabs
      )
    )
  }

  /// A word where a command may begin: a keyword, an assignment, or the command's name.
  private mutating func finishFirst(_ word: ShellWord) {
    if word.isAssignment {
      commands.followsAssignment = true
      return
    }
    if !commands.followsAssignment, word.isKnown, !word.isQuoted, keyword(word) {
      keywordCount += 1
      return
    }
    quoteIfReserved(word)
    commands.mode = .arguments
    commands.words = [word]
  }

  /// Takes a keyword; false if it is none.
  private mutating func keyword(_ word: ShellWord) -> Bool {
    if word.is("if") {
      open(.ifThen)
    } else if word.is("fi") {
      close(.ifThen)
    } else if word.is("while") || word.is("until") {
      open(.loop)
    } else if word.is("for") || word.is("select") {
      open(.loop)
      commands.mode = .forName
    } else if word.is("done") {
      close(.loop)
    } else if word.is("esac") {
      close(.caseIn)
    } else if word.is("{") {
      open(.group)
    } else if word.is("}") {
      close(.group)
    } else if word.is("case") {
      open(.caseIn)
      commands.mode = .caseWord
    } else if word.is("[["), dialect == .bash {
      commands.mode = .conditional
      commands.words = []
    } else if word.is("function"), dialect == .bash {
      commands.mode = .functionName
    } else {
      return word.is("then") || word.is("else") || word.is("elif") || word.is("do")
        || word.is("!") || word.is("time")
    }
    return true
  }

  /// A compound command's first word.
  private mutating func open(_ compound: ShellCommands.Compound) {
    commands.compounds.append(compound)
    commands.compoundHoles.append(nextHole)
  }

  /// A compound command's last word. Only redirections and keywords can follow it.
  private mutating func close(_ compound: ShellCommands.Compound) {
    commands.mode = .start
    if commands.compounds.last == compound {
      commands.compounds.removeLast()
      commands.endedHoles = commands.compoundHoles.popLast()
      endPipe()
    } else {
      let names: [ShellCommands.Compound: String] = [
        .ifThen: "fi", .loop: "done", .group: "}", .caseIn: "esac",
      ]
      fail(
        commands.start,
        "There is a \(names[compound] ?? "word") that closes nothing.",
        cure: "begin and end each compound command in the same branch"
      )
    }
  }

  /// A word of `[[ ]]`.
  private mutating func finishOperand(_ word: ShellWord) {
    if word.is("]]") {
      keywordCount += 1
      endCommand()
      commands.mode = .start
      return
    }
    let isArithmetic =
      word.isKnown && !word.isQuoted && ShellCommandTable.arithmeticTests.contains(word.text)
    if isArithmetic, let operand = commands.words.last {
      for hole in operand.holes where holes[hole].kind != .integer { refuseInArithmetic(hole) }
    }
    commands.words.append(word)
  }

  /// `i{{x}}` could become `if`: quotes keep a word that is put together from being a keyword.
  private mutating func quoteIfReserved(_ word: ShellWord) {
    guard word.holes.count > 1 || !word.text.isEmpty,
      !word.text.contains(where: { !ShellBytes.isLetter($0) })
    else { return }
    for hole in word.holes where encodings[hole] == .shellWord {
      encodings[hole] = .shellQuotedWord
    }
  }

  /// At the end of a command: what runs its input must not have values of any characters in it.
  private mutating func refusePiped() {
    // A line feed behind `|` or `do` ends nothing.
    guard let pipe = commands.pipe, !commands.words.isEmpty else { return }
    if ShellCommandTable.readsProgram(commands) {
      for hole in pipe.holes {
        switch holes[hole].kind {
        case .integer, .boolean, .inert: continue
        case .line, .armored, .text:
          refuse(hole, Self.refusalAsInput.message, cure: Self.refusalAsInput.cure)
        }
      }
    }
    endPipe()
  }

  /// The command behind `|` has ended, unless it is compound and still open.
  private mutating func endPipe() {
    if let pipe = commands.pipe, commands.compounds.count <= pipe.depth { commands.pipe = nil }
  }

  /// After `;`, `&`, `|` and their like.
  mutating func endCommand() {
    commands.wordsVary = false
    commands.followsAssignment = false
    commands.redirection = nil
    refusePiped()
    commands.endedHoles = nil
    commands.words = []
    switch commands.mode {
    case .conditional, .array, .caseIn, .casePattern: break
    case .start, .arguments, .forName, .forIn, .forWords, .caseWord, .functionName:
      commands.mode = .start
    }
  }

  /// After a line feed.
  mutating func endLine(_ offset: Int) {
    switch commands.mode {
    case .start, .arguments, .forWords, .forName, .functionName: endCommand()
    case .forIn, .caseWord, .caseIn, .casePattern, .conditional, .array: break
    }
    beginHereDocument(offset)
  }

  /// Begins the body of the first here-document that waits for it.
  mutating func beginHereDocument(_ offset: Int) {
    guard !commands.hereDocuments.isEmpty else { return }
    let document = commands.hereDocuments.removeFirst()
    push(.hereDocument(document), at: offset)
  }
}
