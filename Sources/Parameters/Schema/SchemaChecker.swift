import Diagnostics
import Expressions

/// Checks the expressions and defaults of declarations against the types of all parameters.
struct SchemaChecker {
  /// The guide's parameters.
  let environment: TypeEnvironment
  /// How many there are: the slot of `self`; `index` has the one behind it.
  let slotCount: Int

  private var selfSlot: Int { slotCount }
  private var indexSlot: Int { slotCount + 1 }

  /// What a declaration inside a list or an object may name.
  private struct Scope {
    /// The guide's parameters, and `index` inside a list.
    var environment: TypeEnvironment
    /// In a field, the type of `self` for its computed default: what is known of the object then.
    var siblings: ObjectType?
  }

  /// The checked parameter; nil after an error.
  func parameter(
    _ declaration: ParameterDeclaration,
    derivation: Expression?,
    log: inout DiagnosticLog
  ) -> Parameter? {
    guard let type = environment.variables[declaration.name]?.type else { return nil }
    var schema: ValueSchema?
    if let declared = declaration.schema {
      schema = self.schema(declared, Scope(environment: environment), log: &log)
      if schema == nil { return nil }
      if let derivation, !isConvertible(derivation.type, to: declared) {
        log.add(mismatch("value", derivation, declared))
      }
    }
    let rules = declaration.rules.compactMap {
      self.rule($0, on: type, in: environment, log: &log)
    }
    let isExported = type.isPrintable && type.alphabet != .text
    return Parameter(
      name: declaration.name,
      range: declaration.range,
      schema: schema,
      celType: type,
      derivation: derivation,
      env: isExported ? declaration.env?.name ?? declaration.name.asciiUppercased : nil,
      title: declaration.title,
      description: declaration.description,
      example: declaration.example,
      isImmutable: declaration.isImmutable,
      references: declaration.references,
      derivedRules: rules
    )
  }

  private func mismatch(
    _ what: String,
    _ expression: Expression,
    _ declared: SchemaDeclaration
  ) -> Diagnostic {
    .error(
      .wrongType,
      "the \(what) has type \(expression.type), but '\(declared.path)' is \(declared.kind.nounPhrase)",
      at: expression.range,
      cure: "change the expression or the type",
      notes: [.init("declared here", at: declared.range)]
    )
  }

  private func rule(
    _ rule: RuleDeclaration,
    on type: CELType,
    in environment: TypeEnvironment,
    log: inout DiagnosticLog
  ) -> ParameterRule? {
    // The rules of a value that is absent are not evaluated.
    var present = type
    if case .nullable(let inner) = type { present = inner }
    return rule.check(in: environment.declaring("self", present, slot: selfSlot), log: &log)
  }

  private func schema(
    _ declared: SchemaDeclaration,
    _ scope: Scope,
    log: inout DiagnosticLog
  ) -> ValueSchema? {
    let errorsBefore = log.diagnostics.count
    let shape = self.shape(of: declared, scope, log: &log)
    let rules = declared.rules.compactMap {
      rule($0, on: declared.celType, in: scope.environment, log: &log)
    }
    guard let shape else { return nil }
    var schema = ValueSchema(declared, shape: shape, rules: rules)
    switch declared.fallback {
    case nil: break
    case .computed(let parsed):
      var environment = scope.environment
      if let siblings = scope.siblings {
        environment.declare("self", .object(siblings), slot: selfSlot)
      }
      if let expression = parsed.check(in: environment, log: &log) {
        if isConvertible(expression.type, to: declared) {
          schema.fallback = .computed(expression)
        } else {
          log.add(mismatch("default", expression, declared))
        }
      }
    case .literal(let node):
      var reader = ValueReader(certificates: nil)
      if let value = reader.read(node, schema, path: declared.path) {
        schema.fallback = .literal(value)
      }
      log.add(contentsOf: reader.log)
    }
    let isSound = !log.diagnostics[errorsBefore...].contains { $0.severity == .error }
    return isSound ? schema : nil
  }

  private func shape(
    of declared: SchemaDeclaration,
    _ scope: Scope,
    log: inout DiagnosticLog
  ) -> ValueSchema.Shape? {
    switch declared.shape {
    case .scalar: return .scalar
    case .certificate: return .certificate
    case .secret(let location): return .secret(location)
    case .list(let item):
      let inside = scope.environment.declaring("index", .int, slot: indexSlot)
      return schema(item, Scope(environment: inside), log: &log).map { .list($0) }
    case .object(let type, let fields):
      var checked: [SchemaField] = []
      for (position, field) in fields.enumerated() {
        let known = fields.indices.filter {
          $0 != position && ($0 < position || fields[$0].schema.computedDefaults.isEmpty)
        }
        let siblings = ObjectType(name: type.name, fields: known.map { type.fields[$0] })
        let inside = Scope(environment: scope.environment, siblings: siblings)
        guard let schema = schema(field.schema, inside, log: &log) else { continue }
        checked.append(
          SchemaField(
            name: field.name,
            schema: schema,
            siblings: siblings,
            siblingPositions: known,
            needsSiblings: !field.schema.computedDefaults.isEmpty
          )
        )
      }
      return checked.count == fields.count ? .object(type, checked) : nil
    }
  }

  /// Whether values of an expression type can become values of a declared one: scalars by their
  /// text, lists item by item, objects as they are.
  private func isConvertible(_ type: CELType, to declared: SchemaDeclaration) -> Bool {
    switch type {
    case .dyn: return true
    case .null: return declared.isNullable
    case .nullable(let inner): return declared.isNullable && isConvertible(inner, to: declared)
    default: break
    }
    switch declared.shape {
    case .scalar:
      guard type.isPrintable, let wanted = declared.kind.scalarType else { return false }
      if case .string = type { return true }
      if case .string = wanted { return true }
      return type == wanted
    case .list(let item):
      guard case .list(let element) = type else { return false }
      return isConvertible(element, to: item)
    case .object(let wanted, _):
      guard case .object(let given) = type else { return false }
      return given.name == wanted.name && given.fields.map(\.name) == wanted.fields.map(\.name)
    case .certificate, .secret:
      return false
    }
  }
}
