/// The syntax tree of a regular expression.
indirect enum PatternNode: Sendable {
  case set([ClosedRange<UInt32>])
  case assertion(RegularExpression.Assertion)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case repetition(PatternNode, minimum: Int, maximum: Int?)
}

/// Parses RE2's syntax.
struct PatternParser {
  struct Flags {
    var ignoresCase = false
    var dotMatchesNewline = false
    var isMultiline = false
  }

  typealias Failure = RegularExpression.SyntaxError

  static let digit: [ClosedRange<UInt32>] = [0x30...0x39]
  static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
  static let space: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]
  private static let maximumDepth = 50
  private static let maximumCount = 1000

  let scalars: [Unicode.Scalar]
  var position = 0
  private var depth = 0
  var flags = Flags()

  init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  mutating func parse() throws(Failure) -> PatternNode {
    let tree = try alternatives()
    guard position == scalars.count else { throw failure("')' without '('") }
    return tree
  }

  func failure(_ message: String) -> Failure {
    Failure(message: "bad pattern: \(message)")
  }

  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func alternatives() throws(Failure) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw failure("it nests too deep") }
    var parts = [try sequence()]
    while take("|" as Unicode.Scalar) { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence() throws(Failure) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      parts.append(try repetitions(try atom()))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repetitions(_ atom: PatternNode) throws(Failure) -> PatternNode {
    let minimum: Int
    let maximum: Int?
    switch next {
    case "*": (minimum, maximum) = (0, nil)
    case "+": (minimum, maximum) = (1, nil)
    case "?": (minimum, maximum) = (0, 1)
    case "{":
      guard let counts = try counts() else { return atom }
      (minimum, maximum) = counts
      position -= 1
    default: return atom
    }
    position += 1
    // A lazy repetition finds the same matches; only where they end differs.
    _ = take("?" as Unicode.Scalar)
    switch next {
    case "*", "+", "?": throw failure("two repetitions in a row")
    default: break
    }
    return .repetition(atom, minimum: minimum, maximum: maximum)
  }

  /// `{2}`, `{2,}` or `{2,3}`; a brace that starts none of these is a literal one.
  private mutating func counts() throws(Failure) -> (Int, Int?)? {
    let start = position
    position += 1
    guard let minimum = number() else {
      position = start
      return nil
    }
    var maximum: Int? = minimum
    if take("," as Unicode.Scalar) { maximum = number() }
    guard take("}" as Unicode.Scalar) else {
      position = start
      return nil
    }
    guard minimum <= Self.maximumCount, maximum ?? 0 <= Self.maximumCount,
      minimum <= maximum ?? minimum
    else { throw failure("the repetition count is out of range") }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    var number: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      number = min((number ?? 0) * 10 + Int(scalar.value - 0x30), Self.maximumCount + 1)
      position += 1
    }
    return number
  }

  private mutating func atom() throws(Failure) -> PatternNode {
    guard let scalar = next else { throw failure("it ends early") }
    // A brace that counts nothing is a literal one.
    if scalar == "{", try counts() != nil { throw failure("nothing to repeat") }
    position += 1
    switch scalar {
    case ".":
      return .set(flags.dotMatchesNewline ? [0...0x10FFFF] : [0...0x09, 0x0B...0x10FFFF])
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "(": return try group()
    case "[": return .set(folded(try characterClass()))
    case "\\": return try escape()
    case "*", "+", "?": throw failure("nothing to repeat")
    default: return .set(folded([scalar.value...scalar.value]))
    }
  }

  private mutating func group() throws(Failure) -> PatternNode {
    let outer = flags
    if take("?" as Unicode.Scalar) {
      if take("P<") || take("<") {
        while let scalar = next, scalar != ">" { _ = scalar; position += 1 }
        guard take(">" as Unicode.Scalar) else { throw failure("a group name is not closed") }
      } else if try setFlags() {
        // `(?i)` holds to the end of the group around it.
        return .sequence([])
      }
    }
    let inner = try alternatives()
    guard take(")" as Unicode.Scalar) else { throw failure("'(' is not closed") }
    flags = outer
    return inner
  }

  /// The flags of `(?i)` and `(?i:`; whether no group follows.
  private mutating func setFlags() throws(Failure) -> Bool {
    var value = true
    while let scalar = next {
      position += 1
      switch scalar {
      case "i": flags.ignoresCase = value
      case "s": flags.dotMatchesNewline = value
      case "m": flags.isMultiline = value
      case "-": value = false
      case ":": return false
      case ")": return true
      default: throw failure("unknown flag '\(scalar)'")
      }
    }
    throw failure("'(' is not closed")
  }

  private mutating func escape() throws(Failure) -> PatternNode {
    switch next {
    case "b": position += 1; return .assertion(.wordBoundary)
    case "B": position += 1; return .assertion(.noWordBoundary)
    case "A": position += 1; return .assertion(.textStart)
    case "z": position += 1; return .assertion(.textEnd)
    default: return .set(folded(try escapedSet()))
    }
  }

  /// The characters that an escape stands for, behind its backslash.
  mutating func escapedSet() throws(Failure) -> [ClosedRange<UInt32>] {
    guard let scalar = next else { throw failure("it ends with a backslash") }
    position += 1
    func one(_ value: UInt32) -> [ClosedRange<UInt32>] { [value...value] }
    switch scalar {
    case "d": return Self.digit
    case "D": return Self.inverted(Self.digit)
    case "w": return Self.word
    case "W": return Self.inverted(Self.word)
    case "s": return Self.space
    case "S": return Self.inverted(Self.space)
    case "n": return one(0x0A)
    case "t": return one(0x09)
    case "r": return one(0x0D)
    case "f": return one(0x0C)
    case "v": return one(0x0B)
    case "a": return one(0x07)
    case "x": return one(try hexadecimal())
    default:
      let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      guard !isLetter, !("0"..."9").contains(scalar) else {
        throw failure("unknown escape '\\\(scalar)'")
      }
      return one(scalar.value)
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    let isBraced = take("{" as Unicode.Scalar)
    var value: UInt32 = 0
    var count = 0
    while let scalar = next, count < (isBraced ? 6 : 2), scalar.isASCII,
      let digit = HexDigit.value(UInt8(scalar.value))
    {
      value = value << 4 | UInt32(digit)
      count += 1
      position += 1
    }
    let isClosed = isBraced ? take("}" as Unicode.Scalar) : count == 2
    guard count > 0, isClosed, value <= 0x10FFFF else { throw failure("bad \\x escape") }
    return value
  }
}
