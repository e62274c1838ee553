/// The content of a double-quoted string, as YAML, JSON and TOML write it. They differ only in the
/// escapes they know for characters that no text should show.
enum StringEscaping {
  case yaml
  case json
  case toml

  /// Appends `value` escaped; all in it that is a control, a line break to some reader, a byte order
  /// mark or no character becomes an escape.
  func append(_ value: some Collection<UInt8>, to output: inout [UInt8]) {
    let bytes = Array(value)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        appendASCII(byte, to: &output)
        index += 1
      } else {
        let (scalar, length) = Self.scalar(bytes, index)
        if let scalar, mustEscape(scalar) {
          appendEscape(scalar, to: &output)
        } else {
          output += bytes[index..<(index + length)]
        }
        index += length
      }
    }
  }

  private func appendASCII(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case .quote, .backslash: output += [.backslash, byte]
    case .lineFeed: output += [.backslash, UInt8(ascii: "n")]
    case .tab: output += [.backslash, UInt8(ascii: "t")]
    case 0x0D: output += [.backslash, UInt8(ascii: "r")]
    case 0x00..<0x20, 0x7F: appendEscape(UInt32(byte), to: &output)
    default: output.append(byte)
    }
  }

  /// JSON could write a noncharacter above U+FFFF only as a pair of surrogates; it stays as it is.
  private func mustEscape(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF: true
    case 0x10000...: self != .json && scalar & 0xFFFE == 0xFFFE
    default: false
    }
  }

  private func appendEscape(_ scalar: UInt32, to output: inout [UInt8]) {
    let isByte = self == .yaml && scalar < 0x80
    let digits = isByte ? 2 : scalar < 0x10000 ? 4 : 8
    output.append(.backslash)
    output.append(UInt8(ascii: isByte ? "x" : digits == 4 ? "u" : "U"))
    for digit in (0..<digits).reversed() {
      let value = UInt8(truncatingIfNeeded: scalar >> (4 * UInt32(digit))) & 0xF
      output.append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10)
    }
  }

  /// The scalar that starts at `index` and its length; no scalar and 1 for a stray byte.
  private static func scalar(_ bytes: [UInt8], _ index: Int) -> (UInt32?, Int) {
    let first = bytes[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, index + length <= bytes.count else { return (nil, 1) }
    var scalar = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(index + 1)..<(index + length)] {
      guard byte & 0xC0 == 0x80 else { return (nil, 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return (scalar, length)
  }
}
