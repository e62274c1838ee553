/// A regular expression of RE2's syntax, matched in time linear in the text.
///
/// In: alternation, groups, classes, `\d \w \s \b` and their opposites, repetition, anchors, the
/// flags `i s m`. Left out: Unicode classes (`\p{…}`), as no value of a guide needs them.
package struct RegularExpression: Sendable {
  package struct SyntaxError: Error, Sendable, Hashable {
    package let message: String
  }

  enum Step: Sendable {
    /// Consumes a scalar that one of the ranges holds.
    case consume([ClosedRange<UInt32>])
    case split(Int, Int)
    case jump(Int)
    case assert(Assertion)
    case accept
  }

  enum Assertion: Sendable {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary
  }

  private let steps: [Step]
  /// The most steps that a pattern may have once its counted repetitions are written out.
  static let maximumSteps = 5000

  package init(_ pattern: String) throws(SyntaxError) {
    var parser = PatternParser(pattern)
    let tree = try parser.parse()
    var steps: [Step] = []
    try Self.append(tree, to: &steps)
    steps.append(.accept)
    self.steps = steps
  }

  /// An upper bound for the work of matching this text.
  func cost(of text: String) -> Int {
    let (cost, overflow) = steps.count.multipliedReportingOverflow(by: text.utf8.count + 1)
    return overflow ? .max : cost
  }

  /// Whether the pattern matches somewhere in the text.
  package func matches(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    var current = Threads(capacity: steps.count)
    var next = Threads(capacity: steps.count)
    for position in 0...scalars.count {
      if add(0, to: &current, scalars, position) { return true }
      guard position < scalars.count else { return false }
      for index in current.list {
        guard case .consume(let ranges) = steps[index],
          ranges.contains(where: { $0.contains(scalars[position]) })
        else { continue }
        if add(index + 1, to: &next, scalars, position + 1) { return true }
      }
      swap(&current, &next)
      next.removeAll()
    }
    return false
  }

  /// Whether the pattern matches the whole text.
  package func matchesWhole(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    var current = Threads(capacity: steps.count)
    var isAccepted = add(0, to: &current, scalars, 0)
    for (position, scalar) in scalars.enumerated() {
      var next = Threads(capacity: steps.count)
      isAccepted = false
      for index in current.list {
        guard case .consume(let ranges) = steps[index],
          ranges.contains(where: { $0.contains(scalar) })
        else { continue }
        if add(index + 1, to: &next, scalars, position + 1) { isAccepted = true }
      }
      current = next
    }
    return isAccepted
  }

  /// The steps that the matcher may be at, each once.
  private struct Threads {
    private(set) var list: [Int] = []
    private var isMember: [Bool]

    init(capacity: Int) { isMember = Array(repeating: false, count: capacity) }

    mutating func insert(_ step: Int) -> Bool {
      guard !isMember[step] else { return false }
      isMember[step] = true
      list.append(step)
      return true
    }

    mutating func removeAll() {
      for step in list { isMember[step] = false }
      list.removeAll(keepingCapacity: true)
    }
  }

  /// Adds a step and all that can be reached from it without consuming; true at the end.
  private func add(
    _ start: Int,
    to threads: inout Threads,
    _ scalars: [UInt32],
    _ position: Int
  ) -> Bool {
    var pending = [start]
    var isAccepted = false
    while let index = pending.popLast() {
      guard threads.insert(index) else { continue }
      switch steps[index] {
      case .consume: break
      case .split(let first, let second): pending += [second, first]
      case .jump(let target): pending.append(target)
      case .assert(let assertion):
        if Self.holds(assertion, scalars, position) { pending.append(index + 1) }
      case .accept: isAccepted = true
      }
    }
    return isAccepted
  }

  private static func holds(
    _ assertion: Assertion,
    _ scalars: [UInt32],
    _ position: Int
  ) -> Bool {
    func isWord(_ index: Int) -> Bool {
      guard scalars.indices.contains(index) else { return false }
      return PatternParser.word.contains { $0.contains(scalars[index]) }
    }
    return switch assertion {
    case .textStart: position == 0
    case .textEnd: position == scalars.count
    case .lineStart: position == 0 || scalars[position - 1] == 0x0A
    case .lineEnd: position == scalars.count || scalars[position] == 0x0A
    case .wordBoundary: isWord(position - 1) != isWord(position)
    case .noWordBoundary: isWord(position - 1) == isWord(position)
    }
  }

  // MARK: Compilation

  private static func append(_ tree: PatternNode, to steps: inout [Step]) throws(SyntaxError) {
    guard steps.count < maximumSteps else {
      throw SyntaxError(message: "the pattern is too large")
    }
    switch tree {
    case .set(let ranges): steps.append(.consume(ranges))
    case .assertion(let assertion): steps.append(.assert(assertion))
    case .sequence(let parts):
      for part in parts { try append(part, to: &steps) }
    case .alternatives(let parts):
      var jumps: [Int] = []
      for part in parts.dropLast() {
        let split = steps.count
        steps.append(.jump(0))
        try append(part, to: &steps)
        jumps.append(steps.count)
        steps.append(.jump(0))
        steps[split] = .split(split + 1, steps.count)
      }
      if let last = parts.last { try append(last, to: &steps) }
      for jump in jumps { steps[jump] = .jump(steps.count) }
    case .repetition(let part, let minimum, let maximum):
      for _ in 0..<minimum {
        let count = steps.count
        try append(part, to: &steps)
        // What consumes nothing once need not be written out a thousand times.
        if steps.count == count { return }
      }
      guard let maximum else {
        let split = steps.count
        steps.append(.jump(0))
        try append(part, to: &steps)
        steps.append(.jump(split))
        steps[split] = .split(split + 1, steps.count)
        return
      }
      var splits: [Int] = []
      for _ in minimum..<max(minimum, maximum) {
        splits.append(steps.count)
        steps.append(.jump(0))
        try append(part, to: &steps)
      }
      for split in splits { steps[split] = .split(split + 1, steps.count) }
    }
  }
}
