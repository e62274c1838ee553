/// Reads a finished configuration of OpenSSL.
///
/// Tokens: `section`, `key`, `value`, `comment`, and `directive` for a line without `=`. In a
/// decoded value a byte 0xFE stands before a `$` that begins a variable.
enum OpenSSLConfigReader {
  static func tokens(of text: [UInt8]) -> [Token]? {
    var tokens: [Token] = []
    var pending: [UInt8] = []
    var isPending = false
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      pending += line
      isPending = line.last == UInt8(ascii: "\\") && line.dropLast().last != UInt8(ascii: "\\")
      if isPending {
        pending.removeLast()
      } else {
        guard let read = read(pending[...]) else { return nil }
        tokens += read
        pending = []
      }
    }
    return isPending ? nil : tokens
  }

  private static func read(_ line: ArraySlice<UInt8>) -> [Token]? {
    let line = line.drop(while: ASCIIClass.isBlank)
    guard let first = line.first else { return [] }
    if first == UInt8(ascii: "#") { return [comment(line)] }
    if first == UInt8(ascii: "[") {
      guard let close = line.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      return [Token("section", Array(ByteText.trim(line[..<close].dropFirst())))]
    }
    guard let assignment = line.firstIndex(of: UInt8(ascii: "=")) else {
      return [Token("directive", Array(ByteText.trimEnd(line)))]
    }
    let key = Token("key", Array(ByteText.trimEnd(line[..<assignment])))
    let rest = line[(assignment + 1)...]
    guard let end = endOfValue(rest), let value = decode(ByteText.trim(rest[..<end])) else {
      return nil
    }
    let tail = rest[end...]
    return [key, Token("value", value)] + (tail.isEmpty ? [] : [comment(tail)])
  }

  private static func comment(_ bytes: ArraySlice<UInt8>) -> Token {
    Token("comment", Array(LineEnd.withoutGuard(bytes)))
  }

  /// Where a comment begins, or the end; nil when a quote is open there.
  private static func endOfValue(_ text: ArraySlice<UInt8>) -> Int? {
    var quote: UInt8?
    var isEscaped = false
    for (index, byte) in zip(text.indices, text) {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if let open = quote {
        if byte == open { quote = nil }
      } else if isQuote(byte) {
        quote = byte
      } else if byte == UInt8(ascii: "#") {
        return index
      }
    }
    return quote == nil ? text.endIndex : nil
  }

  private static func isQuote(_ byte: UInt8) -> Bool { "\"'`".utf8.contains(byte) }

  private static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var quote: UInt8?
    var rest = text
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\") {
        guard let escaped = rest.popFirst() else { return nil }
        decoded.append(quote == nil ? control(escaped) : escaped)
      } else if let open = quote {
        if byte == open { quote = nil } else { decoded.append(byte) }
      } else if isQuote(byte) {
        quote = byte
      } else {
        if byte == UInt8(ascii: "$") { decoded.append(0xFE) }
        decoded.append(byte)
      }
    }
    return quote == nil ? decoded : nil
  }

  private static func control(_ escaped: UInt8) -> UInt8 {
    switch escaped {
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    default: escaped
    }
  }
}
