/// A part of a text that readers see in a colour of its own.
package struct HighlightToken: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case comment, string, number, constant, key, section, keyword, variable
  }

  /// Offsets of bytes.
  package let range: Range<Int>
  package let kind: Kind

  package init(_ range: Range<Int>, _ kind: Kind) {
    self.range = range
    self.kind = kind
  }
}
