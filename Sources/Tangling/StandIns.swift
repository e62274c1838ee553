import Languages
import Resolution

/// Harmless, unique texts that take the places of values.
struct StandIns {
  private let values: [ResolvedValue]
  private let texts: [[UInt8]]
  /// What all stand-ins of words begin with.
  private let prefix: [UInt8]

  /// - Parameter text: whose literals hold no stand-in.
  init(_ values: [ResolvedValue], avoiding text: ResolvedText) {
    self.values = values
    let literals = text.segments.reduce(into: [UInt8]()) { bytes, segment in
      if case .literal(let literal) = segment { bytes += literal }
    }
    var prefix = Array("zq".utf8)
    while literals.contains(prefix) { prefix += Array("zq".utf8) }
    self.prefix = prefix
    texts = values.enumerated().map { Self.text($0.element.text, number: $0.offset, prefix) }
  }

  /// A boolean stands for itself, an integer for another of its sign, each line of anything else
  /// for a word that begins with the prefix.
  private static func text(_ value: [UInt8], number: Int, _ prefix: [UInt8]) -> [UInt8] {
    let text = String(decoding: value, as: UTF8.self)
    if text == "true" || text == "false" { return value }
    if let integer = Int64(text), String(integer) == text {
      return Array(String((integer < 0 ? -1 : 1) * (770_000_000 + number)).utf8)
    }
    let lines = value.split(separator: 0x0A, omittingEmptySubsequences: false)
    // Of an armoured text, the empty line behind its last line feed stays empty.
    return Array(
      lines.enumerated().map { index, line in
        line.isEmpty && index > 0 ? [] : prefix + Array("\(number)x\(index)e".utf8)
      }.joined(separator: [0x0A])
    )
  }

  /// The text with stand-ins.
  func write(_ text: ResolvedText) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = 0
    for segment in text.segments {
      switch segment {
      case .literal(let literal): bytes += literal
      case .value(let value):
        value.encoding.append(texts[index], to: &bytes)
        index += 1
      }
    }
    return bytes
  }

  /// The token with each stand-in replaced by its value.
  func substitute(_ token: Token) -> Token {
    var value = token.value
    for (text, original) in zip(texts, values) where text != original.text {
      let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
      let originals = original.text.split(separator: 0x0A, omittingEmptySubsequences: false)
      for (line, original) in zip(lines, originals) where !line.isEmpty {
        value = value.replacing(Array(line), with: Array(original))
      }
    }
    return Token(token.kind, value)
  }

  /// The first value whose stand-in is in the token.
  func value(in token: Token) -> ResolvedValue? {
    zip(texts, values).first { text, _ in token.value.contains(text) }?.1
  }
}
