import Diagnostics
import Expressions

/// Computes what a cluster file leaves open: defaults, fields of items, derived values.
struct ValueCompletion {
  let parameterSet: ParameterSet
  let clusterFile: SourceFile
  /// Per parameter; nil until it is known, and for good when it has an error.
  private(set) var values: [CELValue?]
  private(set) var origins: [ValueOrigin?]
  var log = DiagnosticLog()
  /// The parameters' values, `self` and `index`: what expressions are evaluated with.
  private(set) var frame: [CELValue]

  init(_ parameterSet: ParameterSet, clusterFile: SourceFile) {
    self.parameterSet = parameterSet
    self.clusterFile = clusterFile
    let count = parameterSet.parameters.count
    values = Array(repeating: nil, count: count)
    origins = Array(repeating: nil, count: count)
    frame = Array(repeating: .null, count: count + 2)
  }

  private var selfSlot: Int { parameterSet.parameters.count }
  private var indexSlot: Int { parameterSet.parameters.count + 1 }

  /// Whether an expression reads only what is known. What is not has been reported already.
  func isKnown(_ expression: Expression) -> Bool {
    expression.freeNames.allSatisfy { name in
      guard let slot = parameterSet.index(of: name) else { return true }
      return values[slot] != nil
    }
  }

  mutating func bind(self value: CELValue) { frame[selfSlot] = value }
  mutating func bind(index value: CELValue) { frame[indexSlot] = value }

  /// The position in the innermost list, null outside lists.
  var index: CELValue { frame[indexSlot] }

  /// Computes all parameters. `isBroken[slot]` tells which ones have an error in the file.
  mutating func complete(_ given: [GivenValue?], isBroken: [Bool]) {
    for slot in parameterSet.evaluationOrder where !isBroken[slot] {
      let parameter = parameterSet.parameters[slot]
      guard let (value, origin) = value(of: parameter, given[slot]) else { continue }
      values[slot] = value
      origins[slot] = origin
      frame[slot] = value
    }
  }

  private mutating func value(
    of parameter: Parameter,
    _ given: GivenValue?
  ) -> (CELValue, ValueOrigin)? {
    if let derivation = parameter.derivation {
      guard let value = evaluate(derivation, for: parameter.schema, parameter.name) else {
        return nil
      }
      return (value, .derived(derivation.range))
    }
    guard let schema = parameter.schema else { return nil }
    if let given {
      return complete(given, schema, parameter.name).map { ($0, .given(given.range)) }
    }
    if case .secret(let location) = schema.shape { return (location.value, .fallback(nil)) }
    guard let value = absent(schema, parameter.name) else { return nil }
    switch schema.fallback {
    case nil: return (value, .fallback(nil))
    case .literal(let literal): return (value, .fallback(literal.range))
    case .computed(let expression): return (value, .computed(expression.range))
    }
  }

  /// The value of what is not given.
  private mutating func absent(_ schema: ValueSchema, _ path: String) -> CELValue? {
    switch schema.fallback {
    case .literal(let value): complete(value, schema, path)
    case .computed(let expression): evaluate(expression, for: schema, path)
    case nil: schema.isNullable ? .null : nil
    }
  }

  private mutating func complete(
    _ given: GivenValue,
    _ schema: ValueSchema,
    _ path: String
  ) -> CELValue? {
    switch (given, schema.shape) {
    case (.value(let value, _), _):
      return value
    case (.list(let items, _), .list(let itemSchema)):
      let outerIndex = index
      defer { bind(index: outerIndex) }
      var values: [CELValue] = []
      for (index, item) in items.enumerated() {
        bind(index: .int(Int64(index)))
        if let value = complete(item, itemSchema, "\(path)[\(index)]") { values.append(value) }
      }
      return values.count == items.count ? .list(values) : nil
    case (.object(let parts, _), .object(let type, let fields)):
      return object(parts, type, fields, path)
    default:
      preconditionFailure("\(path): the value was read against another schema")
    }
  }

  private mutating func object(
    _ given: [GivenValue?],
    _ type: ObjectType,
    _ fields: [SchemaField],
    _ path: String
  ) -> CELValue? {
    var values: [CELValue?] = Array(repeating: nil, count: fields.count)
    // Computed defaults may read all fields that have none, and those before them.
    for computed in [false, true] {
      for (position, field) in fields.enumerated() where field.needsSiblings == computed {
        let outerSelf = frame[selfSlot]
        defer { frame[selfSlot] = outerSelf }
        if computed {
          let known = field.siblingPositions.compactMap { values[$0] }
          guard known.count == field.siblingPositions.count else { return nil }
          bind(self: .object(CELObject(type: field.siblings, values: known)))
        }
        let fieldPath = "\(path).\(field.name)"
        values[position] =
          if let part = given[position] {
            complete(part, field.schema, fieldPath)
          } else {
            absent(field.schema, fieldPath)
          }
      }
    }
    let complete = values.compactMap(\.self)
    guard complete.count == fields.count else { return nil }
    return .object(CELObject(type: type, values: complete))
  }

  /// The value of a default or a derivation, converted to what is declared.
  private mutating func evaluate(
    _ expression: Expression,
    for schema: ValueSchema?,
    _ path: String
  ) -> CELValue? {
    guard isKnown(expression) else { return nil }
    let value: CELValue
    do throws(EvaluationError) {
      value = try expression.evaluate(frame)
    } catch {
      log.add(
        .error(
          .evaluationFailed,
          "'\(path)' has no value: \(error.message)",
          at: error.range ?? expression.range,
          cure: "change the values that it reads, or guard it with a condition",
          notes: [clusterNote(expression)]
        )
      )
      return nil
    }
    guard let schema else { return value }
    do throws(Refusal) {
      return try ValueConversion.convert(value, to: schema)
    } catch {
      let shown = value.text.map { "\(path): '\(ValueReader.shown($0))'" } ?? "'\(path)'"
      log.add(
        .error(
          .invalidValue,
          "\(shown) \(error.reason)",
          at: expression.range,
          cure: error.cure,
          notes: [clusterNote(expression), .init("declared here", at: schema.range)]
        )
      )
      return nil
    }
  }

  /// Tells which cluster makes an expression fail, at a value that it reads.
  private func clusterNote(_ expression: Expression) -> Diagnostic.Note {
    .init("for this cluster", at: firstGiven(expression.freeNames) ?? clusterFile.range(0..<0))
  }

  /// Where the cluster file gives the first of these parameters, or one that they are derived from.
  func firstGiven(_ names: [String]) -> SourceRange? {
    var seen: Set<String> = []
    var pending = names
    while !pending.isEmpty {
      let name = pending.removeFirst()
      guard seen.insert(name).inserted, let slot = parameterSet.index(of: name) else { continue }
      if case .given(let range) = origins[slot] { return range }
      pending += parameterSet.parameters[slot].references
        .filter { $0.use == .derivation || $0.use == .defaultValue }.map(\.name)
    }
    return nil
  }
}
