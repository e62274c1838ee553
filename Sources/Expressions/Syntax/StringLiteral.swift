/// Reads one string or bytes literal.
struct StringLiteral {
  struct Prefix {
    var isRaw = false
    var isBytes = false
    /// In bytes.
    var length = 0
  }

  private let text: [UInt8]
  private let start: Int
  private let end: Int
  private let prefix: Prefix
  private(set) var position: Int
  private var value: [UInt8] = []

  init(_ text: [UInt8], _ start: Int, _ end: Int, _ prefix: Prefix) {
    self.text = text
    self.start = start
    self.end = end
    self.prefix = prefix
    position = start + prefix.length
  }

  mutating func parse() throws(SyntaxError) -> Token.Kind {
    let quote = text[position]
    let isTriple =
      position + 2 < end && text[position + 1] == quote && text[position + 2] == quote
    let delimiter = [UInt8](repeating: quote, count: isTriple ? 3 : 1)
    position += delimiter.count
    while position < end, !text[position..<end].starts(with: delimiter) {
      let byte = text[position]
      if !isTriple, byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: "\\"), !prefix.isRaw {
        try escape()
      } else if byte == UInt8(ascii: "\\"), position + 1 < end {
        // In a raw literal a backslash keeps its quote from closing, and both stay.
        value.append(byte)
        value.append(text[position + 1])
        position += 2
      } else {
        value.append(byte)
        position += 1
      }
    }
    guard text[position..<end].starts(with: delimiter) else {
      throw SyntaxError("the string is not closed", start..<min(position, end))
    }
    position += delimiter.count
    if prefix.isBytes { return .bytes(value) }
    guard let string = String(validating: value, as: UTF8.self) else {
      throw SyntaxError("the string is not valid UTF-8", start..<position)
    }
    return .string(string)
  }

  private mutating func escape() throws(SyntaxError) {
    let backslash = position
    guard position + 1 < end else {
      throw SyntaxError("the string is not closed", start..<end)
    }
    let letter = text[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "a"): value.append(0x07)
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "f"): value.append(0x0C)
    case UInt8(ascii: "n"): value.append(0x0A)
    case UInt8(ascii: "r"): value.append(0x0D)
    case UInt8(ascii: "t"): value.append(0x09)
    case UInt8(ascii: "v"): value.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "`"):
      value.append(letter)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): try code(digits: 2, radix: 16, from: backslash)
    case UInt8(ascii: "u") where !prefix.isBytes:
      try code(digits: 4, radix: 16, from: backslash)
    case UInt8(ascii: "U") where !prefix.isBytes:
      try code(digits: 8, radix: 16, from: backslash)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      try code(digits: 3, radix: 8, from: backslash)
    default:
      throw SyntaxError(
        "unknown escape sequence",
        backslash..<position,
        cure: "write \\\\ for a backslash"
      )
    }
  }

  /// A code point by number; in a bytes literal, a byte.
  private mutating func code(digits: Int, radix: UInt32, from start: Int) throws(SyntaxError) {
    var number: UInt32 = 0
    for _ in 0..<digits {
      guard position < end, let digit = HexDigit.value(text[position]), digit < radix else {
        throw SyntaxError("the escape sequence needs \(digits) digits", start..<position)
      }
      number = number * radix + UInt32(digit)
      position += 1
    }
    if prefix.isBytes {
      value.append(UInt8(truncatingIfNeeded: number))
    } else if let scalar = Unicode.Scalar(number) {
      value += Array(String(scalar).utf8)
    } else {
      throw SyntaxError("the escape sequence is not a character", start..<position)
    }
  }
}
