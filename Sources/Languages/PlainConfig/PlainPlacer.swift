/// Places holes in a text of unknown syntax.
struct PlainPlacer<Dialect: PlainDialect>: LinePlacer {
  struct State: Hashable {}

  var state = State()

  mutating func place(_ line: SkeletonLine, into output: inout LineOutput) {
    if Dialect.takesArmoredLines, line.elements.count == 1, let hole = line.elements.first?.hole,
      output.kind(of: hole) == .armored
    {
      output.append(hole, .configurationArmoredLines)
      return
    }
    Self.mark(line, in: &output)
    let text = line.elements[...]
    let name = Dialect.hasNames ? Self.name(of: line) : text[..<text.startIndex]
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
    var previous: UInt8?
    for element in text[name.endIndex...] {
      switch element {
      case .byte(let byte, _): output.append(byte)
      case .hole(let hole): Self.place(hole, behind: previous, into: &output)
      }
      previous = element.byte
    }
  }

  func unfinished() -> PlacementProblem? { nil }

  private static func mark(_ line: SkeletonLine, in output: inout LineOutput) {
    guard output.isHighlighting, Dialect.look != .plain else { return }
    let text = line.trimmed
    let isIndented = text.startIndex > line.elements.startIndex
    switch text.first?.byte {
    case nil: return
    case UInt8(ascii: "#"): output.mark(text, .comment)
    case UInt8(ascii: ";") where Dialect.look == .sections: output.mark(text, .comment)
    case UInt8(ascii: "[") where Dialect.look == .sections: output.mark(text, .section)
    default:
      if Dialect.look == .blocks {
        let end = text.firstIndex(where: \.isBlank) ?? text.endIndex
        output.mark(text[..<end], isIndented ? .key : .section)
        output.markBlockValue(text[end...])
        return
      }
      let assignment = text.firstIndex {
        $0.byte == UInt8(ascii: "=") || Dialect.look == .sections && $0.byte == UInt8(ascii: ":")
      }
      guard let assignment else { return }
      output.mark(text[..<assignment].trimmingBlanks(), .key)
      output.markValue(text[(assignment + 1)...])
    }
  }

  private static func name(of line: SkeletonLine) -> ArraySlice<SkeletonLine.Element> {
    switch line.trimmed.first?.byte {
    case UInt8(ascii: "["), UInt8(ascii: "#"), UInt8(ascii: ";"): return line.elements[..<0]
    default:
      let assignment = line.elements.firstIndex {
        $0.byte == UInt8(ascii: "=") || $0.byte == UInt8(ascii: ":")
      }
      return line.elements[..<(assignment ?? line.elements.endIndex)]
    }
  }

  private static func place(_ hole: Int, behind previous: UInt8?, into output: inout LineOutput) {
    switch previous {
    case UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "%"):
      output.refuse(
        hole,
        "cannot stand right behind a backslash, '$' or '%'",
        cure: "Put a character between the two, or name the text's language."
      )
    default:
      if output.isPlain(hole) {
        output.append(hole, .verbatim)
      } else {
        output.refuse(
          hole,
          output.kind(of: hole) == .armored && Dialect.takesArmoredLines
            ? "must have its line to itself" : "cannot stand in a text of this language",
          cure: output.kind(of: hole) == .armored && Dialect.takesArmoredLines
            ? "Put it on a line of its own, without blanks before it."
            : "Name a language whose escapes are known, or use a parameter of a closed type."
        )
      }
    }
  }
}
