/// A line of a skeleton, without its line feed.
///
/// The configuration languages are read line by line: whatever decides how a value is written
/// stands on the value's own line, or is in the small state that one line leaves to the next.
struct SkeletonLine {
  enum Element {
    /// A byte of the text and its offset in the skeleton.
    case byte(UInt8, at: Int)
    /// The index of a hole.
    case hole(Int)

    var byte: UInt8? {
      if case .byte(let byte, _) = self { byte } else { nil }
    }

    var hole: Int? {
      if case .hole(let hole) = self { hole } else { nil }
    }

    var isBlank: Bool { byte == 0x20 || byte == 0x09 }
  }

  var elements: [Element] = []
  /// The offset of the first byte, as far as the line has one.
  var offset: Int?

  mutating func append(_ element: Element) {
    if offset == nil, case .byte(_, let at) = element { offset = at }
    elements.append(element)
  }

  /// The line without the blanks before it.
  var trimmed: ArraySlice<Element> { elements.drop(while: \.isBlank) }

  /// Whether an odd number of backslashes ends the line.
  ///
  /// A hole ends a run: no encoding used before a backslash ends in an unpaired one.
  var endsInBackslash: Bool {
    let run = elements.reversed().prefix { $0.byte == UInt8(ascii: "\\") }.count
    return run % 2 == 1
  }
}

extension ArraySlice<SkeletonLine.Element> {
  /// The bytes, a hole counting as `substitute`.
  func bytes(substitute: UInt8) -> [UInt8] { map { $0.byte ?? substitute } }

  var hasHole: Bool { contains { $0.hole != nil } }

  func trimmingBlanks() -> ArraySlice<SkeletonLine.Element> {
    var rest = drop(while: \.isBlank)
    while rest.last?.isBlank == true { rest.removeLast() }
    return rest
  }
}
