/// What becomes of a line: pieces of the placement, and problems.
struct LineOutput {
  private let holes: [Skeleton.Hole]
  private var bytes: [UInt8] = []
  private var placed: [Placement.Piece] = []
  private var problems: [PlacementProblem] = []
  /// Whether a finished text is read for its colours.
  let isHighlighting: Bool
  var highlights = HighlightList()

  init(holes: [Skeleton.Hole], isHighlighting: Bool = false) {
    self.holes = holes
    self.isHighlighting = isHighlighting
  }

  func kind(of hole: Int) -> Skeleton.Kind { holes[hole].kind }

  /// Whether no value for the hole holds anything but inert characters, at least one.
  func isPlain(_ hole: Int) -> Bool {
    switch kind(of: hole) {
    case .integer, .boolean, .inert: true
    case .line, .armored, .text: false
    }
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ hole: Int, _ encoding: Encoding) {
    endLiteral()
    placed.append(.hole(hole, encoding))
  }

  mutating func refuse(_ hole: Int, _ message: String, cure: String) {
    report(.init(.hole(hole), message, cure: cure))
    append(hole, .verbatim)
  }

  mutating func report(_ problem: PlacementProblem) { problems.append(problem) }

  /// Writes bytes as they are; `place` says what becomes of holes.
  mutating func append(
    _ elements: ArraySlice<SkeletonLine.Element>,
    place: (inout LineOutput, Int) -> Void
  ) {
    for element in elements {
      switch element {
      case .byte(let byte, _): append(byte)
      case .hole(let hole): place(&self, hole)
      }
    }
  }

  /// Writes bytes as they are and refuses holes.
  mutating func append(
    _ elements: ArraySlice<SkeletonLine.Element>,
    refusing message: String,
    cure: String
  ) {
    append(elements) { $0.refuse($1, message, cure: cure) }
  }

  /// The pieces so far; a line feed is the caller's.
  mutating func takePieces() -> [Placement.Piece] {
    endLiteral()
    defer { placed = [] }
    return placed
  }

  /// The problems since the last call.
  mutating func takeProblems() -> [PlacementProblem] {
    defer { problems = [] }
    return problems
  }

  private mutating func endLiteral() {
    guard !bytes.isEmpty else { return }
    placed.append(.literal(bytes))
    bytes = []
  }
}
