/// Places the holes of one word.
struct UnitWordPlacer {
  let word: UnitWord
  let isProgram: Bool
  let setting: UnitSetting
  let state: UnitWords.State

  func place(into output: inout LineOutput) {
    var quote = word.openQuote
    var isEscaped = false
    var percentIsOpen = false
    let isWrapped = word.isPlain && needsQuotes(output)
    if isWrapped { output.append(UInt8(ascii: "\"")) }
    for (index, element) in zip(word.elements.indices, word.elements) {
      switch element {
      case .byte(let byte, _):
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == quote {
          quote = nil
        } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        }
        percentIsOpen = byte == UInt8(ascii: "%") && !percentIsOpen
        output.append(byte)
      case .hole(let hole):
        if let refusal = refusal(at: index, isEscaped: isEscaped, percentIsOpen) {
          output.refuse(hole, refusal.message, cure: refusal.cure)
        } else {
          place(hole, quote: isWrapped ? UInt8(ascii: "\"") : quote, into: &output)
        }
        isEscaped = false
        percentIsOpen = false
      }
    }
    if isWrapped { output.append(UInt8(ascii: "\"")) }
  }

  private func needsQuotes(_ output: LineOutput) -> Bool {
    word.elements.contains { $0.hole.map { !output.isPlain($0) } ?? false }
  }

  private typealias Refusal = (message: String, cure: String)

  /// Why no value can stand here.
  private func refusal(
    at index: Int,
    isEscaped: Bool,
    _ percentIsOpen: Bool
  ) -> Refusal? {
    if isEscaped || word.hasCodeEscape {
      return (
        "cannot stand in a word that has a character as a number, nor behind a backslash",
        "Write the character itself."
      )
    }
    if percentIsOpen { return (UnitText.percentMessage, UnitText.percentCure) }
    if setting == .command, state.hasVariables, word.hasVariableAtHole {
      return (
        "cannot stand in a word with a variable",
        "Write the variable as '${NAME}', or '$$' for a dollar sign."
      )
    }
    if setting == .environment, !state.hasAssignment, index <= word.assignment ?? .max {
      return (
        "cannot stand in the name of a variable",
        "Write the name itself and '=', then the value."
      )
    }
    return nil
  }

  private func place(_ hole: Int, quote: UInt8?, into output: inout LineOutput) {
    switch output.kind(of: hole) {
    case .integer, .boolean, .inert: output.append(hole, .verbatim)
    case .line:
      if let refusal = lineRefusal(quote: quote) {
        output.refuse(hole, refusal.message, cure: refusal.cure)
      } else {
        let hasVariables = setting == .command && state.hasVariables
        output.append(hole, hasVariables ? .unitCommandWord : .unitQuotedWord)
      }
    case .armored, .text:
      output.refuse(
        hole,
        "cannot stand in a unit, whose settings are lines",
        cure: "Use a value of one line, or name a file."
      )
    }
  }

  private func lineRefusal(quote: UInt8?) -> Refusal? {
    if isProgram {
      return ("cannot name a program", "Use a parameter of type path.")
    }
    if state.runsInterpreter {
      return (
        "cannot stand in a command that reads its words as a program",
        "Set it with 'Environment=NAME={{ … }}' and write \"$NAME\" in the program."
      )
    }
    if quote != UInt8(ascii: "\"") {
      return (
        quote == nil
          ? "cannot stand in a word that has quotes or backslashes elsewhere"
          : "cannot stand between single quotes",
        "Put the whole word between double quotes."
      )
    }
    return nil
  }
}
