/// Writes JSON as UTF-8 bytes: the same calls give the same bytes, members stay in their order.
///
/// Controls, U+2028, U+2029 and `<` are escaped, so the text can also stand in a script element.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Two blanks per level and one member a line, or everything on one line.
  private let isIndented: Bool
  private var depth = 0
  /// Whether the next thing written is the first of its object or array.
  private var isFirst = true
  private var isAfterKey = false

  package init(indented: Bool = true) { isIndented = indented }

  /// `{…}`; `members` writes pairs by `key` and a value.
  package mutating func object<Failure: Error>(
    _ members: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    try nest(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  /// `[…]`; `elements` writes values.
  package mutating func array<Failure: Error>(
    _ elements: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    try nest(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
  }

  /// The name of the member whose value is written next.
  package mutating func key(_ name: String) {
    precondition(!isAfterKey, "a key is followed by a value")
    separate()
    quote(name.utf8)
    bytes.append(UInt8(ascii: ":"))
    if isIndented { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  package mutating func string(_ text: String) {
    separate()
    quote(text.utf8)
  }

  package mutating func integer(_ number: Int) {
    separate()
    bytes += String(number).utf8
  }

  package mutating func boolean(_ value: Bool) {
    separate()
    bytes += (value ? "true" : "false").utf8
  }

  package mutating func null() {
    separate()
    bytes += "null".utf8
  }

  package mutating func member(_ name: String, _ text: String) {
    key(name)
    string(text)
  }

  package mutating func member(_ name: String, _ number: Int) {
    key(name)
    integer(number)
  }

  package mutating func member(_ name: String, _ value: Bool) {
    key(name)
    boolean(value)
  }

  /// An array of strings on one line.
  package mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    separate()
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes += (isIndented ? ", " : ",").utf8 }
      quote(text.utf8)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The document with one line end behind it.
  package consuming func finished() -> [UInt8] {
    precondition(depth == 0 && !isAfterKey, "the document is whole")
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private mutating func nest<Failure: Error>(
    _ open: UInt8,
    _ close: UInt8,
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    separate()
    bytes.append(open)
    depth += 1
    isFirst = true
    try body(&self)
    precondition(!isAfterKey, "a key is followed by a value")
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    bytes.append(close)
  }

  /// Puts what belongs between the former value and the next.
  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
    } else if depth > 0 {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      breakLine()
    }
    isFirst = false
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func quote(_ text: String.UTF8View) {
    bytes.append(UInt8(ascii: "\""))
    var escapable = text[...]
    while let byte = escapable.popFirst() {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
      case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
      case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
      case 0..<0x20, 0x7F, UInt8(ascii: "<"): escape(UInt16(byte))
      case 0xC2:
        // U+0080 to U+009F, the C1 controls, are C2 80 to C2 9F.
        let next = escapable.removeFirst()
        if next < 0xA0 { escape(UInt16(next)) } else { bytes += [byte, next] }
      case 0xE2:
        // U+2028 and U+2029 end a line in scripts of old; they are E2 80 A8 and E2 80 A9.
        let next = (escapable.removeFirst(), escapable.removeFirst())
        if next.0 == 0x80, next.1 == 0xA8 || next.1 == 0xA9 {
          escape(0x2000 | UInt16(next.1 & 0x3F))
        } else {
          bytes += [byte, next.0, next.1]
        }
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// `\uXXXX`
  private mutating func escape(_ unit: UInt16) {
    bytes += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
    for shift in [12, 8, 4, 0] {
      let digit = UInt8(unit >> UInt16(shift) & 15)
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}

extension JSONWriter {
  /// A value that is JSON already, on one line.
  package mutating func raw(_ json: [UInt8]) {
    separate()
    bytes += json
  }
}
