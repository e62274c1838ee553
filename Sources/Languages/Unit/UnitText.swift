/// Settings of a unit that are one text.
enum UnitText {
  /// Free text, in which only `%` means something, and a backslash that ends the line.
  static func place(_ body: ArraySlice<SkeletonLine.Element>, into output: inout LineOutput) {
    var percentIsOpen = false
    for index in body.indices {
      switch body[index] {
      case .byte(let byte, _):
        percentIsOpen = byte == UInt8(ascii: "%") && !percentIsOpen
        output.append(byte)
      case .hole(let hole):
        if percentIsOpen {
          output.refuse(hole, Self.percentMessage, cure: Self.percentCure)
        } else {
          place(hole, at: index, of: body, into: &output)
        }
        percentIsOpen = false
      }
    }
  }

  static let percentMessage = "cannot stand right behind '%', which begins a specifier"
  static let percentCure = "Write '%%' for a percent sign."

  private static func place(
    _ hole: Int,
    at index: Int,
    of body: ArraySlice<SkeletonLine.Element>,
    into output: inout LineOutput
  ) {
    switch output.kind(of: hole) {
    case .integer, .boolean, .inert: output.append(hole, .verbatim)
    case .line:
      if let problem = LineEnd.problem(of: index, in: body, output) {
        output.refuse(hole, problem, cure: LineEnd.cure)
      } else {
        output.append(hole, index + 1 == body.endIndex ? .unitFreeTextEnd : .unitFreeText)
      }
    case .armored, .text:
      output.refuse(
        hole,
        "cannot stand in a unit, whose settings are lines",
        cure: "Use a value of one line, or name a file."
      )
    }
  }

  /// Any other setting: its syntax is not known here.
  static func placePlain(
    _ body: ArraySlice<SkeletonLine.Element>,
    into output: inout LineOutput
  ) {
    var isSpecial = false
    for element in body {
      switch element {
      case .byte(let byte, _):
        isSpecial = !isSpecial && (byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\"))
        output.append(byte)
      case .hole(let hole):
        if isSpecial {
          output.refuse(
            hole,
            "cannot stand right behind a percent sign or a backslash",
            cure: "Put the value on its own."
          )
        } else if output.isPlain(hole) {
          output.append(hole, .verbatim)
        } else {
          output.refuse(
            hole,
            "cannot stand in this setting of a unit",
            cure: "Use a parameter of a closed type, such as path, dnsName or enum."
          )
        }
        isSpecial = false
      }
    }
  }
}
