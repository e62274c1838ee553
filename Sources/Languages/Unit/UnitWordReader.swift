/// Reads the words of a setting as systemd does: first quotes and escapes, then specifiers, and in
/// a command variables.
enum UnitWordReader {
  static let specifierMark: UInt8 = 0xFF
  static let variableMark: UInt8 = 0xFE

  static func assignments(_ value: ArraySlice<UInt8>) -> [Token]? {
    var tokens: [Token] = []
    var rest = value
    while true {
      rest = rest.drop(while: ASCIIClass.isBlank)
      if rest.isEmpty { return tokens }
      guard let raw = word(&rest), let decoded = specifiers(raw[...]) else { return nil }
      guard let assignment = decoded.firstIndex(of: UInt8(ascii: "=")),
        ASCIIClass.isName(decoded[..<assignment])
      else { return nil }
      tokens.append(Token("assignment", decoded))
    }
  }

  static func command(_ value: ArraySlice<UInt8>) -> [Token]? {
    var tokens: [Token] = []
    var rest = value
    var isProgram = true
    var hasVariables = true
    while true {
      rest = rest.drop(while: ASCIIClass.isBlank)
      if rest.isEmpty { return tokens }
      if isAlone([UInt8(ascii: ";")], rest) {
        rest = rest.dropFirst()
        tokens.append(Token("separator", []))
        isProgram = true
        hasVariables = true
        continue
      }
      if isAlone(Array("\\;".utf8), rest) {
        rest = rest.dropFirst(2)
        tokens.append(Token("word", [UInt8(ascii: ";")]))
        continue
      }
      guard var raw = word(&rest) else { return nil }
      if isProgram {
        let prefix = raw.prefix { "-@:+!|".utf8.contains($0) }
        tokens.append(Token("prefix", Array(prefix)))
        hasVariables = !prefix.contains(UInt8(ascii: ":"))
        raw.removeFirst(prefix.count)
        isProgram = false
      }
      guard let decoded = specifiers(raw[...]) else { return nil }
      tokens.append(Token("word", hasVariables ? variables(decoded) : decoded))
    }
  }

  private static func isAlone(_ bytes: [UInt8], _ text: ArraySlice<UInt8>) -> Bool {
    guard text.starts(with: bytes) else { return false }
    return text.dropFirst(bytes.count).first.map(ASCIIClass.isBlank) ?? true
  }

  /// A word to the next blank, its quotes and escapes undone; nil for an open quote or a wrong
  /// escape.
  private static func word(_ text: inout ArraySlice<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var quote: UInt8?
    while let byte = text.first {
      if quote == nil, ASCIIClass.isBlank(byte) { break }
      text = text.dropFirst()
      switch byte {
      case UInt8(ascii: "\\"):
        guard let escape = escape(&text) else { return nil }
        decoded += escape
      case quote: quote = nil
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if quote == nil { quote = byte } else { decoded.append(byte) }
      default: decoded.append(byte)
      }
    }
    return quote == nil ? decoded : nil
  }

  private static func escape(_ text: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard let byte = text.popFirst() else { return nil }
    switch byte {
    case UInt8(ascii: "a"): return [0x07]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "v"): return [0x0B]
    case UInt8(ascii: "s"): return [0x20]
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): return [byte]
    case UInt8(ascii: "x"): return number(&text, digits: 2, radix: 16).map { [UInt8($0)] }
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      let high = UInt32(byte - UInt8(ascii: "0"))
      return number(&text, digits: 2, radix: 8, from: high).map { [UInt8($0)] }
    case UInt8(ascii: "u"): return scalar(number(&text, digits: 4, radix: 16))
    case UInt8(ascii: "U"): return scalar(number(&text, digits: 8, radix: 16))
    default: return nil
    }
  }

  private static func number(
    _ text: inout ArraySlice<UInt8>,
    digits: Int,
    radix: UInt32,
    from high: UInt32 = 0
  ) -> UInt32? {
    var number = high
    for _ in 0..<digits {
      guard let byte = text.popFirst(), let digit = digit(byte), digit < radix else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: radix)
      guard !overflow else { return nil }
      number = product + digit
    }
    return number == 0 ? nil : number
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  private static func scalar(_ number: UInt32?) -> [UInt8]? {
    guard let number, let scalar = Unicode.Scalar(number) else { return nil }
    return UTF8.encode(scalar).map(Array.init)
  }

  /// `%%` is a percent sign; any other character behind `%` makes a specifier.
  static func specifiers(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      guard let letter = rest.popFirst() else { return nil }
      decoded += letter == byte ? [byte] : [specifierMark, letter]
    }
    return decoded
  }

  /// `$$` is a dollar sign; `${NAME}` is a variable, and so is a word that begins with `$`.
  private static func variables(_ word: [UInt8]) -> [UInt8] {
    let dollar = UInt8(ascii: "$")
    if word.count > 1, word[0] == dollar, ASCIIClass.isNameByte(word[1]) {
      return [variableMark] + word.dropFirst() + [variableMark]
    }
    var decoded: [UInt8] = []
    let lastClose = word.lastIndex(of: UInt8(ascii: "}")) ?? 0
    var rest = word[...]
    while let byte = rest.popFirst() {
      if byte == dollar, rest.first == dollar {
        rest = rest.dropFirst()
        decoded.append(dollar)
      } else if byte == dollar, rest.first == UInt8(ascii: "{"), rest.startIndex < lastClose,
        let close = rest.firstIndex(of: UInt8(ascii: "}"))
      {
        decoded += [variableMark] + rest[(rest.startIndex + 1)..<close] + [variableMark]
        rest = rest[(close + 1)...]
      } else {
        decoded.append(byte)
      }
    }
    return decoded
  }
}
