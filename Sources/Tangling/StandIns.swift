import Languages
import Resolution

/// Harmless, unique texts that take the places of values.
struct StandIns {
  private let values: [ResolvedValue]
  private let texts: [[UInt8]]
  /// By line of a stand-in without its sign: the line of the value in its place.
  private let originals: [[UInt8]: [UInt8]]
  /// What all stand-ins of words begin with.
  private let prefix: [UInt8]
  /// What all stand-ins of integers begin with.
  private let integerPrefix: [UInt8]

  /// - Parameter text: whose literals hold no stand-in.
  init(_ values: [ResolvedValue], avoiding text: ResolvedText) {
    self.values = values
    var prefix = Array("zq".utf8)
    while Self.literals(of: text, contain: prefix) { prefix += Array("zq".utf8) }
    self.prefix = prefix
    // Nine digits, of which no literal has the first three.
    let million =
      (770..<1000).first { !Self.literals(of: text, contain: Array(String($0).utf8)) } ?? 770
    integerPrefix = Array(String(million).utf8)
    texts = values.enumerated().map {
      // A fragment is structure; no word can stand in for it.
      $0.element.isFragment
        ? $0.element.text
        : Self.text($0.element.text, $0.offset, firstInteger: million * 1_000_000, prefix)
    }
    var originals: [[UInt8]: [UInt8]] = [:]
    for (text, value) in zip(texts, values) where text != value.text {
      let isNegative = text.first == UInt8(ascii: "-")
      let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
      let parts = value.text.split(separator: 0x0A, omittingEmptySubsequences: false)
      for (line, part) in zip(lines, parts) {
        originals[Array(isNegative ? line.dropFirst() : line)] =
          Array(isNegative ? part.dropFirst() : part)
      }
    }
    self.originals = originals
  }

  /// Whether one of the text's literals holds the prefix.
  private static func literals(of text: ResolvedText, contain prefix: [UInt8]) -> Bool {
    for case .literal(let literal) in text.segments {
      var rest = literal
      while let index = rest.firstIndex(of: prefix[0]) {
        if literal[index...].starts(with: prefix) { return true }
        rest = literal[(index + 1)...]
      }
    }
    return false
  }

  /// A boolean stands for itself, an integer for another of its sign, each line of anything else
  /// for a word that begins with the prefix.
  private static func text(
    _ value: [UInt8],
    _ number: Int,
    firstInteger: Int,
    _ prefix: [UInt8]
  ) -> [UInt8] {
    let text = String(decoding: value, as: UTF8.self)
    if text == "true" || text == "false" { return value }
    if let integer = Int64(text), String(integer) == text {
      return Array(String((integer < 0 ? -1 : 1) * (firstInteger + number)).utf8)
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

  /// The token with each stand-in replaced by its value, in one pass.
  func substitute(_ token: Token) -> Token {
    let bytes = token.value
    var value: [UInt8] = []
    var copied = 0
    var index = 0
    while index < bytes.count {
      guard let end = end(ofStandInAt: index, in: bytes),
        let original = originals[Array(bytes[index..<end])]
      else {
        index += 1
        continue
      }
      value += bytes[copied..<index]
      value += original
      index = end
      copied = end
    }
    return copied == 0 ? token : Token(token.kind, value + bytes[copied...])
  }

  /// Where the stand-in ends that may begin at `index`: behind the `e` of a word, or behind nine
  /// digits.
  private func end(ofStandInAt index: Int, in bytes: [UInt8]) -> Int? {
    let rest = bytes[index...]
    if rest.starts(with: prefix) {
      return rest.dropFirst(prefix.count).firstIndex(of: UInt8(ascii: "e")).map { $0 + 1 }
    }
    return rest.starts(with: integerPrefix) && rest.count >= Self.integerLength
      ? index + Self.integerLength : nil
  }

  private static let integerLength = 9

  /// The first value whose stand-in is in the token.
  func value(in token: Token) -> ResolvedValue? {
    zip(texts, values).first { text, _ in token.value.contains(text) }?.1
  }
}
