/// Writes values into configuration files.
///
/// A value has no line feed and no other control character unless its kind has; the encoders do
/// not rely on it where the language has an escape for one.
package enum ConfigurationEncoder {
  private static let backslash = UInt8(ascii: "\\")
  private static let quote = UInt8(ascii: "\"")

  /// `Encoding.configurationCommentEnd`.
  package static func configurationCommentEnd(_ value: [UInt8], to output: inout [UInt8]) {
    output += value
    appendGuard(value, to: &output)
  }

  /// `Encoding.configurationArmoredLines`.
  package static func configurationArmoredLines(_ value: [UInt8], to output: inout [UInt8]) {
    output += value.last == 0x0A ? value.dropLast() : value[...]
  }

  /// `Encoding.unitCommandWord`.
  package static func unitCommandWord(_ value: [UInt8], to output: inout [UInt8]) {
    for byte in value {
      if byte == UInt8(ascii: "$") { output.append(byte) }
      appendUnitByte(byte, to: &output)
    }
  }

  /// `Encoding.unitQuotedWord`.
  package static func unitQuotedWord(_ value: [UInt8], to output: inout [UInt8]) {
    for byte in value { appendUnitByte(byte, to: &output) }
  }

  /// `Encoding.unitFreeText`.
  package static func unitFreeText(_ value: [UInt8], to output: inout [UInt8]) {
    for byte in value {
      if byte == UInt8(ascii: "%") { output.append(byte) }
      output.append(byte)
    }
  }

  /// `Encoding.unitFreeTextEnd`.
  package static func unitFreeTextEnd(_ value: [UInt8], to output: inout [UInt8]) {
    unitFreeText(value, to: &output)
    appendGuard(value, to: &output)
  }

  /// `Encoding.envFileQuoted`.
  package static func envFileQuoted(_ value: [UInt8], to output: inout [UInt8]) {
    for byte in value {
      switch byte {
      case backslash, quote, UInt8(ascii: "$"), UInt8(ascii: "`"): output.append(backslash)
      default: break
      }
      output.append(byte)
    }
  }

  /// `Encoding.openSSLValue`.
  ///
  /// An empty value is written as quotes, which keep the author's blanks beside it from being an
  /// edge.
  package static func openSSLValue(_ value: [UInt8], to output: inout [UInt8]) {
    guard !value.isEmpty else {
      output += [quote, quote]
      return
    }
    let first = value.firstIndex { !ASCIIClass.isBlank($0) } ?? value.endIndex
    let last = value.lastIndex { !ASCIIClass.isBlank($0) }.map { $0 + 1 } ?? first
    appendQuotedBlanks(value[..<first], to: &output)
    openSSLQuoted(Array(value[first..<last]), to: &output)
    appendQuotedBlanks(value[last...], to: &output)
  }

  /// `Encoding.openSSLQuoted`.
  package static func openSSLQuoted(_ value: [UInt8], to output: inout [UInt8]) {
    for byte in value {
      switch byte {
      case backslash, quote, UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "'"),
        UInt8(ascii: "`"), UInt8(ascii: ";"):
        output.append(backslash)
      default: break
      }
      output.append(byte)
    }
  }

  private static func appendQuotedBlanks(_ blanks: ArraySlice<UInt8>, to output: inout [UInt8]) {
    guard !blanks.isEmpty else { return }
    output.append(quote)
    output += blanks
    output.append(quote)
  }

  private static func appendUnitByte(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case backslash, quote: output += [backslash, byte]
    case UInt8(ascii: "%"): output += [byte, byte]
    case 0x00..<0x20, 0x7F:
      output += [backslash, UInt8(ascii: "x"), hex(byte >> 4), hex(byte & 15)]
    default: output.append(byte)
    }
  }

  private static func hex(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  /// A blank behind a value that ends in a backslash, blanks behind it not counted; `LineEnd.withoutGuard`
  /// takes exactly one away again.
  private static func appendGuard(_ value: [UInt8], to output: inout [UInt8]) {
    if value.last(where: { !ASCIIClass.isBlank($0) }) == backslash {
      output.append(0x20)
    }
  }
}
