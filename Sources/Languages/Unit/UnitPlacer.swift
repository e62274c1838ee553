/// Places holes in the lines of a unit.
struct UnitPlacer: LinePlacer {
  struct State: Hashable {
    /// The section, nil when it depends on the way through a directive.
    var section: [UInt8]? = []
    /// The setting that goes on in the next line.
    var continued: UnitSetting?
    var words = UnitWords.State()
  }

  var state = State()
  private var settingOffset: Int?

  mutating func place(_ line: SkeletonLine, into output: inout LineOutput) {
    let text = line.trimmed
    output.append(line.elements[..<text.startIndex]) { _, _ in }
    switch text.first?.byte {
    case UInt8(ascii: "#"), UInt8(ascii: ";"):
      ConfigurationComment.place(text, into: &output)
    default:
      if let setting = state.continued {
        place(text, of: setting, continues: line.endsInBackslash, isFirst: false, into: &output)
      } else if text.first?.byte == UInt8(ascii: "[") {
        placeHeader(text, into: &output)
      } else {
        placeSetting(text, of: line, into: &output)
      }
    }
  }

  static func join(_ left: State, _ right: State) -> State? {
    var (joined, other) = (left, right)
    if left.section != right.section {
      joined.section = nil
      other.section = nil
    }
    return joined == other ? joined : nil
  }

  static func beforeLoop(_ state: State, hasSection: Bool) -> State {
    var state = state
    if hasSection { state.section = nil }
    return state
  }

  func unfinished() -> PlacementProblem? {
    guard state.continued != nil else { return nil }
    let offset = settingOffset ?? 0
    return .init(
      .bytes(offset..<offset + (settingOffset == nil ? 0 : 1)),
      "The text ends within this setting.",
      cure: "Take away the backslash at the end of the last line, and close its quotes."
    )
  }

  private mutating func placeHeader(
    _ text: ArraySlice<SkeletonLine.Element>,
    into output: inout LineOutput
  ) {
    output.mark(text.trimmingBlanks(), .section)
    state.section = text.trimmingBlanks().dropFirst().dropLast().bytes(substitute: 0)
    output.append(
      text,
      refusing: "cannot stand in the name of a section",
      cure: "Write the section's name itself."
    )
  }

  private mutating func placeSetting(
    _ text: ArraySlice<SkeletonLine.Element>,
    of line: SkeletonLine,
    into output: inout LineOutput
  ) {
    let assignment = text.firstIndex { $0.byte == UInt8(ascii: "=") } ?? text.endIndex
    let name = text[..<assignment]
    output.mark(name.trimmingBlanks(), .key)
    output.append(
      name,
      refusing: "cannot stand in the name of a setting",
      cure: "Write the setting's name itself, and put the value behind '='."
    )
    guard assignment != text.endIndex else {
      state.continued = line.endsInBackslash ? .other : nil
      return
    }
    output.append(UInt8(ascii: "="))
    settingOffset = line.offset
    state.words = .init()
    let key = name.trimmingBlanks().bytes(substitute: 0)
    guard let section = state.section else {
      output.append(
        text[(assignment + 1)...],
        refusing: "cannot stand in a setting whose section depends on a directive",
        cure: "Write the name of the section again before the setting."
      )
      state.continued = line.endsInBackslash ? .unknown : nil
      return
    }
    place(
      text[(assignment + 1)...],
      of: UnitSetting(section: section, key: key),
      continues: line.endsInBackslash,
      isFirst: true,
      into: &output
    )
  }

  private mutating func place(
    _ body: ArraySlice<SkeletonLine.Element>,
    of setting: UnitSetting,
    continues: Bool,
    isFirst: Bool,
    into output: inout LineOutput
  ) {
    // A value that begins a continued line could make it a comment, which is skipped.
    if !isFirst, let hole = body.first?.hole, !output.isPlain(hole) {
      output.report(
        .init(
          .hole(hole),
          "cannot begin a continued line, which could then be a comment",
          cure: "Write it on the line before, or put a word before it."
        )
      )
    }
    let text = continues ? body.dropLast() : body
    if setting == .freeText {
      output.mark(text.trimmingBlanks(), .string)
    } else {
      output.markValue(text, openQuote: state.words.quote)
    }
    switch setting {
    case .command, .environment:
      var words = UnitWords(state: state.words, setting: setting)
      words.place(text, into: &output)
      if !continues { words.end(at: body, into: &output) }
      state.words = words.state
    case .freeText: UnitText.place(body, into: &output)
    case .other: UnitText.placePlain(body, into: &output)
    case .unknown:
      output.append(
        body,
        refusing: "cannot stand in a setting whose section depends on a directive",
        cure: "Write the name of the section again before the setting."
      )
    }
    if continues, setting == .command || setting == .environment {
      output.append(UInt8(ascii: "\\"))
    }
    state.continued = continues ? setting : nil
    if !continues { state.words = .init() }
  }
}
