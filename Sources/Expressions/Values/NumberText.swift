import Glibc

/// Numbers as text.
enum NumberText {
  /// The shortest decimal text that reads back as the same number, without `.0` behind a whole one.
  static func shortest(_ double: Double) -> String {
    if let special = special(double) { return special }
    let text = "\(double)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func special(_ double: Double) -> String? {
    if double.isNaN { return "NaN" }
    if double.isInfinite { return double < 0 ? "-Infinity" : "Infinity" }
    return nil
  }

  /// With so many digits behind the point (C's `%f`), or with an exponent (C's `%e`).
  static func fixed(_ double: Double, digits: Int, hasExponent: Bool) -> String {
    if let special = special(double) { return special }
    // The widest double has 309 digits before the point.
    let capacity = 330 + digits
    let characters = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      let format = hasExponent ? "%.*e" : "%.*f"
      count = buffer.withMemoryRebound(to: CChar.self) { characters in
        withVaList([Int32(digits), double]) {
          Int(vsnprintf(characters.baseAddress, characters.count, format, $0))
        }
      }
      count = min(max(count, 0), capacity - 1)
    }
    return String(decoding: characters, as: UTF8.self)
  }

  /// The number that `text` writes, or nil when it writes none or one that is out of range.
  static func parse(_ text: String) -> Double? {
    switch text {
    case "NaN": return .nan
    case "Infinity", "+Infinity", "Inf", "+Inf": return .infinity
    case "-Infinity", "-Inf": return -.infinity
    default: break
    }
    let isDecimal = text.utf8.allSatisfy {
      DecimalNumber.isDigit($0) || "+-.eE".utf8.contains($0)
    }
    guard isDecimal, let double = Double(text), double.isFinite else { return nil }
    return double
  }
}
