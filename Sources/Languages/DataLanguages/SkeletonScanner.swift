/// Reads a skeleton from its start to its end and places its holes. A language says what a byte and
/// a hole do to its state, and which states may meet behind branches and loops.
protocol SkeletonScanner {
  associatedtype State

  var skeleton: Skeleton { get }
  var state: State { get set }
  var output: PlacementOutput { get set }
  var problems: [PlacementProblem] { get set }

  mutating func read(_ byte: UInt8, at offset: Int)
  mutating func read(hole: Int)
  /// Before a directive, behind one, and at the end: a line that has no line feed ends, too.
  mutating func endLine()
  /// The state behind branches that end in these states.
  mutating func join(_ states: [State], from start: State) -> State
  /// The state in which a loop's body starts, on any of its turns.
  mutating func enterLoop(_ start: State) -> State
  /// The state behind a loop, whose body ended in `end`.
  mutating func leaveLoop(_ end: State, from start: State) -> State
  /// The text is over: reports what is still open.
  mutating func finish()
}

extension SkeletonScanner {
  static var maximumDepth: Int { 100 }

  mutating func place() -> Result<Placement, PlacementProblems> {
    let pieces = walk(skeleton.pieces, depth: 0)
    finish()
    return problems.isEmpty
      ? .success(Placement(pieces: pieces)) : .failure(PlacementProblems(problems))
  }

  private mutating func walk(_ pieces: [Skeleton.Piece], depth: Int) -> [Placement.Piece] {
    guard depth <= Self.maximumDepth else {
      report(0..<0, "Directives are nested too deeply.", cure: "nest at most 100 of them")
      return []
    }
    let outer = output
    output = PlacementOutput()
    for piece in pieces {
      switch piece {
      case .literal(let range):
        for offset in range { read(skeleton.bytes[offset], at: offset) }
      case .hole(let hole):
        read(hole: hole)
      case .branches(let branches):
        endLine()
        let start = state
        var ends: [State] = []
        var nested: [[Placement.Piece]] = []
        for branch in branches {
          state = start
          nested.append(walk(branch, depth: depth + 1))
          ends.append(state)
        }
        state = join(ends, from: start)
        output.append(.branches(nested))
      case .loop(let body):
        endLine()
        let start = state
        state = enterLoop(start)
        let nested = walk(body, depth: depth + 1)
        state = leaveLoop(state, from: start)
        output.append(.loop(nested))
      }
    }
    endLine()
    let result = output.finish()
    output = outer
    return result
  }

  func kind(_ hole: Int) -> Skeleton.Kind { skeleton.holes[hole].kind }

  /// Whether the hole, where it is all there is of a value, is written without quotes.
  func isBare(_ hole: Int) -> Bool { kind(hole).isBare || skeleton.holes[hole].isFragment }

  mutating func append(_ hole: Int, _ encoding: Encoding) {
    output.append(.hole(hole, encoding))
  }

  mutating func refuse(_ hole: Int, _ message: String, cure: String) {
    append(hole, .verbatim)
    problems.append(PlacementProblem(.hole(hole), message, cure: cure))
  }

  mutating func report(_ bytes: Range<Int>, _ message: String, cure: String) {
    problems.append(PlacementProblem(.bytes(bytes), message, cure: cure))
  }

  /// In a comment that ends with its line.
  mutating func placeInComment(_ hole: Int) {
    switch kind(hole) {
    case .integer, .boolean, .inert, .line: append(hole, .verbatim)
    case .armored, .text:
      refuse(
        hole,
        "cannot stand in a comment, which ends with its line",
        cure: "write it into a value, or take it out of the comment"
      )
    }
  }
}

extension Skeleton.Kind {
  /// Whether it is made of inert characters only, on one line, and never empty.
  var isInert: Bool {
    switch self {
    case .integer, .boolean, .inert: true
    case .line, .armored, .text: false
    }
  }

  /// Whether the data languages have a type of their own for it, written without quotes.
  var isBare: Bool { self == .integer || self == .boolean }
}
