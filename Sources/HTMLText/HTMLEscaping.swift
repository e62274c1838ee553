/// Escapes UTF-8 bytes for HTML, copying what needs no escape in runs.
package enum HTMLEscaping {
  /// Escapes `& < > " '`, which holds in text and in attributes with either kind of quotes.
  package static func append(_ text: [UInt8], to output: inout [UInt8]) {
    append(text, 0..<text.count, apostrophe: "&#39;", to: &output)
  }

  /// Escapes `& < > "`, which is enough for text and for double-quoted attributes.
  package static func appendText(_ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
    append(bytes, range, apostrophe: nil, to: &output)
  }

  private static func append(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    apostrophe: StaticString?,
    to output: inout [UInt8]
  ) {
    bytes.withUnsafeBufferPointer { buffer in
      var run = range.lowerBound
      for offset in range {
        let entity: StaticString
        switch buffer[offset] {
        case UInt8(ascii: "&"): entity = "&amp;"
        case UInt8(ascii: "<"): entity = "&lt;"
        case UInt8(ascii: ">"): entity = "&gt;"
        case UInt8(ascii: "\""): entity = "&quot;"
        case UInt8(ascii: "'"):
          guard let apostrophe else { continue }
          entity = apostrophe
        default: continue
        }
        append(buffer, run..<offset, to: &output)
        append(entity, to: &output)
        run = offset + 1
      }
      append(buffer, run..<range.upperBound, to: &output)
    }
  }

  /// Percent-encodes what may not stand in a URL, and escapes the rest for a double-quoted
  /// attribute. What is percent-encoded already stays as it is.
  package static func appendURL(_ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { buffer in
      var run = range.lowerBound
      for offset in range where !isURLByte(buffer[offset]) {
        append(buffer, run..<offset, to: &output)
        run = offset + 1
        switch buffer[offset] {
        case UInt8(ascii: "&"): append("&amp;", to: &output)
        case UInt8(ascii: "'"): append("&#x27;", to: &output)
        case let byte:
          output.append(UInt8(ascii: "%"))
          output.append(hexDigit(byte >> 4))
          output.append(hexDigit(byte & 0xF))
        }
      }
      append(buffer, run..<range.upperBound, to: &output)
    }
  }

  private static func append(
    _ buffer: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    to output: inout [UInt8]
  ) {
    if range.isEmpty { return }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[range]))
  }

  private static func append(_ string: StaticString, to output: inout [UInt8]) {
    string.withUTF8Buffer { output.append(contentsOf: $0) }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  /// Letters, digits, and the reserved and unreserved marks of RFC 3986 but for `[ ] ' &`.
  private static func isURLByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "?")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "(")...UInt8(ascii: ";"), UInt8(ascii: "#")...UInt8(ascii: "%"): true
    case UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
