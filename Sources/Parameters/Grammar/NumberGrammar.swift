import Expressions

/// The grammars of `int`, `port` and `duration`.
enum NumberGrammar {
  /// `-?(0|[1-9][0-9]*)` that fits in 64 bits.
  static func integer(_ text: String) throws(Refusal) -> Int64 {
    let bytes = Array(text.utf8)
    let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
    guard let first = digits.first, digits.allSatisfy(\.isASCIIDigit) else {
      throw Refusal("is not an integer")
    }
    if first == UInt8(ascii: "0"), bytes.count > 1 {
      throw Refusal("is not an integer in normal form")
    }
    guard let value = Int64(text) else {
      throw Refusal(
        "does not fit in 64 bits",
        cure: "integers go from \(Int64.min) to \(Int64.max)"
      )
    }
    return value
  }

  static func port(_ text: String) throws(Refusal) -> Int64 {
    let value = try integer(text)
    guard (1...65535).contains(value) else {
      throw Refusal("is not a port", cure: "ports go from 1 to 65535")
    }
    return value
  }

  static func duration(_ text: String) throws(Refusal) -> CELDuration {
    guard let value = CELDuration(text) else {
      throw Refusal("is not a duration", cure: "write numbers with units, like 1h30m or 300ms")
    }
    return value
  }
}
