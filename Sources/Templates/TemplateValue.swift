/// The data of one rendering, in the shape that a `TemplateSchema` declares.
package enum TemplateValue: Sendable, Hashable {
  /// UTF-8 text, not escaped.
  case text([UInt8])
  /// UTF-8 HTML that is safe to write as it is.
  case html([UInt8])
  case bool(Bool)
  case list([TemplateValue])
  /// The fields in the order of the schema; made by `TemplateRecordSchema.record`.
  case record([TemplateValue])
  /// An optional record that is not there.
  case absent

  package static func text(_ string: String) -> TemplateValue { .text(Array(string.utf8)) }

  package static func html(_ string: String) -> TemplateValue { .html(Array(string.utf8)) }
}
