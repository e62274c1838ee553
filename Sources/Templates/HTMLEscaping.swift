/// Escaping that holds in text and in attributes with either kind of quotes.
package enum HTMLEscaping {
  /// Appends UTF-8 text with `&`, `<`, `>`, `"` and `'` as character references.
  package static func append(_ text: [UInt8], to output: inout [UInt8]) {
    var copied = 0
    for (index, byte) in text.enumerated() {
      // Nothing above '>' is escaped, and most of a text is above it.
      guard byte <= UInt8(ascii: ">"), let reference = reference(for: byte) else { continue }
      output += text[copied..<index]
      output += reference.utf8
      copied = index + 1
    }
    output += text[copied...]
  }

  private static func reference(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
