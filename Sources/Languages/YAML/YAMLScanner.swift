/// Finds the extent and style of every scalar of a YAML text, line by line.
///
/// The state at the start of a line is a set, since the lines before may depend on conditions: each
/// line must read the same in all of them. That keeps branches and loops apart from structure
/// without following the indentation of block collections.
struct YAMLScanner: SkeletonScanner {
  let skeleton: Skeleton
  var state: Set<YAMLMode> = [.awaiting(parent: -1)]
  var output = PlacementOutput()
  var problems: [PlacementProblem] = []
  var line = YAMLLine()
  /// What is seen in colour, when a finished text is read for that.
  var highlights: [HighlightToken]?
  /// The quoted scalar within brackets that the line leaves open.
  var unclosedQuote: YAMLMode?

  private var position = 0
  private var loops: [[LoopLine]] = []

  /// A line that may be the first of a loop's body.
  private struct LoopLine {
    let start: YAMLLine.Start
    let lineClass: YAMLMode.LineClass
    let range: Range<Int>
  }

  init(_ skeleton: Skeleton, highlights: [HighlightToken]? = nil) {
    self.skeleton = skeleton
    self.highlights = highlights
  }

  mutating func read(_ byte: UInt8, at offset: Int) {
    position = offset
    if byte == .lineFeed {
      endLine()
      output.append(byte)
    } else {
      line.append(.byte(byte), at: offset)
    }
  }

  mutating func read(hole: Int) { line.append(.hole(hole), at: position + 1) }

  mutating func endLine() {
    guard !line.isEmpty else { return }
    if line.isBlank {
      emit(0..<line.count)
    } else {
      scanLine()
    }
    line = YAMLLine()
  }

  private mutating func scanLine() {
    let start = line.start
    guard let lineClass = commonClass(of: start) else {
      reportAmbiguity(line.range(start.indentation, line.count))
      refuseAll(0..<line.count)
      state = [.structure]
      return
    }
    switch lineClass {
    case .structure: scanStructure(start)
    case .continuation(let holdsValue): scanContinuation(start, holdsValue)
    case .content(let indentation, let isFolded): scanContent(indentation, isFolded)
    case .flow: scanFlowLine()
    case .quoted: scanQuotedLine()
    }
  }

  /// What the line is in all the modes it may start in; nil when they differ.
  private mutating func commonClass(of start: YAMLLine.Start) -> YAMLMode.LineClass? {
    var classes: Set<YAMLMode.LineClass> = []
    for mode in state {
      if let lineClass = mode.classify(start) { classes.insert(lineClass) }
    }
    guard classes.count == 1, let lineClass = classes.first else { return nil }
    for case .loopStart(let loop) in state {
      let range = line.range(start.indentation, line.count)
      loops[loop].append(LoopLine(start: start, lineClass: lineClass, range: range))
    }
    return lineClass
  }

  private mutating func reportAmbiguity(_ range: Range<Int>) {
    report(
      range,
      "Whether this line continues the text above it depends on a directive.",
      cure: "indent it like the lines that the directive may leave out, or end that text before it"
    )
  }

  // MARK: Branches and loops

  mutating func join(_ states: [Set<YAMLMode>], from start: Set<YAMLMode>) -> Set<YAMLMode> {
    guard let first = states.first else { return start }
    let result = states.dropFirst().reduce(first) { $0.union($1) }
    checkJoin(result)
    return result
  }

  mutating func enterLoop(_ start: Set<YAMLMode>) -> Set<YAMLMode> {
    checkJoin(start)
    loops.append([])
    return start.union([.loopStart(loops.count - 1)])
  }

  mutating func leaveLoop(_ end: Set<YAMLMode>, from start: Set<YAMLMode>) -> Set<YAMLMode> {
    let lines = loops.popLast() ?? []
    let end = end.subtracting([.loopStart(loops.count)])
    for line in lines {
      for mode in end where mode.classify(line.start) ?? line.lineClass != line.lineClass {
        reportAmbiguity(line.range)
        break
      }
    }
    return join([start, end], from: start)
  }

  /// Brackets and quotes must be the same whichever way the text is put together.
  private mutating func checkJoin(_ modes: Set<YAMLMode>) {
    var brackets: Set<[UInt8]> = []
    for mode in modes {
      switch mode {
      case .quoted(_, let start, _):
        report(
          start..<(start + 1),
          "A directive cannot stand inside a quoted scalar.",
          cure: "end the scalar on its line, or make it a block scalar (|)"
        )
        return
      case .flow(let open, _): brackets.insert(open)
      case .loopStart: break
      default: brackets.insert([])
      }
    }
    guard brackets.count > 1 else { return }
    report(
      position..<position,
      "The lines of a directive must close the brackets that they open, and no others.",
      cure: "move the directive, so that whole entries stand between its lines"
    )
  }

  mutating func finish() {
    for mode in state {
      switch mode {
      case .quoted(_, let start, _):
        report(start..<(start + 1), "The quoted scalar does not end.", cure: "close the quote")
      case .flow:
        report(position..<position, "A bracket is not closed.", cure: "close it")
      default: break
      }
    }
  }

  // MARK: Output

  /// Writes a range of the line as it is. Its holes have been dealt with, or are none.
  mutating func emit(_ range: Range<Int>) {
    for index in range {
      if case .byte(let byte) = line.units[index] { output.append(byte) }
    }
  }

  func holes(_ range: Range<Int>) -> [Int] {
    line.units[range].compactMap { unit in
      guard case .hole(let hole) = unit else { return nil }
      return hole
    }
  }

  /// Writes a range and refuses the holes in it.
  mutating func refuseAll(
    _ range: Range<Int>,
    _ message: String = "cannot stand here",
    cure: String = "mend the line first"
  ) {
    for index in range {
      switch line.units[index] {
      case .byte(let byte): output.append(byte)
      case .hole(let hole): refuse(hole, message, cure: cure)
      }
    }
  }

  mutating func emitComment(_ range: Range<Int>) {
    mark(range, .comment)
    for index in range {
      switch line.units[index] {
      case .byte(let byte): output.append(byte)
      case .hole(let hole): placeInComment(hole)
      }
    }
  }
}
