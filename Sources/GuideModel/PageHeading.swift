import Diagnostics
import Markdown

/// A heading of a page in one language.
package struct PageHeading: Sendable {
  /// Its node in the document.
  package let node: Int
  package let level: Int
  /// Its place on the page, unique there and the same for all clusters.
  package let anchor: String
  /// Its text without markup.
  package let text: TextTemplate
  /// The guide's fences between this heading and the next one of its level or above, in order.
  package internal(set) var fences: [Int] = []

  /// The headings of a page from top to bottom.
  static func all(
    of document: MarkdownDocument,
    file: SourceFile,
    placeholders: [TextTemplate.Placeholder?],
    codeBlocks: [Int: CodeBlock]
  ) -> [PageHeading] {
    var headings: [PageHeading] = []
    /// The headings whose sections are open.
    var open: [Int] = []
    var anchors = Anchors()
    for (index, node) in document.nodes.enumerated() {
      switch node.kind {
      case .heading(let level):
        open.removeAll { headings[$0].level >= level }
        open.append(headings.count)
        let explicit = ExplicitAnchor.find(in: document, heading: index)
        let text = text(of: index, in: document, file, placeholders, explicit)
        let anchor =
          explicit.map { anchors.claim($0.anchor) } ?? anchors.anchor(for: text.literalBytes)
        headings.append(PageHeading(node: index, level: level, anchor: anchor, text: text))
      case .codeBlock:
        guard case .fence(let fence)? = codeBlocks[index] else { continue }
        for heading in open { headings[heading].fences.append(fence) }
      default: break
      }
    }
    return headings
  }

  private static func text(
    of heading: Int,
    in document: MarkdownDocument,
    _ file: SourceFile,
    _ placeholders: [TextTemplate.Placeholder?],
    _ explicit: ExplicitAnchor?
  ) -> TextTemplate {
    var bytes: [UInt8] = []
    var nodes: [TextTemplate.Node] = []
    func addLiteral(_ literal: some Collection<UInt8>) {
      nodes.append(.literal(bytes.count..<(bytes.count + literal.count)))
      bytes += literal
    }
    for index in heading..<Int(document.nodes[heading].end) {
      let node = document.nodes[index]
      switch node.kind {
      case .text, .code:
        let end = index == explicit?.node ? explicit?.textEnd : nil
        for piece in TextPiece.split(
          document.bytes,
          node.text.lowerBound..<(end ?? node.text.upperBound)
        ) {
          switch piece {
          case .literal(let range): addLiteral(document.bytes[range])
          case .placeholder(let number):
            if let placeholder = placeholders[number] { nodes.append(.placeholder(placeholder)) }
          }
        }
      case .softBreak, .lineBreak: addLiteral([UInt8(ascii: " ")])
      default: break
      }
    }
    // The slots of its expressions are those of the page, which counts them.
    return TextTemplate(bytes: bytes, excerpt: SourceExcerpt(file), nodes: nodes, slotCount: 0)
  }
}
