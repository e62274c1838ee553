/// A position in a finished text, for readers.
struct ByteCursor {
  let bytes: [UInt8]
  var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }

  var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  func peek(_ offset: Int) -> UInt8? {
    let index = index + offset
    return bytes.indices.contains(index) ? bytes[index] : nil
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    index += 1
    return true
  }

  mutating func take(_ text: StaticString) -> Bool {
    let isNext = text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    if isNext { index += text.utf8CodeUnitCount }
    return isNext
  }

  /// Reads `digits` hexadecimal digits.
  mutating func takeHexadecimal(_ digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = current?.hexadecimalDigit else { return nil }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  /// Skips what satisfies `condition`; how many bytes that were.
  @discardableResult
  mutating func skip(while condition: (UInt8) -> Bool) -> Int {
    let start = index
    while let byte = current, condition(byte) { index += 1 }
    return index - start
  }
}

extension [UInt8] {
  var isValidUTF8: Bool { String(validating: self, as: UTF8.self) != nil }

  /// Appends the UTF-8 of a scalar; false when it is none.
  mutating func append(scalar value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    append(contentsOf: Array(String(scalar).utf8))
    return true
  }
}
