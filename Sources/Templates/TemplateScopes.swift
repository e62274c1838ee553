import Diagnostics

/// The records that names can be found in at one place of a template, outermost first.
struct TemplateScopes {
  /// A name that leads nowhere, as a diagnostic has to tell it.
  struct Failure: Error {
    let id: DiagnosticID
    let message: String
    var cure: String?
  }

  /// A field that a name led to.
  struct Field {
    let scope: Int
    /// The indexes on the way down from the scope.
    let path: [Int32]
    let schema: TemplateSchema
  }

  private var stack: [TemplateSchema]

  init(_ page: TemplateRecordSchema) { stack = [.record(page)] }

  var depth: Int { stack.count }

  /// Opens what a section for a field of this kind opens: nothing for a yes-or-no, the element
  /// for a list, otherwise the value itself.
  mutating func open(_ schema: TemplateSchema) {
    switch schema {
    case .bool: break
    case .list(let element): stack.append(element)
    case .optional(let record): stack.append(.record(record))
    case .text, .html, .record: stack.append(schema)
    }
  }

  /// Goes back to an earlier `depth`.
  mutating func close(to depth: Int) { stack.removeLast(stack.count - depth) }

  /// Finds a name: its first part from the innermost scope outwards, the rest from there down.
  func resolve(_ name: String) throws(Failure) -> Field {
    if name == "." {
      return Field(scope: stack.count - 1, path: [], schema: stack[stack.count - 1])
    }
    let parts = name.split(separator: ".")
    guard let scope = stack.lastIndex(where: { $0.fields?.index(of: parts[0]) != nil }) else {
      let visible = stack.reversed().flatMap { $0.fields?.fields.map(\.name) ?? [] }
      throw unknown("unknown name '\(parts[0])'", parts[0], among: visible)
    }
    var schema = stack[scope]
    var path: [Int32] = []
    for part in parts {
      if !path.isEmpty, case .optional(let record) = schema {
        throw Failure(
          id: .templateKind,
          message: "'\(name)' reaches into '\(record.name)', which may be absent",
          cure: "open a section for it and name the field there"
        )
      }
      guard let record = schema.fields else {
        throw Failure(id: .templateKind, message: "\(schema.noun) has no field '\(part)'")
      }
      guard let index = record.index(of: part) else {
        let message = "'\(record.name)' has no field '\(part)'"
        throw unknown(message, part, among: record.fields.map(\.name))
      }
      path.append(Int32(index))
      schema = record.fields[index].schema
    }
    return Field(scope: scope, path: path, schema: schema)
  }

  private func unknown(_ message: String, _ part: Substring, among names: [String]) -> Failure {
    let nearest = Suggestion.nearest(to: String(part), in: names)
    return Failure(
      id: .templateUnknownName,
      message: message,
      cure: nearest.map { "did you mean '\($0)'?" }
    )
  }
}

extension TemplateSchema {
  /// The record whose fields can be named in a scope of this kind.
  fileprivate var fields: TemplateRecordSchema? {
    switch self {
    case .record(let record), .optional(let record): record
    case .text, .html, .bool, .list: nil
    }
  }
}
