/// Decimal numbers as they stand in addresses, versions and ranges.
enum DecimalNumber {
  /// Nil unless `text` is one or more digits without a leading zero, and not above `maximum`.
  static func parse(_ text: ArraySlice<UInt8>, maximum: UInt64) -> UInt64? {
    guard let first = text.first, text.count <= 20 else { return nil }
    if first == UInt8(ascii: "0"), text.count > 1 { return nil }
    var number: UInt64 = 0
    for byte in text {
      guard isDigit(byte) else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      guard !overflow, !carry else { return nil }
      number = sum
    }
    return number <= maximum ? number : nil
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

enum HexDigit {
  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
