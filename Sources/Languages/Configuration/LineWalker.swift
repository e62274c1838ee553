/// Cuts a skeleton into lines, follows its branches and loops, and holds that every way through
/// them leaves the language in the same state.
struct LineWalker<Placer: LinePlacer> {
  private static var depthLimit: Int { 100 }

  private let skeleton: Skeleton
  var placer = Placer()
  var problems: [PlacementProblem] = []
  private var output: LineOutput
  /// Whether the line before has no line feed, so that no other may follow.
  private var lineIsOpen = false

  init(_ skeleton: Skeleton, isHighlighting: Bool = false) {
    self.skeleton = skeleton
    output = LineOutput(holes: skeleton.holes, isHighlighting: isHighlighting)
  }

  /// What is seen in colour, when it was asked for.
  var highlights: [HighlightToken] { output.highlights.tokens }

  mutating func walk(_ pieces: [Skeleton.Piece], depth: Int) -> [Placement.Piece] {
    guard depth <= Self.depthLimit else {
      report(pieces, "More than \(Self.depthLimit) directives stand in one another.", "Nest less.")
      return []
    }
    var placed: [Placement.Piece] = []
    var line = SkeletonLine()
    for piece in pieces {
      switch piece {
      case .literal(let range):
        for offset in range {
          guard skeleton.bytes[offset] != 0x0A else {
            end(&line, hasLineFeed: true)
            continue
          }
          line.append(.byte(skeleton.bytes[offset], at: offset))
        }
      case .hole(let hole): line.append(.hole(hole))
      case .branches(let branches):
        endBeforeDirective(&line, &placed)
        placed.append(.branches(walkBranches(branches, depth: depth)))
      case .loop(let body):
        endBeforeDirective(&line, &placed)
        placed.append(.loop(walkLoop(body, depth: depth)))
      }
    }
    if !line.elements.isEmpty { end(&line, hasLineFeed: false) }
    placed += takePieces()
    return placed
  }

  private mutating func walkBranches(
    _ branches: [[Skeleton.Piece]],
    depth: Int
  ) -> [[Placement.Piece]] {
    let start = placer.state
    let startIsOpen = lineIsOpen
    var joined: Placer.State?
    var differs = false
    var anyIsOpen = false
    var placed: [[Placement.Piece]] = []
    for branch in branches {
      placer.state = start
      lineIsOpen = startIsOpen
      placed.append(walk(branch, depth: depth + 1))
      let state = placer.state
      if let known = joined, let next = Placer.join(known, state) {
        joined = next
      } else {
        differs = differs || joined != nil
        joined = joined ?? state
      }
      anyIsOpen = anyIsOpen || lineIsOpen
    }
    lineIsOpen = anyIsOpen
    placer.state = differs ? start : joined ?? start
    if differs {
      report(
        branches.joined(),
        "The ways through this 'if' leave the text in different states.",
        "Let each branch hold whole settings, and its quotes and continued lines end in it."
      )
    }
    return placed
  }

  private mutating func walkLoop(_ body: [Skeleton.Piece], depth: Int) -> [Placement.Piece] {
    let start = Placer.beforeLoop(placer.state, hasSection: hasSection(body))
    placer.state = start
    let placed = walk(body, depth: depth + 1)
    let end = Placer.join(start, placer.state)
    placer.state = start
    if end != start || lineIsOpen {
      report(
        body,
        "The body of this 'for' does not end as it began, so it cannot be repeated.",
        "Let the body hold whole settings, and its quotes and continued lines end in it."
      )
    }
    return placed
  }

  /// Whether a line of the body begins with a bracket, as the name of a section does.
  private func hasSection(_ body: [Skeleton.Piece]) -> Bool {
    var pending = body
    while let piece = pending.popLast() {
      switch piece {
      case .literal(let range):
        for line in skeleton.bytes[range].split(separator: 0x0A)
        where line.first(where: { !ASCIIClass.isBlank($0) }) == UInt8(ascii: "[") {
          return true
        }
      case .hole: break
      case .branches(let branches): for branch in branches { pending += branch }
      case .loop(let inner): pending += inner
      }
    }
    return false
  }

  private mutating func endBeforeDirective(
    _ line: inout SkeletonLine,
    _ placed: inout [Placement.Piece]
  ) {
    if !line.elements.isEmpty {
      reportSplit(line)
      end(&line, hasLineFeed: false)
      lineIsOpen = false
    }
    placed += takePieces()
  }

  private mutating func end(_ line: inout SkeletonLine, hasLineFeed: Bool) {
    if lineIsOpen { reportSplit(line) }
    placer.place(line, into: &output)
    if hasLineFeed { output.append(0x0A) }
    lineIsOpen = !hasLineFeed
    line = SkeletonLine()
  }

  private mutating func takePieces() -> [Placement.Piece] {
    let placed = output.takePieces()
    problems += output.takeProblems()
    return placed
  }

  private mutating func reportSplit(_ line: SkeletonLine) {
    let start = line.offset ?? 0
    problems.append(
      .init(
        .bytes(start..<min(start + 1, skeleton.bytes.count)),
        "A directive splits this line.",
        cure: "Put directives on lines of their own."
      )
    )
  }

  private mutating func report(
    _ pieces: some Sequence<Skeleton.Piece>,
    _ message: String,
    _ cure: String
  ) {
    var range = 0..<0
    for case .literal(let literal) in pieces where !literal.isEmpty {
      range = literal
      break
    }
    problems.append(.init(.bytes(range), message, cure: cure))
  }
}
