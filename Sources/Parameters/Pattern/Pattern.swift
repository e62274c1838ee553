/// A regular expression that matches in time proportional to text length times pattern size.
///
/// It is run as a set of states, never by trying one way after another, so no pattern of a guide
/// and no value of a cluster can make a build hang. The syntax is the part of ECMAScript's that
/// such a machine can run: see `PatternParser`.
package struct Pattern: Sendable {
  /// As it was written.
  package let source: String
  let program: [PatternInstruction]

  /// Whether the pattern matches anywhere in `text`; anchor it with `^` and `$` for all of it.
  package func matches(_ text: String) -> Bool {
    var current = PatternStates(count: program.count)
    var next = PatternStates(count: program.count)
    let scalars = Array(text.unicodeScalars)
    for position in 0...scalars.count {
      let isAtEnd = position == scalars.count
      add(0, to: &current, isAtStart: position == 0, isAtEnd: isAtEnd)
      if current.hasMatch { return true }
      if isAtEnd { return false }
      next.removeAll()
      for state in current.states {
        guard case .scalar(let set) = program[state], set.contains(scalars[position]) else {
          continue
        }
        add(
          state + 1, to: &next, isAtStart: false, isAtEnd: position + 1 == scalars.count)
      }
      swap(&current, &next)
    }
    return false
  }

  /// Adds a state and all that it leads to without taking a character.
  private func add(
    _ first: Int, to states: inout PatternStates, isAtStart: Bool, isAtEnd: Bool
  ) {
    var pending = [first]
    while let state = pending.popLast() {
      guard states.insert(state) else { continue }
      switch program[state] {
      case .match: states.hasMatch = true
      case .scalar: break
      case .jump(let target): pending.append(target)
      case .split(let left, let right): pending += [right, left]
      case .start: if isAtStart { pending.append(state + 1) }
      case .end: if isAtEnd { pending.append(state + 1) }
      }
    }
  }
}

/// One step of a pattern's program.
enum PatternInstruction: Sendable {
  case match
  /// Takes one character of the set and goes on behind itself.
  case scalar(ScalarSet)
  case jump(Int)
  case split(Int, Int)
  case start
  case end
}

/// The states that a pattern is in: a set with a stable order and a cheap clear.
private struct PatternStates {
  private(set) var states: [Int] = []
  var hasMatch = false
  private var isIn: [Bool]

  init(count: Int) { isIn = Array(repeating: false, count: count) }

  mutating func insert(_ state: Int) -> Bool {
    if isIn[state] { return false }
    isIn[state] = true
    states.append(state)
    return true
  }

  mutating func removeAll() {
    for state in states { isIn[state] = false }
    states.removeAll(keepingCapacity: true)
    hasMatch = false
  }
}

/// A set of Unicode scalars, such as `[a-z0-9]`.
struct ScalarSet: Sendable, Equatable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  static let all = ScalarSet([0...0x10FFFF])
  static let lineEnd = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
  static let digit = ScalarSet([0x30...0x39])
  static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = ScalarSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])

  var inverted: ScalarSet { ScalarSet(ranges, isNegated: !isNegated) }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  /// The same set without a negation.
  var spelledOut: [ClosedRange<UInt32>] {
    guard isNegated else { return ranges }
    var gaps: [ClosedRange<UInt32>] = []
    var from: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > from { gaps.append(from...(range.lowerBound - 1)) }
      from = max(from, range.upperBound + 1)
    }
    if from <= 0x10FFFF { gaps.append(from...0x10FFFF) }
    return gaps
  }
}
