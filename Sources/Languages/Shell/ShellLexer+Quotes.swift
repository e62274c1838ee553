/// Quotes, and what stands behind `$`.
extension ShellLexer {
  mutating func stepSingleQuotes(_ run: ShellRun) {
    if let hole = run.hole(index) {
      place(hole, .single)
      appendHole(hole, isQuoted: true)
    } else if let byte = run.byte(index) {
      if byte == UInt8(ascii: "'") { pop() } else { appendQuoted(byte) }
    }
    index += 1
  }

  mutating func stepDoubleQuotes(_ run: ShellRun) {
    if let hole = run.hole(index) {
      place(hole, .double)
      appendHole(hole, isQuoted: true)
      index += 1
      return
    }
    switch run.byte(index) {
    case UInt8(ascii: "\""):
      index += 1
      pop()
    case UInt8(ascii: "$"): dollar(run)
    case UInt8(ascii: "`"):
      appendUnknown()
      push(.backquotes(start: run.offset(index)), at: run.offset(index))
      index += 1
    case UInt8(ascii: "\\"): escapeInDoubleQuotes(run)
    case let byte?:
      appendQuoted(byte)
      index += 1
    case nil: index += 1
    }
  }

  private mutating func escapeInDoubleQuotes(_ run: ShellRun) {
    if let hole = run.hole(index + 1) {
      refuseBehindBackslash(hole)
      appendHole(hole, isQuoted: true)
    } else if let next = run.byte(index + 1) {
      if !"$`\"\\\n".utf8.contains(next) { appendQuoted(UInt8(ascii: "\\")) }
      if next != UInt8(ascii: "\n") { appendQuoted(next) }
    }
    index += 2
  }

  mutating func stepANSIQuotes(_ run: ShellRun, start: Int, pending: Int) {
    guard let byte = run.byte(index) else {
      if let hole = run.hole(index) {
        if pending > 0 {
          refuse(
            hole,
            "cannot stand directly behind an escape, which would take its first digits",
            cure: "end the quotes before it: '…'{{ … }}"
          )
        } else {
          place(hole, .ansi)
        }
        appendHole(hole, isQuoted: true)
      }
      index += 1
      return
    }
    index += 1
    switch byte {
    case UInt8(ascii: "'"): pop()
    case UInt8(ascii: "\\"):
      appendUnknown()
      guard let next = run.byte(index) else {
        if let hole = run.hole(index) {
          refuseBehindBackslash(hole)
          index += 1
        }
        return
      }
      index += 1
      let digits: [UInt8: Int] = [
        UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8, UInt8(ascii: "c"): 1,
      ]
      let isOctal = next >= UInt8(ascii: "0") && next <= UInt8(ascii: "7")
      replaceTop(.ansiQuotes(start: start, pending: isOctal ? 2 : digits[next] ?? 0))
    default:
      appendQuoted(byte)
      let left = ShellBytes.isHexDigit(byte) ? max(0, pending - 1) : 0
      replaceTop(.ansiQuotes(start: start, pending: left))
    }
  }

  mutating func stepBackquotes(_ run: ShellRun) {
    if let hole = run.hole(index) {
      refuse(
        hole,
        "cannot stand between backquotes, which change quotes and backslashes",
        cure: "write $( … ) instead of ` … `"
      )
      index += 1
      return
    }
    switch run.byte(index) {
    case UInt8(ascii: "`"):
      index += 1
      pop()
    case UInt8(ascii: "\\") where run.byte(index + 1) != nil: index += 2
    default: index += 1
    }
  }

  /// The alternatives of an extended pattern.
  mutating func stepPattern(_ run: ShellRun) {
    let offset = run.offset(index)
    if let hole = run.hole(index) {
      place(hole, .bare)
      appendHole(hole, isQuoted: false)
      index += 1
      return
    }
    switch run.byte(index) {
    case UInt8(ascii: ")"):
      index += 1
      appendUnknown()
      pop()
    case UInt8(ascii: "("):
      index += 1
      push(.pattern(start: offset), at: offset)
    default:
      if !stepNested(run, readsSingleQuotes: true) { index += 1 }
    }
  }

  /// Quotes, `$`, backquotes and backslashes, as they are read everywhere outside quotes.
  mutating func stepNested(_ run: ShellRun, readsSingleQuotes: Bool) -> Bool {
    let offset = run.offset(index)
    switch run.byte(index) {
    case UInt8(ascii: "'") where readsSingleQuotes:
      index += 1
      push(.singleQuotes(start: offset), at: offset)
    case UInt8(ascii: "\""):
      index += 1
      push(.doubleQuotes(start: offset, isTranslated: false), at: offset)
    case UInt8(ascii: "`"):
      index += 1
      push(.backquotes(start: offset), at: offset)
    case UInt8(ascii: "$"): dollar(run)
    case UInt8(ascii: "\\"):
      if let hole = run.hole(index + 1) { refuseBehindBackslash(hole) }
      index += 2
    default: return false
    }
    return true
  }
}
