/// `'…'.format([…])`, with the verbs `%s %d %f %e %b %o %x %X %%`.
struct StringFormat {
  struct Verb {
    let letter: UInt8
    /// Digits behind the point, for `%f` and `%e`.
    let precision: Int

    func accepts(_ type: CELType) -> Bool {
      switch (letter, type.nonNull) {
      case (UInt8(ascii: "s"), _), (_, .dyn), (_, .int), (_, .uint): true
      case (UInt8(ascii: "d"), .double), (UInt8(ascii: "f"), .double),
        (UInt8(ascii: "e"), .double), (UInt8(ascii: "b"), .bool):
        true
      case (UInt8(ascii: "x"), .string), (UInt8(ascii: "x"), .bytes),
        (UInt8(ascii: "X"), .string), (UInt8(ascii: "X"), .bytes):
        true
      default: false
      }
    }
  }

  private enum Part {
    case text(ArraySlice<UInt8>)
    case verb(Verb)
  }

  private static let maximumPrecision = 100

  static func format(_ text: String, _ values: [CELValue]) throws(FunctionFailure) -> String {
    var output: [UInt8] = []
    var rest = values[...]
    for part in try parts(text) {
      switch part {
      case .text(let bytes): output += bytes
      case .verb(let verb):
        guard let value = rest.popFirst() else {
          throw FunctionFailure("the format has more verbs than values")
        }
        output += try formatted(value, verb).utf8
      }
    }
    // A value without a verb is left out in CEL too.
    return String(decoding: output, as: UTF8.self)
  }

  static func verbs(_ text: String) throws(FunctionFailure) -> [Verb] {
    try parts(text).compactMap { if case .verb(let verb) = $0 { verb } else { nil } }
  }

  /// The alphabet of the text around the verbs.
  static func alphabet(_ text: String) throws(FunctionFailure) -> Alphabet {
    Alphabet.joined(
      try parts(text).compactMap {
        if case .text(let bytes) = $0 { Alphabet(of: bytes) } else { nil }
      }
    )
  }

  private static func parts(_ text: String) throws(FunctionFailure) -> [Part] {
    var parts: [Part] = []
    var rest = Array(text.utf8)[...]
    while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
      parts.append(.text(rest[..<percent]))
      rest = rest[(percent + 1)...]
      if rest.first == UInt8(ascii: "%") {
        parts.append(.text(rest.prefix(1)))
        rest = rest.dropFirst()
        continue
      }
      var precision = 6
      if rest.first == UInt8(ascii: ".") {
        let digits = rest.dropFirst().prefix(while: DecimalNumber.isDigit)
        guard let number = DecimalNumber.parse(digits, maximum: UInt64(maximumPrecision)) else {
          throw FunctionFailure("a precision is a number up to \(maximumPrecision)")
        }
        precision = Int(number)
        rest = rest.dropFirst(1 + digits.count)
      }
      guard let letter = rest.popFirst(), "sdfebxXo".utf8.contains(letter) else {
        throw FunctionFailure("unknown verb in the format; write %% for a percent sign")
      }
      parts.append(.verb(Verb(letter: letter, precision: precision)))
    }
    return parts + [.text(rest)]
  }

  private static func formatted(
    _ value: CELValue,
    _ verb: Verb
  ) throws(FunctionFailure) -> String {
    let text: String?
    switch verb.letter {
    case UInt8(ascii: "s"): text = string(value)
    case UInt8(ascii: "d"): text = decimal(value)
    case UInt8(ascii: "f"), UInt8(ascii: "e"):
      text = number(value).map {
        NumberText.fixed(
          $0,
          digits: verb.precision,
          hasExponent: verb.letter == UInt8(ascii: "e")
        )
      }
    case UInt8(ascii: "b"): text = integer(value, radix: 2, isUppercase: false)
    case UInt8(ascii: "o"): text = integer(value, radix: 8, isUppercase: false)
    default: text = hexadecimal(value, isUppercase: verb.letter == UInt8(ascii: "X"))
    }
    guard let text else {
      let letter = Unicode.Scalar(verb.letter)
      throw FunctionFailure("the verb %\(letter) does not take \(value.type)")
    }
    return text
  }

  private static func string(_ value: CELValue) -> String? {
    switch value {
    case .null: return "null"
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .type(let type): return type.runtimeName
    case .list(let elements):
      return "[\(elements.compactMap(string).joined(separator: ", "))]"
    case .map(let map):
      let entries = map.entries.map { (key: string($0.key) ?? "", value: string($0.value) ?? "") }
      let sorted = entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return "{\(sorted.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    case .object(let object):
      let fields = zip(object.type.fields, object.values).map {
        "\($0.name): \(string($1) ?? "")"
      }
      return "{\(fields.joined(separator: ", "))}"
    default: return value.text
    }
  }

  private static func decimal(_ value: CELValue) -> String? {
    switch value {
    case .int, .uint: value.text
    case .double(let double): NumberText.shortest(double)
    default: nil
    }
  }

  private static func number(_ value: CELValue) -> Double? {
    switch value {
    case .int(let int): Double(int)
    case .uint(let uint): Double(uint)
    case .double(let double): double
    default: nil
    }
  }

  private static func integer(_ value: CELValue, radix: Int, isUppercase: Bool) -> String? {
    switch value {
    case .int(let int): String(int, radix: radix, uppercase: isUppercase)
    case .uint(let uint): String(uint, radix: radix, uppercase: isUppercase)
    case .bool(let bool) where radix == 2: bool ? "1" : "0"
    default: nil
    }
  }

  private static func hexadecimal(_ value: CELValue, isUppercase: Bool) -> String? {
    let bytes: [UInt8]
    switch value {
    case .string(let string): bytes = Array(string.utf8)
    case .bytes(let content): bytes = content
    default: return integer(value, radix: 16, isUppercase: isUppercase)
    }
    return bytes.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: isUppercase)
    }.joined()
  }
}
