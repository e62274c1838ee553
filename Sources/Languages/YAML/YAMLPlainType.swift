/// Whether readers take a plain scalar for something else than a string: those of YAML 1.1 (PyYAML),
/// of the core schema of 1.2, and Go's, which Kubernetes uses and which mixes both.
enum YAMLPlainType {
  static func isTyped(_ value: [UInt8]) -> Bool {
    isWord(value) || isNumber(value) || isTimestamp(value)
  }

  private static let words: Set<[UInt8]> = Set(
    ["", "~", "null", "y", "yes", "true", "on", "n", "no", "false", "off", "<<", "=", ".nan"]
      .map { Array($0.utf8) }
  )

  /// In any mixture of cases, which is more than any reader takes.
  private static func isWord(_ value: [UInt8]) -> Bool {
    let lower = lowercased(value)
    return words.contains(lower) || withoutSign(lower).elementsEqual(".inf".utf8)
      || withoutSign(lower).elementsEqual(".nan".utf8)
  }

  private static func lowercased(_ value: [UInt8]) -> [UInt8] {
    value.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
  }

  private static func withoutSign(_ value: [UInt8]) -> ArraySlice<UInt8> {
    value.first == UInt8(ascii: "-") || value.first == UInt8(ascii: "+")
      ? value.dropFirst() : value[...]
  }

  private static func isNumber(_ value: [UInt8]) -> Bool {
    let lower = lowercased(value)
    let digits = withoutSign(lower)
    if digits.starts(with: "0x".utf8) {
      return digits.dropFirst(2).allSatisfy { $0.hexadecimalDigit != nil || $0 == underscore }
    }
    if digits.starts(with: "0b".utf8) || digits.starts(with: "0o".utf8) {
      return digits.dropFirst(2).allSatisfy { $0.isDecimalDigit || $0 == underscore }
    }
    return isFloat(digits) || isBase60(digits)
  }

  private static let underscore = UInt8(ascii: "_")
  private static let dot = UInt8(ascii: ".")

  /// Digits with at most one dot and an exponent.
  private static func isFloat(_ value: ArraySlice<UInt8>) -> Bool {
    let parts = value.split(
      separator: UInt8(ascii: "e"),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard let mantissa = parts.first, mantissa.contains(where: \.isDecimalDigit),
      mantissa.allSatisfy({ $0.isDecimalDigit || $0 == underscore || $0 == dot }),
      mantissa.count(where: { $0 == dot }) <= 1, mantissa.first != underscore
    else { return false }
    guard parts.count == 2 else { return true }
    let exponent = withoutSign(Array(parts[1]))
    return !exponent.isEmpty && exponent.allSatisfy { $0.isDecimalDigit || $0 == underscore }
  }

  /// `12:30:45`, and with a fraction `12:30:45.5`.
  private static func isBase60(_ value: ArraySlice<UInt8>) -> Bool {
    let parts = value.split(separator: .colon, omittingEmptySubsequences: false)
    guard parts.count > 1, parts[0].first?.isDecimalDigit ?? false else { return false }
    return parts.allSatisfy { part in
      part.allSatisfy { $0.isDecimalDigit || $0 == underscore || $0 == dot }
    }
  }

  /// A date, maybe with a time behind it.
  private static func isTimestamp(_ value: [UInt8]) -> Bool {
    let parts = value.prefix(10).split(
      separator: UInt8(ascii: "-"),
      omittingEmptySubsequences: false
    )
    guard parts.count >= 3, parts[0].count == 4, parts[0].allSatisfy(\.isDecimalDigit),
      1...2 ~= parts[1].count, parts[1].allSatisfy(\.isDecimalDigit),
      parts[2].first?.isDecimalDigit ?? false
    else { return false }
    return value.allSatisfy { byte in
      byte.isDecimalDigit || byte.isBlank || "-+:.TtZz".utf8.contains(byte)
    }
  }
}
