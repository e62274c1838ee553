/// The stand-ins that go through the Markdown parser in place of our own syntax.
///
/// Characters of Supplementary Private Use Area-A mean nothing to Markdown: the parser treats them
/// as letters. A sentinel is an opening character, decimal digits and a closing character.
enum Sentinel {
  /// U+F0000 and U+F0001 enclose the number of a placeholder.
  static let placeholderOpen: UInt8 = 0x80
  static let placeholderClose: UInt8 = 0x81
  /// U+F0002 and U+F0003 enclose the number of a directive between the rows of a table.
  static let directiveOpen: UInt8 = 0x82
  static let directiveClose: UInt8 = 0x83

  private static let prefix: [UInt8] = [0xF3, 0xB0, 0x80]
  /// What every sentinel starts with.
  static let firstByte: UInt8 = 0xF3

  static func placeholder(_ number: Int) -> [UInt8] {
    prefix + [placeholderOpen] + Array(String(number).utf8) + prefix + [placeholderClose]
  }

  static func tableDirective(_ number: Int) -> [UInt8] {
    [UInt8(ascii: "|")] + prefix + [directiveOpen] + Array(String(number).utf8) + prefix
      + [directiveClose, UInt8(ascii: "|")]
  }

  /// Whether one of the four reserved characters starts at `index`.
  static func isReserved(_ bytes: [UInt8], at index: Int) -> Bool {
    index + 3 < bytes.count && bytes[index] == prefix[0] && bytes[index + 1] == prefix[1]
      && bytes[index + 2] == prefix[2]
      && (placeholderOpen...directiveClose).contains(bytes[index + 3])
  }

  /// Reads a sentinel that opens with `open` at `index`: its number and the index after it.
  static func read(_ bytes: [UInt8], at index: Int, opening open: UInt8)
    -> (number: Int, end: Int)?
  {
    guard isReserved(bytes, at: index), bytes[index + 3] == open else { return nil }
    var number = 0
    var position = index + 4
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
    {
      number = number * 10 + Int(bytes[position] - UInt8(ascii: "0"))
      position += 1
    }
    precondition(isReserved(bytes, at: position), "a sentinel without its end")
    return (number, position + 4)
  }
}

/// A run of Markdown text taken apart into literal bytes and placeholders.
package enum TextPiece: Sendable, Equatable {
  /// A range of the bytes that were split.
  case literal(Range<Int>)
  /// The number of a placeholder of the page.
  case placeholder(Int)

  /// Splits text that came out of the Markdown parser.
  package static func split(_ bytes: [UInt8], _ range: Range<Int>) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var literalStart = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound,
      let found = firstLeadByte(in: bytes, index..<range.upperBound)
    {
      index = found
      guard
        let sentinel = Sentinel.read(bytes, at: index, opening: Sentinel.placeholderOpen)
      else {
        index += 1
        continue
      }
      if literalStart < index { pieces.append(.literal(literalStart..<index)) }
      pieces.append(.placeholder(sentinel.number))
      index = sentinel.end
      literalStart = index
    }
    if literalStart < range.upperBound { pieces.append(.literal(literalStart..<range.upperBound)) }
    return pieces
  }

  /// Where the next sentinel may begin; most text has none.
  private static func firstLeadByte(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    bytes.withUnsafeBufferPointer { $0[range].firstIndex(of: Sentinel.firstByte) }
  }
}
