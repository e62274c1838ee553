import Diagnostics
import Markdown

/// Where in the file a node stands, for messages. The Markdown parser saw another text: one with
/// sentinels in place of the placeholders.
extension ParsedPage {
  /// The first line of an inline as far as it reads like `text` behind `prefix`; where the file has
  /// it in another form (a reference, an escape), the whole line.
  func place(
    of node: MarkdownNode,
    reading text: some Collection<UInt8>,
    behind prefix: String = ""
  ) -> SourceRange {
    place(line: Int(node.startLine), column: Int(node.startColumn), reading: text, behind: prefix)
  }

  /// The same for a 1-based line and a 1-based byte column of the parser's text.
  func place(
    line number: Int,
    column: Int,
    reading text: some Collection<UInt8>,
    behind prefix: String = ""
  ) -> SourceRange {
    let line = file.lineRange(number - 1)
    let words = Array(text.prefix { $0 != UInt8(ascii: "\n") && $0 != Sentinel.firstByte })
    let wanted = Array(prefix.utf8) + words
    let start = fileOffset(line: line, column: column)
    guard !words.isEmpty,
      let found = file.bytes.firstRange(of: wanted, in: start..<line.upperBound)
        ?? file.bytes.firstRange(of: wanted, in: line)
    else { return file.range(line) }
    return file.range((found.lowerBound + prefix.utf8.count)..<found.upperBound)
  }

  /// The offset in the file of a 1-based byte column of the parser's text.
  private func fileOffset(line: Range<Int>, column: Int) -> Int {
    var position = line.lowerBound
    var left = max(0, column - 1)
    for (number, match) in text.placeholders.enumerated()
    where line.contains(match.outer.lowerBound) {
      let before = match.outer.lowerBound - position
      guard left > before else { break }
      left = max(0, left - before - Sentinel.placeholder(number).count)
      position = match.outer.upperBound
    }
    return min(position + left, line.upperBound)
  }
}

extension [UInt8] {
  /// The first place in `range` where `wanted`, which is not empty, stands.
  fileprivate func firstRange(of wanted: [UInt8], in range: Range<Int>) -> Range<Int>? {
    guard range.count >= wanted.count else { return nil }
    for start in range.lowerBound...(range.upperBound - wanted.count)
    where self[start..<(start + wanted.count)].elementsEqual(wanted) {
      return start..<(start + wanted.count)
    }
    return nil
  }
}
