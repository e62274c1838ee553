/// Takes the HTML that an `HTMLRenderer` makes of a document, and may make some of it itself.
///
/// The ranges point into the document's byte pool; what they hold is decoded text that the sink
/// must escape for the position. `HTMLBuffer` shows the plain way; a sink that wraps one passes on
/// what it does not care about.
package protocol HTMLSink {
  /// Whether nothing has been written yet, or a line end was written last.
  var isAtLineStart: Bool { get }

  /// Markup of the renderer's own.
  mutating func raw(_ html: StaticString)

  /// Markup of the renderer's own that is not constant, such as a number.
  mutating func raw(_ html: [UInt8])

  /// Text between tags.
  mutating func text(_ document: MarkdownDocument, _ range: Range<Int>)

  /// Text inside a double-quoted attribute other than a URL.
  mutating func attribute(_ document: MarkdownDocument, _ range: Range<Int>)

  /// The destination of a link or image, inside a double-quoted `href` or `src`.
  mutating func url(_ document: MarkdownDocument, _ range: Range<Int>)

  /// Raw HTML of the author's; called only when the options allow it.
  mutating func authorHTML(_ document: MarkdownDocument, _ range: Range<Int>)

  /// Called before a block is rendered; the document is no block. A new line has been started
  /// unless the block is a tight paragraph, which continues its item's line.
  /// - Parameter renderer: renders the children, or parts of them, into this sink.
  /// - Returns: true when the sink has dealt with the block and all that is in it.
  mutating func block(
    _ document: MarkdownDocument,
    _ index: Int,
    _ renderer: HTMLRenderer
  ) -> Bool

  /// The same for inlines: text, code, raw HTML, links and so on, except inside an image's `alt`.
  mutating func inline(
    _ document: MarkdownDocument,
    _ index: Int,
    _ renderer: HTMLRenderer
  ) -> Bool

  /// The words above an alert, as HTML text in the language of the page.
  mutating func alertTitle(_ alert: MarkdownNode.Alert)

  /// What a screen reader says for a check box, as the text of a double-quoted attribute.
  mutating func taskLabel(_ task: MarkdownNode.Task)
}

extension HTMLSink {
  package mutating func block(
    _ document: MarkdownDocument,
    _ index: Int,
    _ renderer: HTMLRenderer
  ) -> Bool { false }

  package mutating func inline(
    _ document: MarkdownDocument,
    _ index: Int,
    _ renderer: HTMLRenderer
  ) -> Bool { false }

  package mutating func alertTitle(_ alert: MarkdownNode.Alert) {
    switch alert {
    case .note: raw("Note")
    case .tip: raw("Tip")
    case .important: raw("Important")
    case .warning: raw("Warning")
    case .caution: raw("Caution")
    }
  }

  package mutating func taskLabel(_ task: MarkdownNode.Task) {
    switch task {
    case .unchecked: raw("to do")
    case .checked: raw("done")
    }
  }
}
