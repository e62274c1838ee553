/// Values of TOML that are written without quotes.
enum TOMLBareValue {
  /// "boolean", "integer", "float" or "time".
  static func kind(_ text: [UInt8]) -> String? {
    if text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8) { return "boolean" }
    if isInteger(text) { return "integer" }
    if isFloat(text) { return "float" }
    return isTime(text) ? "time" : nil
  }

  private static func unsigned(_ text: [UInt8]) -> [UInt8] {
    text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
      ? Array(text.dropFirst()) : text
  }

  /// Digits with single underscores between them.
  private static func areDigits(
    _ text: some Collection<UInt8>,
    _ isDigit: (UInt8) -> Bool = \.isDecimalDigit
  ) -> Bool {
    text.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }

  private static func isDecimal(_ text: some Collection<UInt8>) -> Bool {
    areDigits(text) && (text.first != UInt8(ascii: "0") || text.count == 1)
  }

  private static func isInteger(_ text: [UInt8]) -> Bool {
    if text.starts(with: "0x".utf8) {
      return areDigits(text.dropFirst(2)) { $0.hexadecimalDigit != nil }
    }
    if text.starts(with: "0o".utf8) {
      return areDigits(text.dropFirst(2)) { UInt8(ascii: "0")...UInt8(ascii: "7") ~= $0 }
    }
    if text.starts(with: "0b".utf8) {
      return areDigits(text.dropFirst(2)) { UInt8(ascii: "0")...UInt8(ascii: "1") ~= $0 }
    }
    return isDecimal(unsigned(text))
  }

  private static func isFloat(_ text: [UInt8]) -> Bool {
    let text = unsigned(text)
    if text.elementsEqual("inf".utf8) || text.elementsEqual("nan".utf8) { return true }
    let isExponent = { (byte: UInt8) in byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") }
    let parts = text.split(
      maxSplits: 1,
      omittingEmptySubsequences: false,
      whereSeparator: isExponent
    )
    guard let mantissa = parts.first else { return false }
    if parts.count == 2, !areDigits(unsigned(Array(parts[1]))) { return false }
    let numbers = mantissa.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let whole = numbers.first, isDecimal(whole), numbers.count <= 2 else { return false }
    return numbers.count == 2 ? areDigits(numbers[1]) : parts.count == 2
  }

  // MARK: Times

  private static func isTime(_ text: [UInt8]) -> Bool {
    var cursor = ByteCursor(text)
    if cursor.peek(2) == .colon { return time(&cursor) && cursor.isAtEnd }
    guard number(&cursor, 4, 0...9999) != nil, cursor.take("-"),
      let month = number(&cursor, 2, 1...12), cursor.take("-"),
      let day = number(&cursor, 2, 1...31), day <= (month == 2 ? 29 : 31)
    else { return false }
    if cursor.isAtEnd { return true }
    guard cursor.take("T") || cursor.take("t") || cursor.take(" "), time(&cursor) else {
      return false
    }
    if cursor.isAtEnd || cursor.take("Z") || cursor.take("z") { return cursor.isAtEnd }
    guard cursor.take("+") || cursor.take("-") else { return false }
    return number(&cursor, 2, 0...23) != nil && cursor.take(":")
      && number(&cursor, 2, 0...59) != nil && cursor.isAtEnd
  }

  private static func time(_ cursor: inout ByteCursor) -> Bool {
    guard number(&cursor, 2, 0...23) != nil, cursor.take(":"),
      number(&cursor, 2, 0...59) != nil, cursor.take(":"),
      number(&cursor, 2, 0...59) != nil
    else { return false }
    return !cursor.take(".") || cursor.skip(while: \.isDecimalDigit) > 0
  }

  private static func number(
    _ cursor: inout ByteCursor,
    _ digits: Int,
    _ range: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let byte = cursor.current, byte.isDecimalDigit else { return nil }
      value = value * 10 + Int(byte - 0x30)
      cursor.index += 1
    }
    return range ~= value ? value : nil
  }
}
