import HTMLText

/// The plain sink: collects HTML, escaped as cmark does.
package struct HTMLBuffer: HTMLSink {
  package var bytes: [UInt8] = []

  package init() {}

  package var isAtLineStart: Bool { bytes.last ?? UInt8(ascii: "\n") == UInt8(ascii: "\n") }

  package mutating func raw(_ html: StaticString) {
    html.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  package mutating func raw(_ html: [UInt8]) { bytes += html }

  package mutating func text(_ document: MarkdownDocument, _ range: Range<Int>) {
    HTMLEscaping.appendText(document.bytes, range, to: &bytes)
  }

  package mutating func attribute(_ document: MarkdownDocument, _ range: Range<Int>) {
    HTMLEscaping.appendText(document.bytes, range, to: &bytes)
  }

  package mutating func url(_ document: MarkdownDocument, _ range: Range<Int>) {
    HTMLEscaping.appendURL(document.bytes, range, to: &bytes)
  }

  package mutating func authorHTML(_ document: MarkdownDocument, _ range: Range<Int>) {
    bytes += document.bytes[range]
  }
}
