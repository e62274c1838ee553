/// A line of a skeleton without its line feed: bytes and holes.
struct YAMLLine {
  private(set) var units: [Unit] = []
  private(set) var offsets: [Int] = []

  enum Unit: Equatable {
    case byte(UInt8)
    case hole(Int)
  }

  var count: Int { units.count }
  var isEmpty: Bool { units.isEmpty }

  mutating func append(_ unit: Unit, at offset: Int) {
    units.append(unit)
    offsets.append(offset)
  }

  /// The byte at `index`; nil for a hole and at the end.
  func byte(_ index: Int) -> UInt8? {
    guard index < units.count, case .byte(let byte) = units[index] else { return nil }
    return byte
  }

  func isBlank(_ index: Int) -> Bool { byte(index)?.isBlank ?? false }

  /// Whether a token may end before `index`.
  func isBlankOrEnd(_ index: Int) -> Bool { index >= count || isBlank(index) }

  func isHole(_ index: Int) -> Bool {
    guard index < units.count, case .hole = units[index] else { return false }
    return true
  }

  /// The spaces at the start.
  var indentation: Int { units.firstIndex { $0 != .byte(.space) } ?? count }

  func afterBlanks(_ index: Int) -> Int {
    var index = index
    while isBlank(index) { index += 1 }
    return index
  }

  var isBlank: Bool { afterBlanks(0) == count }

  /// Whether it begins with three of `-` or of `.` and a blank.
  var isDocumentMarker: Bool {
    guard let first = byte(0), first == UInt8(ascii: "-") || first == UInt8(ascii: ".") else {
      return false
    }
    return byte(1) == first && byte(2) == first && isBlankOrEnd(3)
  }

  /// The range of the skeleton from unit `start` to unit `end`, which excludes.
  func range(_ start: Int, _ end: Int) -> Range<Int> {
    guard start < end, end <= count else {
      let offset = start < count ? offsets[start] : offsets.last.map { $0 + 1 } ?? 0
      return offset..<offset
    }
    let first = offsets[start]
    return first..<max(first, offsets[end - 1] + (isHole(end - 1) ? 0 : 1))
  }
}
