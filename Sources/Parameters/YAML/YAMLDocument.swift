import Diagnostics

/// One YAML document whose scalars are kept as they are written: what `1.30` or `no` means is for
/// the reader's schema to say.
///
/// Anchors, aliases, tags, merge keys, keys given twice, keys that are not scalars and more than
/// one document are refused when the document is read.
package struct YAMLDocument: Sendable {
  /// The excerpt that was read; the offsets of scalars count in it.
  package let excerpt: SourceExcerpt
  /// Nil for an empty document.
  package let root: YAMLNode?

  /// The deepest nesting of maps and lists, and the most nodes, that a document may have.
  package static let deepestNesting = 50
  package static let mostNodes = 100_000
}

/// A value in a YAML document and where it stands.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// In the order of the file; no two keys are the same.
    case mapping([YAMLEntry])
  }

  package let content: Content
  /// A scalar with its quotes; of a map or list, its first line.
  package let range: SourceRange

  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  package var entries: [YAMLEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  package var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// What messages call a value of this form.
  package var formName: String {
    switch content {
    case .scalar(let scalar): scalar.isAbsent ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a map"
    }
  }
}

/// One `key: value` of a YAML map.
package struct YAMLEntry: Sendable {
  package let key: String
  package let keyRange: SourceRange
  package let value: YAMLNode
}

/// A YAML scalar: its text with quotes and escapes undone, and nothing interpreted.
package struct YAMLScalar: Sendable {
  package let text: String
  /// Without quotes and not a block scalar.
  package let isPlain: Bool
  /// Where the text stands in the excerpt, when it stands there byte for byte.
  package let verbatim: Range<Int>?

  /// Nothing was written behind the colon.
  package var isAbsent: Bool { isPlain && text.utf8.isEmpty }

  /// Nothing, `~` or `null`.
  package var isNull: Bool { isPlain && (isAbsent || text == "~" || text == "null") }
}

extension YAMLNode {
  /// The value of an entry of this map; nil when this is no map or has no such key.
  package subscript(key: String) -> YAMLNode? {
    entries?.first { $0.key == key }?.value
  }
}
