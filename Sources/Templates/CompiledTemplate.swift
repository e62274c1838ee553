import HTMLText

/// A field, as the scope that holds it and the way down from there.
struct FieldReference {
  /// The index in the stack of scopes; 0 is the page's record.
  let scope: Int32
  /// Where `CompiledTemplate.paths` holds the field indexes of the way down.
  let pathStart: Int32
  let pathEnd: Int32
}

/// One step of rendering; plain data, so that workers share a compiled template at no cost.
enum TemplateOperation {
  /// Bytes of `CompiledTemplate.literals`.
  case literal(start: Int32, end: Int32)
  case escaped(FieldReference)
  case raw(FieldReference)
  /// The operations that follow, up to `end`, for what the field holds.
  case section(FieldReference, inverted: Bool, end: Int32)
}

/// One page template with its partials written into it and every name resolved to an index.
struct CompiledTemplate: Sendable {
  let schema: TemplateRecordSchema
  let literals: [UInt8]
  let operations: [TemplateOperation]
  let paths: [Int32]

  /// Appends the page; `value` must have the shape of `schema`.
  func render(_ value: TemplateValue, into output: inout [UInt8]) {
    var scopes = [value]
    run(0..<operations.count, scopes: &scopes, output: &output)
  }

  private func run(_ range: Range<Int>, scopes: inout [TemplateValue], output: inout [UInt8]) {
    var at = range.lowerBound
    while at < range.upperBound {
      switch operations[at] {
      case .literal(let start, let end):
        output += literals[Int(start)..<Int(end)]
      case .escaped(let reference):
        guard case .text(let bytes) = value(of: reference, scopes) else { mismatch() }
        HTMLEscaping.append(bytes, to: &output)
      case .raw(let reference):
        guard case .html(let bytes) = value(of: reference, scopes) else { mismatch() }
        output += bytes
      case .section(let reference, let inverted, let end):
        let inner = at + 1..<Int(end)
        let value = value(of: reference, scopes)
        if inverted {
          if value.isFalsy { run(inner, scopes: &scopes, output: &output) }
        } else {
          runSection(inner, over: value, scopes: &scopes, output: &output)
        }
        at = inner.upperBound - 1
      }
      at += 1
    }
  }

  private func runSection(
    _ inner: Range<Int>,
    over value: TemplateValue,
    scopes: inout [TemplateValue],
    output: inout [UInt8]
  ) {
    switch value {
    case .bool(let isTrue):
      // A yes-or-no has nothing inside: it opens no scope, here as in the compiler.
      if isTrue { run(inner, scopes: &scopes, output: &output) }
    case .list(let items):
      for item in items {
        scopes.append(item)
        run(inner, scopes: &scopes, output: &output)
        scopes.removeLast()
      }
    case .text, .html, .record, .absent:
      if value.isFalsy { return }
      scopes.append(value)
      run(inner, scopes: &scopes, output: &output)
      scopes.removeLast()
    }
  }

  private func value(of reference: FieldReference, _ scopes: [TemplateValue]) -> TemplateValue {
    var value = scopes[Int(reference.scope)]
    for index in paths[Int(reference.pathStart)..<Int(reference.pathEnd)] {
      guard case .record(let fields) = value else { mismatch() }
      value = fields[Int(index)]
    }
    return value
  }

  private func mismatch() -> Never {
    preconditionFailure("\(schema.name): the value does not have the shape of the schema")
  }
}

extension TemplateValue {
  /// Whether an inverted section is shown for it.
  fileprivate var isFalsy: Bool {
    switch self {
    case .text(let bytes), .html(let bytes): bytes.isEmpty
    case .bool(let isTrue): !isTrue
    case .list(let items): items.isEmpty
    case .record: false
    case .absent: true
    }
  }
}
