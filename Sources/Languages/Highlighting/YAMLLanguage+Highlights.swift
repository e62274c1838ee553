extension YAMLLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    var scanner = YAMLScanner(Skeleton(finished: text), highlights: [])
    _ = scanner.place()
    return scanner.highlights ?? []
  }
}

extension YAMLScanner {
  /// Notes what a range of the line is, when a finished text is read for its colours.
  mutating func mark(_ range: Range<Int>, _ kind: HighlightToken.Kind) {
    guard highlights != nil, !range.isEmpty else { return }
    highlights?.append(HighlightToken(line.range(range.lowerBound, range.upperBound), kind))
  }

  /// Notes a scalar without quotes: a key, a word that is no string to readers, or a string, which
  /// has no colour.
  mutating func markPlain(_ range: Range<Int>, isKey: Bool) {
    guard highlights != nil else { return }
    if isKey {
      mark(range, .key)
      return
    }
    let text = range.compactMap { line.byte($0) }
    guard YAMLPlainType.isTyped(text) else { return }
    mark(range, text.contains(where: \.isDecimalDigit) ? .number : .constant)
  }
}
