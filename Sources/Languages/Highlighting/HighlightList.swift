/// Collects the tokens of a text, neighbours of one kind joined.
struct HighlightList {
  private(set) var tokens: [HighlightToken] = []

  mutating func append(_ range: Range<Int>, _ kind: HighlightToken.Kind) {
    guard !range.isEmpty else { return }
    if let last = tokens.last, last.kind == kind, last.range.upperBound == range.lowerBound {
      tokens[tokens.count - 1] = HighlightToken(last.range.lowerBound..<range.upperBound, kind)
    } else {
      tokens.append(HighlightToken(range, kind))
    }
  }

  /// The tokens in the order of the text, without those that would cut a character or overlap one
  /// before them.
  static func normal(_ tokens: [HighlightToken], of text: [UInt8]) -> [HighlightToken] {
    let isBoundary = { (index: Int) in index == text.count || text[index] & 0xC0 != 0x80 }
    var end = 0
    return tokens.sorted { $0.range.lowerBound < $1.range.lowerBound }.filter { token in
      let range = token.range
      guard !range.isEmpty, range.lowerBound >= end, range.upperBound <= text.count,
        isBoundary(range.lowerBound), isBoundary(range.upperBound)
      else { return false }
      end = range.upperBound
      return true
    }
  }
}
