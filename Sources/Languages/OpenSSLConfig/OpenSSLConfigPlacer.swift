/// Places holes in the lines of a configuration of OpenSSL.
struct OpenSSLConfigPlacer: LinePlacer {
  enum State: Hashable {
    case start
    /// Behind a line that ends in a backslash.
    case continued
  }

  var state = State.start
  private typealias Elements = ArraySlice<SkeletonLine.Element>

  mutating func place(_ line: SkeletonLine, into output: inout LineOutput) {
    let text = line.trimmed
    output.append(line.elements[..<text.startIndex]) { _, _ in }
    if state == .continued {
      output.markValue(text, quotes: "\"'`")
      output.append(
        text,
        refusing: "cannot stand in a continued line",
        cure: "Write the setting in one line."
      )
    } else {
      placeStart(text, into: &output)
    }
    state = Self.isContinued(line) ? .continued : .start
  }

  func unfinished() -> PlacementProblem? {
    state == .start
      ? nil : .init(.bytes(0..<0), "The text ends in a backslash.", cure: "Take it away.")
  }

  /// OpenSSL looks at two characters only: a backslash, and no backslash before it.
  private static func isContinued(_ line: SkeletonLine) -> Bool {
    let backslash = UInt8(ascii: "\\")
    return line.elements.last?.byte == backslash
      && line.elements.dropLast().last?.byte != backslash
  }

  private func placeStart(_ text: Elements, into output: inout LineOutput) {
    switch text.first?.byte {
    case UInt8(ascii: "#"): ConfigurationComment.place(text, into: &output)
    case UInt8(ascii: "["):
      output.mark(text.trimmingBlanks(), .section)
      output.append(text) { output, hole in
        if output.isPlain(hole) {
          output.append(hole, .verbatim)
        } else {
          output.refuse(
            hole,
            "cannot stand in the name of a section",
            cure: "Use a parameter of a closed type, such as ident."
          )
        }
      }
    default: placeSetting(text, into: &output)
    }
  }

  private func placeSetting(_ text: Elements, into output: inout LineOutput) {
    let assignment = text.firstIndex { $0.byte == UInt8(ascii: "=") } ?? text.endIndex
    let name = text[..<assignment]
    output.mark(name.trimmingBlanks(), .key)
    output.append(name) { output, hole in
      switch output.kind(of: hole) {
      case .integer, .boolean: output.append(hole, .verbatim)
      case .inert, .line, .armored, .text:
        output.refuse(
          hole,
          "cannot stand in the name of a setting",
          cure: "Write the name itself; a number such as {{ loop.index }} may be part of it."
        )
      }
    }
    guard assignment != text.endIndex else { return }
    output.append(UInt8(ascii: "="))
    output.markBlockValue(text[(assignment + 1)...])
    let key = name.trimmingBlanks().bytes(substitute: UInt8(ascii: "0"))
    OpenSSLValuePlacer(takesText: OpenSSLConfigLanguage.takesText(key))
      .place(text[(assignment + 1)...], into: &output)
  }
}

/// Places the holes of a value.
struct OpenSSLValuePlacer {
  let takesText: Bool

  private enum Variable {
    case none
    /// Right behind `$` or a character of a name.
    case name
    /// Within `${…}` or `$(…)`.
    case braced
  }

  func place(
    _ value: ArraySlice<SkeletonLine.Element>,
    into output: inout LineOutput
  ) {
    var quote: UInt8?
    var quoteOffset = 0
    var isEscaped = false
    var variable = Variable.none
    for (index, element) in zip(value.indices, value) {
      switch element {
      case .byte(UInt8(ascii: "#"), _) where quote == nil && !isEscaped:
        ConfigurationComment.place(value[index...], into: &output)
        return
      case .byte(let byte, let offset):
        output.append(byte)
        if isEscaped {
          isEscaped = false
          variable = .none
          continue
        }
        isEscaped = byte == UInt8(ascii: "\\")
        variable = Self.advance(variable, byte, isQuoted: quote != nil)
        if byte == quote {
          quote = nil
        } else if quote == nil, Self.isQuote(byte) {
          quote = byte
          quoteOffset = offset
        }
      case .hole(let hole):
        let next = value[(index + 1)...].first
        if isEscaped || variable != .none || (next?.byte == UInt8(ascii: "\\")) {
          output.refuse(
            hole,
            "cannot stand beside a backslash or in the name of a variable",
            cure: "Write '\\$' for a dollar sign, and put the value apart."
          )
        } else {
          place(hole, isQuoted: quote != nil, into: &output)
        }
        isEscaped = false
        variable = .none
      }
    }
    if quote != nil {
      output.report(
        .init(
          .bytes(quoteOffset..<quoteOffset + 1),
          "The quote that begins here is not closed in its line.",
          cure: "Close it, or write a backslash before it."
        )
      )
    }
  }

  private func place(_ hole: Int, isQuoted: Bool, into output: inout LineOutput) {
    if output.isPlain(hole) {
      output.append(hole, .verbatim)
    } else if output.kind(of: hole) == .line, takesText {
      output.append(hole, isQuoted ? .openSSLQuoted : .openSSLValue)
    } else {
      output.refuse(
        hole,
        "cannot stand in this setting of OpenSSL, which may be a list",
        cure: "Use a parameter of a closed type, or an attribute of a name such as CN."
      )
    }
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  private static func advance(_ variable: Variable, _ byte: UInt8, isQuoted: Bool) -> Variable {
    if isQuoted { return .none }
    switch (variable, byte) {
    case (.braced, UInt8(ascii: "}")), (.braced, UInt8(ascii: ")")): return .none
    case (.braced, _): return .braced
    case (_, UInt8(ascii: "$")): return .name
    case (.name, UInt8(ascii: "{")), (.name, UInt8(ascii: "(")): return .braced
    case (.name, UInt8(ascii: ":")): return .name
    case (.name, _): return ASCIIClass.isNameByte(byte) ? .name : .none
    case (.none, _): return .none
    }
  }
}
