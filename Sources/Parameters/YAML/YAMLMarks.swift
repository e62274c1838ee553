import Yams

/// Finds byte offsets for the line and column numbers that the YAML parser gives.
///
/// The parser ends a line at NEL, LS and PS too, which a `SourceFile` does not.
struct YAMLMarks {
  let bytes: [UInt8]
  private let lineStarts: [Int]
  /// The last place that was found: marks come in the order of the text, and a long line would
  /// else be walked from its start for each of them.
  private var last = (line: 1, column: 1, offset: 0)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    var offset = 0
    while offset < bytes.count {
      let length = YAMLMarks.breakLength(bytes, at: offset)
      offset += max(length, 1)
      if length > 0 { starts.append(offset) }
    }
    lineStarts = starts
  }

  /// The length of the line break that stands at `offset`, or 0.
  private static func breakLength(_ bytes: [UInt8], at offset: Int) -> Int {
    func next(_ distance: Int) -> UInt8 {
      offset + distance < bytes.count ? bytes[offset + distance] : 0
    }
    switch bytes[offset] {
    case 0x0A: return 1
    case 0x0D: return next(1) == 0x0A ? 2 : 1
    case 0xC2 where next(1) == 0x85: return 2
    case 0xE2 where next(1) == 0x80 && (next(2) == 0xA8 || next(2) == 0xA9): return 3
    default: return 0
    }
  }

  /// The byte offset of a 1-based line and a 1-based column in Unicode scalars.
  mutating func offset(line: Int, column: Int) -> Int {
    guard line >= 1 else { return 0 }
    guard line <= lineStarts.count else { return bytes.count }
    if line != last.line || column < last.column {
      last = (line, 1, lineStarts[line - 1])
    }
    while last.column < column, last.offset < bytes.count {
      last.offset += 1
      while last.offset < bytes.count, bytes[last.offset] & 0xC0 == 0x80 { last.offset += 1 }
      last.column += 1
    }
    return last.offset
  }

  func lineStart(_ line: Int) -> Int {
    line >= 1 && line <= lineStarts.count ? lineStarts[line - 1] : bytes.count
  }

  func endOfLine(from start: Int) -> Int {
    var end = start
    while end < bytes.count, YAMLMarks.breakLength(bytes, at: end) == 0 { end += 1 }
    return end
  }

  /// The end of the line, or of a good part of it: enough for a message to point at.
  func endOfShownLine(from start: Int) -> Int {
    var end = start
    while end < bytes.count, YAMLMarks.breakLength(bytes, at: end) == 0 {
      if end - start >= 200, bytes[end] & 0xC0 != 0x80 { break }
      end += 1
    }
    return end
  }

  /// Where flow collections are opened so deep that the parser, which takes quadratic time for
  /// them, should not see it; brackets in quotes count too, but not that many are left open.
  func suspectedDepthBomb() -> Int? {
    var depth = 0
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: continue
      }
      if depth > 1000 { return offset }
    }
    return nil
  }

  /// Where a scalar that starts at `start` stands: with its quotes, and its text alone when that
  /// is in the source byte for byte.
  func extent(of scalar: Node.Scalar, at start: Int) -> (whole: Range<Int>, verbatim: Range<Int>?) {
    let text = Array(scalar.string.utf8)
    switch scalar.style {
    case .doubleQuoted, .singleQuoted:
      let end = endOfQuoted(from: start)
      let inside = min(start + 1, end)..<max(start + 1, end - 1)
      let isVerbatim =
        inside.upperBound <= bytes.count && bytes[inside].elementsEqual(text)
      return (start..<end, isVerbatim ? inside : nil)
    case .plain:
      let end = start + text.count
      if end <= bytes.count, bytes[start..<end].elementsEqual(text) {
        return (start..<end, start..<end)
      }
      return (start..<endOfShownLine(from: start), nil)
    default:
      return (start..<endOfShownLine(from: start), nil)
    }
  }

  /// The offset behind the closing quote of the scalar whose opening quote is at `start`.
  private func endOfQuoted(from start: Int) -> Int {
    guard start < bytes.count else { return start }
    let quote = bytes[start]
    var offset = start + 1
    while offset < bytes.count {
      if bytes[offset] == quote {
        let isDoubled =
          quote == UInt8(ascii: "'") && offset + 1 < bytes.count && bytes[offset + 1] == quote
        if !isDoubled { return offset + 1 }
        offset += 1
      } else if bytes[offset] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        offset += 1
      }
      offset += 1
    }
    return bytes.count
  }

  /// The first of so many things that look like aliases that composing the document might take
  /// exponential time (Yams hashes keys, and a key may be an alias); nil when it cannot.
  ///
  /// With fewer than 5 anchors or fewer than 20 aliases a document grows by less than 5^4.
  func suspectedAliasBomb() -> Int? {
    var anchors = 0
    var aliases = 0
    var firstAlias: Int?
    var before = UInt8(ascii: " ")
    for (offset, byte) in bytes.enumerated() {
      defer { before = byte }
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") else { continue }
      guard " \t\r\n[{,:?-".utf8.contains(before), offset + 1 < bytes.count,
        !" \t\r\n*&".utf8.contains(bytes[offset + 1])
      else { continue }
      if byte == UInt8(ascii: "&") {
        anchors += 1
      } else {
        aliases += 1
        firstAlias = firstAlias ?? offset
      }
    }
    return anchors >= 5 && aliases >= 20 ? firstAlias : nil
  }
}
