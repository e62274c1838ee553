/// What stands in brackets.
extension PatternParser {
  mutating func characterClass() throws(Failure) -> [ClosedRange<UInt32>] {
    let isInverted = take("^" as Unicode.Scalar)
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let scalar = next, isFirst || scalar != "]" {
      isFirst = false
      if take("[:") {
        ranges += try namedClass()
        continue
      }
      let low = try classMember()
      // A hyphen at the end, or behind a class, is a literal one.
      guard low.count == 1, low[0].count == 1, next == "-", position + 1 < scalars.count,
        scalars[position + 1] != "]"
      else {
        ranges += low
        continue
      }
      position += 1
      let high = try classMember()
      guard high.count == 1, high[0].count == 1, low[0].lowerBound <= high[0].lowerBound else {
        throw failure("a range in brackets is backwards")
      }
      ranges.append(low[0].lowerBound...high[0].lowerBound)
    }
    guard take("]" as Unicode.Scalar) else { throw failure("'[' is not closed") }
    return isInverted ? Self.inverted(folded(ranges)) : ranges
  }

  private mutating func classMember() throws(Failure) -> [ClosedRange<UInt32>] {
    guard let scalar = next else { throw failure("'[' is not closed") }
    position += 1
    return scalar == "\\" ? try escapedSet() : [scalar.value...scalar.value]
  }

  private mutating func namedClass() throws(Failure) -> [ClosedRange<UInt32>] {
    let classes: [(String, [ClosedRange<UInt32>])] = [
      ("alnum:]", [0x30...0x39, 0x41...0x5A, 0x61...0x7A]),
      ("alpha:]", [0x41...0x5A, 0x61...0x7A]),
      ("digit:]", Self.digit), ("lower:]", [0x61...0x7A]), ("upper:]", [0x41...0x5A]),
      ("space:]", [0x09...0x0D, 0x20...0x20]), ("word:]", Self.word),
      ("xdigit:]", [0x30...0x39, 0x41...0x46, 0x61...0x66]),
      ("punct:]", [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
    ]
    for (name, ranges) in classes where take(name) { return ranges }
    throw failure("unknown class in brackets")
  }

  static func inverted(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var start: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > start { result.append(start...range.lowerBound - 1) }
      start = max(start, range.upperBound + 1)
    }
    if start <= 0x10FFFF { result.append(start...0x10FFFF) }
    return result
  }

  /// With `(?i)`, the letters of ASCII in both cases.
  func folded(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    guard flags.ignoresCase else { return ranges }
    var result = ranges
    for range in ranges {
      let upper = range.clamped(to: 0x41...0x5A)
      if range.overlaps(0x41...0x5A) {
        result.append(upper.lowerBound + 32...upper.upperBound + 32)
      }
      let lower = range.clamped(to: 0x61...0x7A)
      if range.overlaps(0x61...0x7A) {
        result.append(lower.lowerBound - 32...lower.upperBound - 32)
      }
    }
    return result
  }
}
