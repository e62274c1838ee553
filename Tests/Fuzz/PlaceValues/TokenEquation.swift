import Languages

/// `tokens(render(T, V)) == substitute(tokens(render(T, sentinel)), V)`, for one template `T`.
struct TokenEquation {
  private let language: any Language.Type
  private let kind: Skeleton.Kind
  private let expected: [ExpectedToken]
  /// For integers below zero, which arithmetic writes in parentheses.
  private let expectedIfNegative: [ExpectedToken]

  /// A token cut where the value stands in it.
  private struct ExpectedToken {
    let kind: String
    let parts: [[UInt8]]
  }

  /// Nil when the language cannot read the text with a sentinel, which is a mistake of ours.
  init?(_ placement: Placement, _ language: any Language.Type, kind: Skeleton.Kind) {
    let sentinel =
      switch kind {
      case .integer: "7310000019"
      case .boolean: "true"
      case .inert, .line, .text: "qZ100000Zq"
      case .armored: "qZ100000Zq\n"
      }
    self.language = language
    self.kind = kind
    guard let expected = Self.read(placement, language, Array(sentinel.utf8), kind) else {
      return nil
    }
    self.expected = expected
    if kind == .integer {
      guard let negative = Self.read(placement, language, Array("-\(sentinel)".utf8), kind)
      else { return nil }
      expectedIfNegative = negative
    } else {
      expectedIfNegative = expected
    }
  }

  func holds(for value: [UInt8], in text: [UInt8]) -> Bool {
    let isNegative = kind == .integer && value.first == UInt8(ascii: "-")
    let expected = isNegative ? expectedIfNegative : expected
    guard let found = language.tokens(of: text), found.count == expected.count
    else { return false }
    let value = Self.visible(value, kind)
    for (found, expected) in zip(found, expected) {
      guard found.kind.utf8.elementsEqual(expected.kind.utf8),
        found.value == Array(expected.parts.joined(separator: value))
      else { return false }
    }
    return true
  }

  private static func read(
    _ placement: Placement,
    _ language: any Language.Type,
    _ sentinel: [UInt8],
    _ kind: Skeleton.Kind
  ) -> [ExpectedToken]? {
    let sight = visible(sentinel, kind)
    return language.tokens(of: placement.write(sentinel))?.map { token in
      ExpectedToken(kind: token.kind, parts: cut(token.value, at: sight))
    }
  }

  /// Armored lines lose their last line feed to the line on which they stand.
  private static func visible(_ value: [UInt8], _ kind: Skeleton.Kind) -> ArraySlice<UInt8> {
    kind == .armored && value.last == UInt8(ascii: "\n") ? value.dropLast() : value[...]
  }

  private static func cut(_ bytes: [UInt8], at sentinel: ArraySlice<UInt8>) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    var rest = bytes[...]
    while let byte = rest.first {
      if rest.starts(with: sentinel) {
        parts.append([])
        rest = rest.dropFirst(sentinel.count)
      } else {
        parts[parts.count - 1].append(byte)
        rest = rest.dropFirst()
      }
    }
    return parts
  }
}
