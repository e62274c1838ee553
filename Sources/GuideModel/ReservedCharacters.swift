import Diagnostics

/// Characters of a page that the Markdown parser would hand on as parts of a sentinel: U+F0000 to
/// U+F0003, as themselves or as numeric character references.
enum ReservedCharacters {
  /// The file's bytes with each of them reported and overwritten; offsets stay as they are.
  static func removed(from file: SourceFile, log: inout DiagnosticLog) -> [UInt8] {
    var bytes = file.bytes
    var index = 0
    while index + 3 < bytes.count {
      guard let length = length(in: bytes, at: index) else {
        index += 1
        continue
      }
      let range = index..<(index + length)
      log.add(
        .error(
          .reservedCharacter,
          "U+F0000 to U+F0003 are reserved for the generator",
          at: file.range(range),
          cure: "remove this private-use character"
        )
      )
      bytes.replaceSubrange(range, with: Array(repeating: UInt8(ascii: "?"), count: length))
      index = range.upperBound
    }
    return bytes
  }

  private static func length(in bytes: [UInt8], at index: Int) -> Int? {
    switch bytes[index] {
    case Sentinel.firstByte: Sentinel.isReserved(bytes, at: index) ? 4 : nil
    case UInt8(ascii: "&") where bytes[index + 1] == UInt8(ascii: "#"): reference(bytes, at: index)
    default: nil
    }
  }

  /// The length of `&#983040;` or `&#xF0000;` when it stands for one of the characters.
  private static func reference(_ bytes: [UInt8], at index: Int) -> Int? {
    let isHexadecimal = bytes[index + 2] | 0x20 == UInt8(ascii: "x")
    let start = index + (isHexadecimal ? 3 : 2)
    let digits = bytes[start...].prefix { $0.isNameByte }
    guard digits.count <= 8, digits.endIndex < bytes.count,
      bytes[digits.endIndex] == UInt8(ascii: ";"),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      (0xF0000...0xF0003).contains(value)
    else { return nil }
    return digits.endIndex + 1 - index
  }
}
