import Markdown

/// An anchor that the author gives a heading: `## Title {#anchor}`.
package struct ExplicitAnchor {
  package let anchor: String
  /// The text node that ends with it.
  package let node: Int
  /// Where the text before it ends, in the document's bytes.
  package let textEnd: Int

  /// The anchor of a heading, or nil when it has none of its own.
  package static func find(in document: MarkdownDocument, heading: Int) -> ExplicitAnchor? {
    let node = Int(document.nodes[heading].end) - 1
    guard node > heading, document.nodes[node].kind == .text else { return nil }
    let range = document.nodes[node].text
    let text = document.bytes[range]
    guard text.last == UInt8(ascii: "}"), let brace = text.lastIndex(of: UInt8(ascii: "{")),
      brace + 2 < text.endIndex, text[brace + 1] == UInt8(ascii: "#")
    else { return nil }
    let name = text[(brace + 2)..<(text.endIndex - 1)]
    guard !name.isEmpty, name.allSatisfy(isAnchorByte) else { return nil }
    var end = brace
    while end > text.startIndex, text[end - 1] == 0x20 { end -= 1 }
    return ExplicitAnchor(
      anchor: String(decoding: name, as: UTF8.self),
      node: node,
      textEnd: end
    )
  }

  private static func isAnchorByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
