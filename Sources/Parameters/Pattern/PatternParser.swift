/// What is wrong with a pattern, and at which scalar of it.
struct PatternError: Error, Equatable {
  let message: String
  let position: Int
}

/// Reads patterns: characters, `.`, classes `[a-z]` and `[^a-z]`, `\d \w \s \D \W \S \t \n`, escaped
/// punctuation, `^` and `$`, groups `( )` and `(?: )`, `|`, and `? * + {m} {m,} {m,n}`.
///
/// What needs memory of what was matched (back references, look-around, lazy and possessive
/// repetition) is refused by name.
struct PatternParser {
  static let longestProgram = 20_000
  static let highestRepetition = 1000
  static let deepestNesting = 50

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  static func pattern(_ source: String) throws(PatternError) -> Pattern {
    var parser = PatternParser(scalars: Array(source.unicodeScalars))
    let node = try parser.alternatives()
    if parser.position < parser.scalars.count { throw parser.error("')' closes nothing") }
    guard node.size < longestProgram else { throw parser.error("the pattern is too large") }
    var program: [PatternInstruction] = []
    node.compile(into: &program)
    program.append(.match)
    return Pattern(source: source, program: program)
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private func error(_ message: String) -> PatternError {
    PatternError(message: message, position: min(position, max(scalars.count - 1, 0)))
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() throws(PatternError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    if depth > PatternParser.deepestNesting { throw error("groups are nested too deep") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let atom = try atom()
      let repeated = try repetition(of: atom)
      guard repeated.size < PatternParser.longestProgram else {
        throw error("the pattern is too large")
      }
      parts.append(repeated)
    }
    return .sequence(parts)
  }

  private mutating func atom() throws(PatternError) -> PatternNode {
    guard let scalar = next else { return .sequence([]) }
    switch scalar {
    case "(": return try group()
    case "[": return .scalar(try characterClass())
    case "\\": return .scalar(try escape())
    case "^":
      position += 1
      return .start
    case "$":
      position += 1
      return .end
    case ".":
      position += 1
      return .scalar(ScalarSet.lineEnd.inverted)
    case "*", "+", "?", "{": throw error("'\(scalar)' repeats nothing")
    case "]", "}": throw error("'\(scalar)' opens nothing; write '\\\(scalar)'")
    default:
      position += 1
      return .scalar(ScalarSet(scalar))
    }
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    let start = position
    position += 1
    if next == "?" {
      position += 1
      guard take(":") else {
        throw error("look-around, flags and named groups are not supported; write '(?: )'")
      }
    }
    let node = try alternatives()
    guard take(")") else {
      position = start
      throw error("'(' is never closed")
    }
    return node
  }

  private mutating func repetition(of node: PatternNode) throws(PatternError) -> PatternNode {
    let bounds: (Int, Int?)
    switch next {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{":
      bounds = try braces()
      position -= 1
    default: return node
    }
    position += 1
    if node.isAnchor { throw error("an anchor cannot be repeated") }
    if let after = next, "?*+{".unicodeScalars.contains(after) {
      throw error("'\(after)' behind a repetition (lazy or possessive) is not supported")
    }
    return .repetition(node, minimum: bounds.0, maximum: bounds.1)
  }

  /// `{m}`, `{m,}` or `{m,n}`.
  private mutating func braces() throws(PatternError) -> (Int, Int?) {
    position += 1
    let minimum = try number()
    var maximum: Int? = minimum
    if take(",") { maximum = next == "}" ? nil : try number() }
    guard take("}") else { throw error("a repetition is {m}, {m,} or {m,n}") }
    if let maximum, maximum < minimum { throw error("the repetition ends before it starts") }
    return (minimum, maximum)
  }

  private mutating func number() throws(PatternError) -> Int {
    var value: Int?
    while let scalar = next, let digit = Int(String(scalar)), scalar.isASCII {
      value = (value ?? 0) * 10 + digit
      if value ?? 0 > PatternParser.highestRepetition {
        throw error("a repetition goes up to \(PatternParser.highestRepetition)")
      }
      position += 1
    }
    guard let value else { throw error("a repetition is {m}, {m,} or {m,n}") }
    return value
  }

  private mutating func characterClass() throws(PatternError) -> ScalarSet {
    let start = position
    position += 1
    let isNegated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    while let scalar = next, scalar != "]" {
      let first = try classAtom(scalar)
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        ranges += first.spelledOut
        continue
      }
      position += 1
      let last = try classAtom(scalars[position])
      guard let low = first.single, let high = last.single, low <= high else {
        throw error("the range of the class is empty or no range")
      }
      ranges.append(low...high)
    }
    guard take("]") else {
      position = start
      throw error("'[' is never closed")
    }
    if ranges.isEmpty { throw error("the class is empty") }
    return ScalarSet(ranges, isNegated: isNegated)
  }

  private mutating func classAtom(_ scalar: Unicode.Scalar) throws(PatternError) -> ScalarSet {
    if scalar == "\\" { return try escape() }
    position += 1
    return ScalarSet(scalar)
  }

  private mutating func escape() throws(PatternError) -> ScalarSet {
    position += 1
    guard let scalar = next else { throw error("'\\' stands at the end") }
    switch scalar {
    case "d", "D", "w", "W", "s", "S":
      position += 1
      return PatternParser.shorthand(scalar)
    case "t", "n":
      position += 1
      return ScalarSet(scalar == "t" ? "\t" : "\n")
    default:
      guard scalar.isASCII, !UInt8(truncatingIfNeeded: scalar.value).isASCIIAlphanumeric else {
        throw error("'\\\(scalar)' is not supported")
      }
      position += 1
      return ScalarSet(scalar)
    }
  }

  private static func shorthand(_ scalar: Unicode.Scalar) -> ScalarSet {
    switch scalar {
    case "d": .digit
    case "D": ScalarSet.digit.inverted
    case "w": .word
    case "W": ScalarSet.word.inverted
    case "s": .space
    default: ScalarSet.space.inverted
    }
  }
}

extension ScalarSet {
  /// The one scalar of the set, or nil when it has several.
  fileprivate var single: UInt32? {
    guard !isNegated, ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound else {
      return nil
    }
    return ranges[0].lowerBound
  }
}
