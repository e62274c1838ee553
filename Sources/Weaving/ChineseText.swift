import Markdown

/// How Chinese text differs when it becomes HTML.
enum ChineseText {
  /// Whether the line end at this soft break stands between two characters of Chinese text, where
  /// HTML's blank would show as a gap.
  static func joinsLines(_ document: MarkdownDocument, at index: Int) -> Bool {
    guard index > 0, index + 1 < document.nodes.count else { return false }
    let before = document.nodes[index - 1]
    let after = document.nodes[index + 1]
    guard before.kind == .text, after.kind == .text, before.text.count >= 3, after.text.count >= 3
    else { return false }
    return isWide(document.bytes[before.text.suffix(3)])
      && isWide(document.bytes[after.text.prefix(3)])
  }

  /// Three bytes that are one character of U+3000 to U+9FFF or U+FF00 to U+FFEF: ideographs and
  /// the punctuation that goes with them.
  private static func isWide(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(bytes)
    guard bytes.count == 3, bytes[1] & 0xC0 == 0x80, bytes[2] & 0xC0 == 0x80 else { return false }
    return (0xE3...0xE9).contains(bytes[0]) || (bytes[0] == 0xEF && bytes[1] >= 0xBC)
  }
}
