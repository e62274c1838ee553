/// Commands: words, operators and comments.
extension ShellLexer {
  mutating func stepCommands(_ run: ShellRun) {
    let offset = run.offset(index)
    guard let byte = run.byte(index) else {
      if let hole = run.hole(index) {
        placeBare(hole)
        appendHole(hole, isQuoted: false)
      }
      index += 1
      return
    }
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      index += 1
      finishWord(before: nil)
    case UInt8(ascii: "\n"):
      index += 1
      finishWord(before: nil)
      endLine(offset)
    case UInt8(ascii: "\\"): escape(run)
    case UInt8(ascii: "'"):
      index += 1
      beginQuotes()
      push(.singleQuotes(start: offset), at: offset)
    case UInt8(ascii: "\""):
      index += 1
      beginQuotes()
      push(.doubleQuotes(start: offset, isTranslated: false), at: offset)
    case UInt8(ascii: "$"): dollar(run)
    case UInt8(ascii: "`"):
      index += 1
      appendUnknown()
      push(.backquotes(start: offset), at: offset)
    case UInt8(ascii: "#") where commands.word == nil:
      index += 1
      push(.comment, at: offset)
    default:
      if !stepOperator(run, byte, at: offset) { appendBare(byte, run) }
    }
  }

  private mutating func beginQuotes() {
    withWord {
      $0.isQuoted = true
      $0.couldBeNumber = false
    }
  }

  /// A backslash outside quotes.
  private mutating func escape(_ run: ShellRun) {
    if let hole = run.hole(index + 1) {
      refuseBehindBackslash(hole)
      appendHole(hole, isQuoted: true)
    } else if let next = run.byte(index + 1), next != UInt8(ascii: "\n") {
      appendQuoted(next)
      withWord { $0.couldBeNumber = false }
    }
    index += 2
  }

  mutating func refuseBehindBackslash(_ hole: Int) {
    refuse(
      hole,
      "cannot stand behind a backslash, which would change its first byte",
      cure: "remove the backslash, or write two"
    )
  }

  mutating func stepComment(_ run: ShellRun) {
    if run.byte(index) == UInt8(ascii: "\n") {
      pop()
      return
    }
    if let hole = run.hole(index) {
      let isNested = state.frames.count > 2
      switch holes[hole].kind {
      case .integer, .boolean, .inert: encodings[hole] = .verbatim
      case .line where !isNested: encodings[hole] = .verbatim
      case .line:
        refuse(
          hole,
          "cannot stand in a comment inside parentheses, where older shells look for quotes",
          cure: "move the comment out of the parentheses"
        )
      case .armored, .text:
        refuse(
          hole,
          "cannot stand in a comment, which ends with the line",
          cure: "use a parameter of type string, which has one line"
        )
      }
    }
    index += 1
  }

  /// A byte of a bare word.
  private mutating func appendBare(_ byte: UInt8, _ run: ShellRun) {
    let offset = run.offset(index)
    index += 1
    let mode = commands.mode
    let assigns = mode == .start || isDeclaration
    if byte == UInt8(ascii: "["), beginsIndex(mode) {
      withWord {
        $0.text.append(byte)
        $0.couldBeNumber = false
      }
      push(.arithmetic(ShellArithmetic(start: offset, closer: .bracket)), at: offset)
      return
    }
    if byte == UInt8(ascii: "=") || byte == UInt8(ascii: "["), assigns { refuseInName() }
    withWord { word in
      if byte == UInt8(ascii: "="), assigns || mode == .array { word.noteAssignment() }
      word.noteBracket(byte)
      word.text.append(byte)
      if !ShellBytes.isDigit(byte) { word.couldBeNumber = false }
    }
  }

  /// Refuses what stands left of `=`, or of the `[` of an index.
  private mutating func refuseInName() {
    guard commands.redirection == nil, let word = commands.word, !word.isAssignment,
      let hole = word.holes.first
    else { return }
    refuse(
      hole,
      "cannot stand in the name of a variable",
      cure: "write the name, and put the value behind the ="
    )
  }

  /// Whether `[` begins the index of an array, as in `name[1]=x` and `([1]=x)`.
  private func beginsIndex(_ mode: ShellCommands.Mode) -> Bool {
    guard dialect == .bash, commands.redirection == nil else { return false }
    guard let word = commands.word else { return mode == .array }
    return (mode == .start || isDeclaration) && word.isKnown && !word.isQuoted
      && !word.isAssignment && ShellBytes.isIdentifier(word.text)
  }

  /// Whether the command at hand takes assignments as arguments.
  var isDeclaration: Bool {
    guard commands.mode == .arguments, let name = commands.words.first, name.isKnown else {
      return false
    }
    return ShellCommandTable.declarations.contains(name.text)
  }
}

extension ShellWord {
  /// `=` comes next.
  fileprivate mutating func noteAssignment() {
    guard !isAssignment, !isQuoted else { return }
    var name = text[...]
    if name.last == UInt8(ascii: "+") { name = name.dropLast() }
    if name.last == UInt8(ascii: "]") {
      isAssignment = true
    } else if isKnown, ShellBytes.isIdentifier(name) {
      isAssignment = true
    }
  }

  fileprivate mutating func noteBracket(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"): openBraces += 1
    case UInt8(ascii: "}"): openBraces = max(0, openBraces - 1)
    case UInt8(ascii: "["): hasOpenBracket = !text.isEmpty || !isKnown || hasOpenBracket
    case UInt8(ascii: "]"): hasOpenBracket = false
    default: break
    }
  }
}
