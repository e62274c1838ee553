/// One piece of a template's text: a stretch that is copied, or a tag.
struct TemplateToken {
  enum Kind: Equatable {
    /// Copied; `range` is what is left of it once lines of their own have vanished.
    case text
    /// `{{name}}`
    case escaped
    /// `{{{name}}}` or `{{&name}}`
    case raw
    /// `{{#name}}` or `{{^name}}`; `end` is the index of the token that closes it.
    case section(inverted: Bool, end: Int)
    /// `{{/name}}`
    case close
    /// `{{> name}}`; `indentation` is what stands before a tag alone on its line.
    case partial(indentation: Range<Int>)
    case comment
  }

  var kind: Kind
  /// Byte offsets in the file; of a tag: from its first brace to its last.
  var range: Range<Int>
  /// Byte offsets of the tag's name; empty for text and comments.
  var name: Range<Int>
  /// Whether the tag stands alone on its line, so that the line vanishes.
  var isStandalone = false
}
