/// Places holes in the lines of a file of variables.
struct EnvFilePlacer<Dialect: EnvFileDialect>: LinePlacer {
  enum State: Hashable {
    case name
    /// In a quoted value of several lines.
    case quoted(UInt8)
    /// Behind a backslash that ends a line.
    case continued
  }

  var state = State.name
  private var quoteOffset: Int?

  private typealias Elements = ArraySlice<SkeletonLine.Element>

  mutating func place(_ line: SkeletonLine, into output: inout LineOutput) {
    guard state == .name else {
      if case .quoted(let quote) = state { output.markValue(line.elements[...], openQuote: quote) }
      output.append(
        line.elements[...],
        refusing: "cannot stand in a value of several lines",
        cure: "Write the variable in one line."
      )
      leave(line.elements[...])
      return
    }
    let text = line.trimmed
    if Dialect.beginsComment(text.first?.byte) {
      output.append(line.elements[..<text.startIndex]) { _, _ in }
      ConfigurationComment.place(text, into: &output)
      reportContinuedComment(line, into: &output)
    } else {
      placeVariable(line.elements[...], into: &output)
    }
  }

  func unfinished() -> PlacementProblem? {
    guard state != .name else { return nil }
    let offset = quoteOffset ?? 0
    return .init(
      .bytes(offset..<offset + (quoteOffset == nil ? 0 : 1)),
      state == .continued
        ? "The text ends in a backslash." : "The quote that begins here is not closed.",
      cure: state == .continued ? "Take it away." : "Close it."
    )
  }

  /// systemd up to version 253 takes the line behind such a comment into it, a shell does not.
  private func reportContinuedComment(_ line: SkeletonLine, into output: inout LineOutput) {
    guard line.endsInBackslash, case .byte(_, let offset) = line.elements.last else { return }
    output.report(
      .init(
        .bytes(offset..<offset + 1),
        "A backslash at the end of a comment takes the next line into it.",
        cure: "Take it away."
      )
    )
  }

  private mutating func placeVariable(_ elements: Elements, into output: inout LineOutput) {
    let assignment = elements.firstIndex { $0.byte == UInt8(ascii: "=") } ?? elements.endIndex
    output.append(
      elements[..<assignment],
      refusing: "cannot stand in the name of a variable",
      cure: "Write the name itself, '=' and the value behind it."
    )
    output.mark(elements[..<assignment].trimmingBlanks(), .key)
    output.markValue(elements[assignment...].dropFirst())
    guard assignment != elements.endIndex else {
      leave(elements)
      return
    }
    output.append(UInt8(ascii: "="))
    let value = elements[(assignment + 1)...]
    if value.hasHole {
      let name = elements[..<assignment]
      if Self.isName(name) {
        placeValue(value, into: &output)
      } else {
        output.append(
          value,
          refusing: "cannot stand behind what is not the name of a variable",
          cure: "Write 'NAME=' at the start of the line."
        )
      }
    } else {
      output.append(value) { _, _ in }
    }
    leave(value)
  }

  /// A name, in a shell possibly with `export` before it.
  private static func isName(_ elements: Elements) -> Bool {
    var bytes = elements.bytes(substitute: 0)[...]
    let export = Array("export ".utf8)
    if Dialect.expandsVariables, bytes.starts(with: export) {
      bytes = bytes.dropFirst(export.count)
    }
    return ASCIIClass.isName(bytes)
  }

  private func placeValue(_ value: Elements, into output: inout LineOutput) {
    let trimmed = value.trimmingBlanks()
    let hasBlanksBefore = trimmed.startIndex != value.startIndex
    let first = trimmed.first?.byte
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"), let first, !hasBlanksBefore {
      placeQuoted(value, quote: first, into: &output)
    } else if !hasBlanksBefore, trimmed.allSatisfy({ $0.byte.map(ASCIIClass.isInert) ?? true }) {
      output.append(UInt8(ascii: "\""))
      output.append(trimmed) { Self.placeInQuotes($1, into: &$0) }
      output.append(UInt8(ascii: "\""))
      output.append(value[trimmed.endIndex...]) { _, _ in }
    } else {
      output.append(
        value,
        refusing: "cannot stand in a value without quotes that has other than plain characters",
        cure: "Put the whole value between double quotes."
      )
    }
  }

  private func placeQuoted(_ value: Elements, quote: UInt8, into output: inout LineOutput) {
    let inner = value.dropFirst()
    guard let close = Self.closingQuote(quote, in: inner),
      value[(close + 1)...].allSatisfy(\.isBlank)
    else {
      output.append(
        value,
        refusing: "cannot stand in a value that is not one quoted text in one line",
        cure: "Put the whole value between double quotes."
      )
      return
    }
    output.append(quote)
    let text = inner[..<close]
    if quote == UInt8(ascii: "'") {
      output.append(text) { Self.placeInSingleQuotes($1, into: &$0) }
    } else if Dialect.expandsVariables, Self.hasExpansion(text) {
      output.append(
        text,
        refusing: "cannot stand in a value with '$' or a backquote",
        cure: "Write '\\$' for a dollar sign, or set another variable."
      )
    } else {
      Self.placeText(text, into: &output)
    }
    output.append(value[close...]) { _, _ in }
  }

  private static func placeText(_ text: Elements, into output: inout LineOutput) {
    var isEscaped = false
    for element in text {
      switch element {
      case .byte(let byte, _):
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        output.append(byte)
      case .hole(let hole):
        if isEscaped {
          output.refuse(
            hole,
            "cannot stand right behind a backslash",
            cure: "Write two backslashes for one."
          )
        } else {
          placeInQuotes(hole, into: &output)
        }
        isEscaped = false
      }
    }
  }

  private static func closingQuote(_ quote: UInt8, in text: Elements) -> Int? {
    var isEscaped = false
    for (index, element) in zip(text.indices, text) {
      if isEscaped {
        isEscaped = false
      } else if element.byte == UInt8(ascii: "\\") {
        // Between single quotes the readers differ; a backslash there is left alone.
        isEscaped = quote == UInt8(ascii: "\"")
      } else if element.byte == quote {
        return index
      }
    }
    return nil
  }

  private static func hasExpansion(_ text: Elements) -> Bool {
    var isEscaped = false
    for element in text {
      if isEscaped {
        isEscaped = false
      } else if element.byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if element.byte == UInt8(ascii: "$") || element.byte == UInt8(ascii: "`") {
        return true
      }
    }
    return false
  }

  private static func placeInQuotes(_ hole: Int, into output: inout LineOutput) {
    switch output.kind(of: hole) {
    case .integer, .boolean, .inert: output.append(hole, .verbatim)
    case .line: output.append(hole, .envFileQuoted)
    case .armored, .text:
      output.refuse(
        hole,
        "cannot be the value of a variable",
        cure: "Use a value of one line, or name a file."
      )
    }
  }

  private static func placeInSingleQuotes(_ hole: Int, into output: inout LineOutput) {
    if output.isPlain(hole) {
      output.append(hole, .verbatim)
    } else {
      output.refuse(
        hole,
        "cannot stand between single quotes",
        cure: "Put the value between double quotes."
      )
    }
  }

  /// Follows the quotes of the rest of a line, the part behind `=` if it has one.
  private mutating func leave(_ elements: Elements) {
    var quote: UInt8? = if case .quoted(let open) = state { open } else { nil }
    var isEscaped = false
    var isPlain = false
    var previous: SkeletonLine.Element?
    for element in elements {
      if isEscaped {
        isEscaped = false
        isPlain = isPlain || quote == nil
      } else if element.byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
        isEscaped = true
      } else if quote != nil {
        if element.byte == quote {
          quote = nil
          isPlain = false
        }
      } else if Dialect.expandsVariables, element.byte == UInt8(ascii: "#"),
        previous?.isBlank == true
      {
        break
      } else if !Dialect.expandsVariables, isPlain {
        // To systemd a quote within a value that has begun without one is a character.
      } else if case .byte(let byte, let offset) = element,
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      {
        quote = byte
        quoteOffset = offset
      } else {
        isPlain = !element.isBlank
      }
      previous = element
    }
    state = quote.map(State.quoted) ?? (isEscaped ? .continued : .name)
  }
}
