/// Places the holes of one line after the other.
protocol LinePlacer {
  /// What one line leaves to the next. Two ways through a directive must leave the same.
  associatedtype State: Hashable

  init()

  var state: State { get set }

  /// Places the holes of `line` and advances `state`.
  mutating func place(_ line: SkeletonLine, into output: inout LineOutput)

  /// What is wrong when the text ends in `state`, if anything.
  func unfinished() -> PlacementProblem?
}

extension LinePlacer {
  /// Places a whole skeleton.
  static func placeLines(of skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    var walker = LineWalker<Self>(skeleton)
    let pieces = walker.walk(skeleton.pieces, depth: 0)
    if let problem = walker.placer.unfinished() { walker.problems.append(problem) }
    guard walker.problems.isEmpty else { return .failure(.init(walker.problems)) }
    return .success(Placement(pieces: pieces))
  }
}
