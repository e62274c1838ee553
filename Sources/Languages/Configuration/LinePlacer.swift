/// Places the holes of one line after the other.
protocol LinePlacer {
  /// What one line leaves to the next.
  associatedtype State: Equatable

  init()

  var state: State { get set }

  /// Places the holes of `line` and advances `state`.
  mutating func place(_ line: SkeletonLine, into output: inout LineOutput)

  /// The state behind an `if` of which one way ends in `left` and one in `right`; nil when the
  /// lines that follow would mean different things.
  static func join(_ left: State, _ right: State) -> State?

  /// The state before the body of a `for` that begins in `state` or behind itself, as far as the
  /// body's sections change it.
  static func beforeLoop(_ state: State, hasSection: Bool) -> State

  /// What is wrong when the text ends in `state`, if anything.
  func unfinished() -> PlacementProblem?
}

extension LinePlacer {
  static func join(_ left: State, _ right: State) -> State? { left == right ? left : nil }

  static func beforeLoop(_ state: State, hasSection: Bool) -> State { state }

  /// Places a whole skeleton.
  static func placeLines(of skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    var walker = LineWalker<Self>(skeleton)
    let pieces = walker.walk(skeleton.pieces, depth: 0)
    if let problem = walker.placer.unfinished() { walker.problems.append(problem) }
    guard walker.problems.isEmpty else { return .failure(.init(walker.problems)) }
    return .success(Placement(pieces: pieces))
  }
}
