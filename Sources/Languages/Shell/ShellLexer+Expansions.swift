/// What begins with `$`.
extension ShellLexer {
  mutating func dollar(_ run: ShellRun) {
    let offset = run.offset(index)
    if let hole = run.hole(index + 1) {
      refuse(
        hole,
        "cannot stand behind $, which would read it as the name of a variable",
        cure: #"write \$ for a dollar sign"#
      )
      appendHole(hole, isQuoted: true)
      index += 2
      return
    }
    let isBare: Bool
    let isInDoubleQuotes: Bool
    switch state.frames[state.frames.count - 1] {
    case .commands, .pattern: (isBare, isInDoubleQuotes) = (true, false)
    case .parameter(let parameter):
      (isBare, isInDoubleQuotes) = (!parameter.isInDoubleQuotes, parameter.isInDoubleQuotes)
    default: (isBare, isInDoubleQuotes) = (false, true)
    }
    appendUnknown()
    switch run.byte(index + 1) {
    case UInt8(ascii: "(") where run.byte(index + 2) == UInt8(ascii: "("):
      index += 3
      push(.arithmetic(ShellArithmetic(start: offset, closer: .twoParentheses)), at: offset)
    case UInt8(ascii: "("):
      index += 2
      push(.commands(ShellCommands(closer: .substitution, start: offset)), at: offset)
    case UInt8(ascii: "{"):
      index += 2
      let parameter = ShellParameter(
        start: offset,
        isInDoubleQuotes: isInDoubleQuotes,
        readsSingleQuotes: !isInDoubleQuotes
      )
      push(.parameter(parameter), at: offset)
      skipParameterPrefix(run)
    case UInt8(ascii: "[") where dialect == .bash:
      index += 2
      push(.arithmetic(ShellArithmetic(start: offset, closer: .bracket)), at: offset)
    case UInt8(ascii: "'") where isBare: ansiQuotes(offset)
    case UInt8(ascii: "\"") where isBare:
      index += 2
      push(.doubleQuotes(start: offset, isTranslated: dialect == .bash), at: offset)
    default: plainParameter(run)
    }
  }

  private mutating func ansiQuotes(_ offset: Int) {
    guard dialect == .bash else {
      fail(
        offset,
        "sh has no quotes of the form $'…'; only bash does.",
        cure: "use '…', or make it a bash script"
      )
      return
    }
    index += 2
    withWord { $0.isQuoted = true }
    push(.ansiQuotes(start: offset, pending: 0), at: offset)
  }

  /// `$name`, `$1`, `$@`, or only a dollar sign.
  private mutating func plainParameter(_ run: ShellRun) {
    index += 1
    guard let first = run.byte(index) else { return }
    if ShellBytes.isNameStart(first) {
      while let byte = run.byte(index), ShellBytes.isName(byte) { index += 1 }
    } else if ShellBytes.isDigit(first) {
      index += 1
    } else {
      if ShellBytes.isSpecialParameter(first) { index += 1 }
      return
    }
    guard let hole = run.hole(index) else { return }
    refuse(
      hole,
      "cannot stand directly behind the name of a variable, which would go on in it",
      cure: "put the name in braces: ${name}{{ … }}"
    )
    appendHole(hole, isQuoted: true)
    index += 1
  }

  /// The `#` of `${#name}`, the `!` of `${!name}`, and names of one special byte.
  private mutating func skipParameterPrefix(_ run: ShellRun) {
    guard let first = run.byte(index), let second = run.byte(index + 1) else { return }
    let isPrefix = first == UInt8(ascii: "#") || first == UInt8(ascii: "!")
    if isPrefix, ShellBytes.isName(second) || "@*".utf8.contains(second) {
      index += 1
      if "@*".utf8.contains(second) { index += 1 }
    } else if ShellBytes.isSpecialParameter(first) {
      index += 1
    }
  }

  mutating func stepParameter(_ run: ShellRun, _ parameter: ShellParameter) {
    if let hole = run.hole(index) {
      place(hole, .bare)
      index += 1
      return
    }
    guard let byte = run.byte(index) else { return }
    if byte == UInt8(ascii: "}") {
      index += 1
      pop()
      return
    }
    guard parameter.part == .name else {
      if !stepNested(run, readsSingleQuotes: parameter.readsSingleQuotes) { index += 1 }
      return
    }
    let offset = run.offset(index)
    index += 1
    var next = parameter
    switch byte {
    case UInt8(ascii: "["):
      push(.arithmetic(ShellArithmetic(start: offset, closer: .bracket)), at: offset)
      return
    case UInt8(ascii: ":"):
      if let operation = run.byte(index), "-=?+".utf8.contains(operation) {
        index += 1
        next.part = .word
      } else {
        next.part = .offset
      }
    case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "+"):
      next.part = .word
    case UInt8(ascii: "#"), UInt8(ascii: "%"):
      if run.byte(index) == byte { index += 1 }
      next.part = .word
      next.readsSingleQuotes = true
    case UInt8(ascii: "/"), UInt8(ascii: "^"), UInt8(ascii: ","), UInt8(ascii: "@"):
      next.part = .pattern
      next.readsSingleQuotes = true
    default: return
    }
    replaceTop(.parameter(next))
  }

  mutating func stepArithmetic(_ run: ShellRun, _ arithmetic: ShellArithmetic) {
    let offset = run.offset(index)
    if let hole = run.hole(index) {
      placeArithmetic(hole, before: run.byte(index - 1), after: run.symbols, at: index + 1)
      index += 1
      return
    }
    let isBracket = arithmetic.closer == .bracket
    let open = isBracket ? UInt8(ascii: "[") : UInt8(ascii: "(")
    let close = isBracket ? UInt8(ascii: "]") : UInt8(ascii: ")")
    var inner = arithmetic
    switch run.byte(index) {
    case open:
      index += 1
      inner.depth += 1
      replaceTop(.arithmetic(inner))
    case close where arithmetic.depth > 0:
      index += 1
      inner.depth -= 1
      replaceTop(.arithmetic(inner))
    case close where isBracket:
      index += 1
      pop()
      withWord {
        if !$0.text.isEmpty, $0.isKnown { $0.text.append(close) }
        if $0.text.isEmpty { $0.text = [open, close] }
        $0.couldBeNumber = false
      }
    case close:
      guard run.byte(index + 1) == close else {
        fail(
          offset,
          "This could be an expression or a command in parentheses.",
          cure: "put a blank between the first two parentheses"
        )
        return
      }
      index += 2
      pop()
    default:
      if !stepNested(run, readsSingleQuotes: true) { index += 1 }
    }
  }
}
