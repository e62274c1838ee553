/// A page with LF line ends and no NULs, and where each of its lines starts.
struct SourceLines {
  let bytes: [UInt8]
  /// The offset of each line; the last entry is the end of the text.
  let starts: [Int]

  init(_ text: [UInt8]) {
    let needsChange = text.contains { $0 == UInt8(ascii: "\r") || $0 == 0 }
    let bytes = needsChange ? Self.normalized(text) : text
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32)
    bytes.withUnsafeBufferPointer { buffer in
      for offset in buffer.indices where buffer[offset] == UInt8(ascii: "\n") {
        starts.append(offset + 1)
      }
    }
    if starts.last != bytes.count { starts.append(bytes.count) }
    self.bytes = bytes
    self.starts = starts
  }

  var count: Int { starts.count - 1 }

  /// The bytes of a line, 1-based, without its line end; empty when there is no such line.
  func line(_ number: Int) -> Range<Int> {
    guard number >= 1, number <= count else { return bytes.count..<bytes.count }
    var end = starts[number]
    if end > starts[number - 1], bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    return starts[number - 1]..<end
  }

  /// CR and CRLF become LF; NUL becomes U+FFFD, as CommonMark demands.
  private static func normalized(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for (offset, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "\r"):
        result.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "\n") where offset > 0 && text[offset - 1] == UInt8(ascii: "\r"):
        break
      case 0:
        result += [0xEF, 0xBF, 0xBD]
      default:
        result.append(byte)
      }
    }
    return result
  }
}
