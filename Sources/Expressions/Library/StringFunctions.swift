/// The functions on strings; positions and lengths count Unicode scalars.
enum StringFunctions {
  static func apply(
    _ function: Function,
    _ arguments: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    guard case .string(let text)? = arguments.first else { return nil }
    let rest = Array(arguments.dropFirst())
    switch (function, rest.count) {
    case (.size, 0): return .int(Int64(text.unicodeScalars.count))
    case (.lowerAscii, 0): return .string(mapBytes(text) { isUpper($0) ? $0 + 32 : $0 })
    case (.upperAscii, 0): return .string(mapBytes(text) { isLower($0) ? $0 - 32 : $0 })
    case (.trim, 0): return .string(trimmed(text))
    case (.reverse, 0):
      return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
    case (.quote, 0): return .string(quoted(text))
    case (.contains, 1), (.startsWith, 1), (.endsWith, 1), (.matches, 1):
      guard case .string(let part) = rest[0] else { return nil }
      return .bool(try test(function, text, part))
    case (.charAt, 1), (.substring, 1...2): return try cut(function, text, rest)
    case (.indexOf, 1...2), (.lastIndexOf, 1...2): return try search(function, text, rest)
    case (.replace, 2...3): return replaced(text, rest)
    case (.split, 1...2): return split(text, rest)
    case (.format, 1):
      guard case .list(let values) = rest[0] else { return nil }
      return .string(try StringFormat.format(text, values))
    default: return nil
    }
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func mapBytes(_ text: String, _ transform: (UInt8) -> UInt8) -> String {
    String(decoding: text.utf8.map(transform), as: UTF8.self)
  }

  private static func test(
    _ function: Function,
    _ text: String,
    _ part: String
  ) throws(FunctionFailure) -> Bool {
    switch function {
    case .startsWith: return text.utf8.starts(with: part.utf8)
    case .endsWith: return text.utf8.reversed().starts(with: part.utf8.reversed())
    case .contains: return firstIndex(of: Array(part.utf8)[...], in: Array(text.utf8)[...]) != nil
    default:
      do throws(RegularExpression.SyntaxError) {
        return try RegularExpression(part).matches(text)
      } catch {
        throw FunctionFailure(error.message)
      }
    }
  }

  /// The place of the first occurrence, or nil. An empty part is found at the start.
  static func firstIndex<T: Equatable>(of part: ArraySlice<T>, in text: ArraySlice<T>) -> Int? {
    guard part.count <= text.count else { return nil }
    return (text.startIndex...text.endIndex - part.count).first { text[$0...].starts(with: part) }
  }

  // MARK: Positions

  private static func cut(
    _ function: Function,
    _ text: String,
    _ rest: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    let scalars = text.unicodeScalars
    guard case .int(let start) = rest[0] else { return nil }
    var end = Int64(scalars.count)
    if function == .charAt {
      guard start >= 0, start <= end else {
        throw FunctionFailure("the string has no character \(start), its size is \(end)")
      }
      end = min(start + 1, end)
    } else if rest.count == 2 {
      guard case .int(let given) = rest[1] else { return nil }
      guard given <= end else {
        throw FunctionFailure("the string ends before \(given), its size is \(end)")
      }
      end = given
    }
    guard start >= 0, start <= end else {
      throw FunctionFailure("\(start) to \(end) is no part of the string")
    }
    let part = scalars.dropFirst(Int(start)).prefix(Int(end - start))
    return .string(String(String.UnicodeScalarView(part)))
  }

  private static func search(
    _ function: Function,
    _ text: String,
    _ rest: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    guard case .string(let partText) = rest[0] else { return nil }
    let scalars = Array(text.unicodeScalars)
    let part = Array(partText.unicodeScalars)[...]
    var offset: Int64?
    if rest.count == 2 {
      guard case .int(let given) = rest[1] else { return nil }
      guard given >= 0, given <= scalars.count else {
        throw FunctionFailure("the string has no position \(given)")
      }
      offset = given
    }
    if function == .indexOf {
      let found = firstIndex(of: part, in: scalars[Int(offset ?? 0)...])
      return .int(Int64(found ?? -1))
    }
    guard part.count <= scalars.count else { return .int(-1) }
    let last = min(Int(offset ?? .max), scalars.count - part.count)
    let found = (0...last).reversed().first { scalars[$0...].starts(with: part) }
    return .int(Int64(found ?? -1))
  }

  // MARK: Parts

  /// How many times to act: all for a missing or negative limit, nil for a wrong type.
  private static func limit(_ rest: [CELValue], _ index: Int) -> Int? {
    guard rest.indices.contains(index) else { return .max }
    guard case .int(let limit) = rest[index] else { return nil }
    return limit < 0 ? .max : Int(limit)
  }

  private static func replaced(_ text: String, _ rest: [CELValue]) -> CELValue? {
    guard case .string(let old) = rest[0], case .string(let new) = rest[1],
      let limit = limit(rest, 2)
    else { return nil }
    if old.isEmpty {
      var result = String.UnicodeScalarView()
      var count = 0
      for scalar in text.unicodeScalars {
        if count < limit { result.append(contentsOf: new.unicodeScalars) }
        count += 1
        result.append(scalar)
      }
      if count < limit { result.append(contentsOf: new.unicodeScalars) }
      return .string(String(result))
    }
    return .string(pieces(text, old, limit: limit).joined(separator: new))
  }

  /// The text between the first `limit` occurrences of a separator.
  private static func pieces(_ text: String, _ separator: String, limit: Int) -> [String] {
    let utf8 = Array(text.utf8)
    let part = Array(separator.utf8)[...]
    var pieces: [String] = []
    var rest = utf8[...]
    while pieces.count < limit, let index = firstIndex(of: part, in: rest) {
      pieces.append(String(decoding: rest[..<index], as: UTF8.self))
      rest = rest[(index + part.count)...]
    }
    return pieces + [String(decoding: rest, as: UTF8.self)]
  }

  private static func split(_ text: String, _ rest: [CELValue]) -> CELValue? {
    guard case .string(let separator) = rest[0], let limit = limit(rest, 1) else { return nil }
    if limit == 0 { return .list([]) }
    if limit == 1 { return .list([.string(text)]) }
    if separator.isEmpty {
      var scalars = text.unicodeScalars.map { String($0) }
      if scalars.count > limit {
        scalars = scalars[..<(limit - 1)] + [scalars[(limit - 1)...].joined()]
      }
      return .list(scalars.map(CELValue.string))
    }
    let count = limit == .max ? limit : limit - 1
    return .list(pieces(text, separator, limit: count).map(CELValue.string))
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{07}": result += #"\a"#
      case "\u{08}": result += #"\b"#
      case "\u{0C}": result += #"\f"#
      case "\n": result += #"\n"#
      case "\r": result += #"\r"#
      case "\t": result += #"\t"#
      case "\u{0B}": result += #"\v"#
      case "\\": result += #"\\"#
      case "\"": result += #"\""#
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
