/// What a template may ask of a value: the kind of every field, known before any page is rendered.
package indirect enum TemplateSchema: Sendable, Hashable {
  /// Plain text; escaped where it is written. As a section: shown when not empty.
  case text
  /// Finished HTML; written as it is, by a triple tag only. As a section: shown when not empty.
  case html
  case bool
  case list(TemplateSchema)
  case record(TemplateRecordSchema)
  /// A record that may be absent; its fields can be reached only inside its own section.
  case optional(TemplateRecordSchema)

  /// The kind in the words of a diagnostic, with its article.
  var noun: String {
    switch self {
    case .text: "a text"
    case .html: "HTML"
    case .bool: "a yes-or-no"
    case .list: "a list"
    case .record: "a record"
    case .optional: "an optional record"
    }
  }

  /// Whether `value` has this shape, all the way down.
  func accepts(_ value: TemplateValue) -> Bool {
    switch (self, value) {
    case (.text, .text), (.html, .html), (.bool, .bool), (.optional, .absent): true
    case (.list(let element), .list(let items)): items.allSatisfy(element.accepts)
    case (.record(let schema), .record(let values)), (.optional(let schema), .record(let values)):
      schema.accepts(values)
    default: false
    }
  }
}

extension TemplateSchema {
  /// What to write instead of a variable for a field of this kind.
  func cureForVariable(_ name: String) -> String {
    switch self {
    case .record(let record):
      "name a field of it, such as {{\(name).\(record.fields.first?.name ?? "x")}}"
    default: "open a section: {{#\(name)}}…{{/\(name)}}"
    }
  }
}
