/// Cuts the text of an expression into tokens.
struct Lexer {
  private let text: [UInt8]
  private var position: Int
  private let end: Int
  private static let symbols = Token.Symbol.allCases.map {
    (symbol: $0, utf8: Array($0.rawValue.utf8))
  }

  init(_ text: [UInt8], _ range: Range<Int>) {
    self.text = text
    position = range.lowerBound
    end = range.upperBound
  }

  /// All tokens, with `.end` last.
  static func tokens(_ text: [UInt8], _ range: Range<Int>) throws(SyntaxError) -> [Token] {
    var lexer = Lexer(text, range)
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if case .end = token.kind { return tokens }
    }
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    position + offset < end ? text[position + offset] : nil
  }

  private mutating func next() throws(SyntaxError) -> Token {
    skipSpace()
    let start = position
    guard let first = byte() else { return Token(kind: .end, range: end..<end) }
    if let prefix = stringPrefix() {
      var literal = StringLiteral(text, start, end, prefix)
      let kind = try literal.parse()
      position = literal.position
      return Token(kind: kind, range: start..<position)
    }
    if DecimalNumber.isDigit(first)
      || first == UInt8(ascii: ".") && byte(1).map(DecimalNumber.isDigit) ?? false
    {
      return try number()
    }
    if Self.isNameStart(first) {
      while let byte = byte(), Self.isNameStart(byte) || DecimalNumber.isDigit(byte) {
        position += 1
      }
      let name = String(decoding: text[start..<position], as: UTF8.self)
      return Token(kind: .identifier(name), range: start..<position)
    }
    if first == UInt8(ascii: "`") { return try quotedIdentifier() }
    for (symbol, utf8) in Self.symbols where text[start..<end].starts(with: utf8) {
      position += utf8.count
      return Token(kind: .symbol(symbol), range: start..<position)
    }
    throw unexpectedCharacter()
  }

  private mutating func skipSpace() {
    while let next = byte() {
      switch next {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        position += 1
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while let next = byte(), next != 0x0A { _ = next; position += 1 }
      default:
        return
      }
    }
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default:
      false
    }
  }

  /// Whether a string or bytes literal starts here: up to one `r` and one `b` before a quote.
  private func stringPrefix() -> StringLiteral.Prefix? {
    var prefix = StringLiteral.Prefix()
    while let next = byte(prefix.length) {
      switch next {
      case UInt8(ascii: "r"), UInt8(ascii: "R"):
        if prefix.isRaw { return nil }
        prefix.isRaw = true
      case UInt8(ascii: "b"), UInt8(ascii: "B"):
        if prefix.isBytes { return nil }
        prefix.isBytes = true
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        return prefix
      default:
        return nil
      }
      prefix.length += 1
    }
    return nil
  }

  private mutating func quotedIdentifier() throws(SyntaxError) -> Token {
    let start = position
    position += 1
    while let next = byte(), next != UInt8(ascii: "`") {
      guard Self.isNameStart(next) || DecimalNumber.isDigit(next) || " ./-".utf8.contains(next)
      else {
        throw SyntaxError(
          "a name in backquotes holds letters, digits and _ . - / only",
          position..<position + 1
        )
      }
      position += 1
    }
    guard byte() != nil, position > start + 1 else {
      throw SyntaxError("a name in backquotes is empty or not closed", start..<position)
    }
    position += 1
    let name = String(decoding: text[start + 1..<position - 1], as: UTF8.self)
    return Token(kind: .quotedIdentifier(name), range: start..<position)
  }

  private mutating func skipDigits() {
    while let next = byte(), DecimalNumber.isDigit(next) { position += 1 }
  }

  private mutating func number() throws(SyntaxError) -> Token {
    let start = position
    if byte() == UInt8(ascii: "0"), byte(1) == UInt8(ascii: "x") || byte(1) == UInt8(ascii: "X") {
      position += 2
      while let next = byte(), HexDigit.value(next) != nil { position += 1 }
      return try integer(from: start, digits: start + 2, radix: 16)
    }
    skipDigits()
    let whole = position
    if byte() == UInt8(ascii: "."), byte(1).map(DecimalNumber.isDigit) ?? false {
      position += 1
      skipDigits()
    }
    if byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") {
      let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 2 : 1
      if byte(sign).map(DecimalNumber.isDigit) ?? false {
        position += sign
        skipDigits()
      }
    }
    if position == whole { return try integer(from: start, digits: start, radix: 10) }
    let digits = String(decoding: text[start..<position], as: UTF8.self)
    guard let number = Double(digits.utf8.first == UInt8(ascii: ".") ? "0" + digits : digits),
      number.isFinite
    else {
      throw SyntaxError("the number is too large", start..<position)
    }
    try rejectNameAfterNumber(start)
    return Token(kind: .double(number), range: start..<position)
  }

  private mutating func integer(
    from start: Int,
    digits: Int,
    radix: UInt64
  ) throws(SyntaxError) -> Token {
    var number: UInt64 = 0
    for byte in text[digits..<position] {
      guard let digit = HexDigit.value(byte) else { break }
      let (product, overflow) = number.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
      guard !overflow, !carry else {
        throw SyntaxError("the number is too large", start..<position)
      }
      number = sum
    }
    guard position > digits else {
      throw SyntaxError("a hexadecimal number needs digits", start..<position)
    }
    if byte() == UInt8(ascii: "u") || byte() == UInt8(ascii: "U") {
      position += 1
      try rejectNameAfterNumber(start)
      return Token(kind: .uint(number), range: start..<position)
    }
    try rejectNameAfterNumber(start)
    return Token(kind: .int(number), range: start..<position)
  }

  private func rejectNameAfterNumber(_ start: Int) throws(SyntaxError) {
    guard let next = byte(), Self.isNameStart(next) || DecimalNumber.isDigit(next) else { return }
    throw SyntaxError(
      "a number is followed by a letter",
      start..<position + 1,
      cure: "quote it if it is text"
    )
  }

  /// The character at the position, with the cure where the keyboard was in the wrong mode.
  private func unexpectedCharacter() -> SyntaxError {
    let scalars = String(decoding: text[position..<min(position + 4, end)], as: UTF8.self)
      .unicodeScalars
    guard let scalar = scalars.first else {
      return SyntaxError("unexpected character", position..<position)
    }
    let length = min(UTF8.width(scalar), end - position)
    let range = position..<position + length
    if let ascii = Self.asciiForm(of: scalar) {
      return SyntaxError("unexpected character '\(scalar)'", range, cure: "write \(ascii)")
    }
    switch scalar {
    case "=": return SyntaxError("'=' is not an operator", range, cure: "write ==")
    case "&": return SyntaxError("'&' is not an operator", range, cure: "write &&")
    case "|": return SyntaxError("'|' is not an operator", range, cure: "write ||")
    case let control where control.value < 0x20 || control.value == 0x7F:
      let code = String(control.value, radix: 16, uppercase: true)
      return SyntaxError("unexpected control character 0x\(code)", range)
    default: return SyntaxError("unexpected character '\(scalar)'", range)
    }
  }

  private static func asciiForm(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    case 0x3000, 0xA0: " "
    case 0x3001: ","
    case 0x3002: "."
    case 0x2018, 0x2019, 0x201C, 0x201D: "'"
    case 0x2013, 0x2014: "-"
    default: nil
    }
  }
}
