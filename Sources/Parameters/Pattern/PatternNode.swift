/// The tree of a pattern; it is compiled and dropped.
indirect enum PatternNode {
  case scalar(ScalarSet)
  case start
  case end
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case repetition(PatternNode, minimum: Int, maximum: Int?)

  var isAnchor: Bool {
    switch self {
    case .start, .end: true
    default: false
    }
  }

  /// How many instructions it compiles to, at most the largest program and a little.
  var size: Int {
    let size: Int
    switch self {
    case .scalar, .start, .end: size = 1
    case .sequence(let parts): size = parts.reduce(0) { $0 + $1.size }
    case .alternatives(let branches): size = branches.reduce(0) { $0 + $1.size + 2 }
    case .repetition(let node, let minimum, let maximum):
      size = (node.size + 2) * max(minimum + 1, maximum ?? minimum + 1)
    }
    return min(size, PatternParser.longestProgram)
  }

  func compile(into program: inout [PatternInstruction]) {
    switch self {
    case .scalar(let set): program.append(.scalar(set))
    case .start: program.append(.start)
    case .end: program.append(.end)
    case .sequence(let parts):
      for part in parts { part.compile(into: &program) }
    case .alternatives(let branches):
      PatternNode.compile(branches, into: &program)
    case .repetition(let node, let minimum, let maximum):
      for _ in 0..<minimum { node.compile(into: &program) }
      if let maximum {
        node.compileOptional(maximum - minimum, into: &program)
      } else {
        node.compileStar(into: &program)
      }
    }
  }

  private static func compile(
    _ branches: [PatternNode], into program: inout [PatternInstruction]
  ) {
    var jumps: [Int] = []
    for (index, branch) in branches.enumerated() {
      let isLast = index == branches.count - 1
      let split = program.count
      if !isLast { program.append(.split(split + 1, split + 1)) }
      branch.compile(into: &program)
      if isLast { continue }
      jumps.append(program.count)
      program.append(.jump(0))
      program[split] = .split(split + 1, program.count)
    }
    for jump in jumps { program[jump] = .jump(program.count) }
  }

  /// `count` times `x?`; from each, what follows all of them is reached.
  private func compileOptional(_ count: Int, into program: inout [PatternInstruction]) {
    var splits: [Int] = []
    for _ in 0..<count {
      splits.append(program.count)
      program.append(.split(program.count + 1, 0))
      compile(into: &program)
    }
    for split in splits { program[split] = .split(split + 1, program.count) }
  }

  private func compileStar(into program: inout [PatternInstruction]) {
    let split = program.count
    program.append(.split(split + 1, 0))
    compile(into: &program)
    program.append(.jump(split))
    program[split] = .split(split + 1, program.count)
  }
}
