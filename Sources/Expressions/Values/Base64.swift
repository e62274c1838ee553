/// Base64 with the standard alphabet (RFC 4648).
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let group = bytes[index..<min(index + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= 8 * UInt32(3 - group.count)
      for place in 0..<4 {
        let isPadding = place > group.count
        let symbol = alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 0x3F)]
        text.append(isPadding ? UInt8(ascii: "=") : symbol)
      }
      index += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil unless `text` is base64, with or without its padding.
  package static func decode(_ text: String) -> [UInt8]? {
    var symbols = Array(text.utf8)[...]
    let isPadded = symbols.last == UInt8(ascii: "=")
    if isPadded {
      guard symbols.count % 4 == 0 else { return nil }
      symbols = symbols.dropLast(symbols.suffix(2).count { $0 == UInt8(ascii: "=") })
    }
    guard symbols.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for symbol in symbols {
      guard let value = value(of: symbol) else { return nil }
      bits = (bits << 6 | UInt32(value)) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    // The bits that fill up the last symbol are zero in valid base64.
    return bits & (1 << count - 1) == 0 ? bytes : nil
  }

  private static func value(of symbol: UInt8) -> UInt8? {
    switch symbol {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): symbol - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): symbol - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): symbol - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
