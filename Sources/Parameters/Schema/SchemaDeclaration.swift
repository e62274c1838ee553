import Diagnostics
import Expressions

/// A declaration as it is read: its types are known, its expressions are parsed but not checked.
struct SchemaDeclaration: Sendable {
  indirect enum Shape: Sendable {
    case scalar
    case list(SchemaDeclaration)
    case object(ObjectType, [FieldDeclaration])
    case certificate
    case secret(SecretLocation)
  }

  enum Default: Sendable {
    case literal(YAMLNode)
    case computed(ParsedExpression)
  }

  /// What messages call it, such as `machines.ip`.
  let path: String
  let kind: ParameterKind
  let shape: Shape
  let celType: CELType
  let isNullable: Bool
  let constraints: ValueConstraints
  let fallback: Default?
  let rules: [RuleDeclaration]
  let isImmutable: Bool
  let title: LocalizedText?
  let description: LocalizedText?
  let example: String?
  let range: SourceRange
}

struct FieldDeclaration: Sendable {
  let name: String
  let schema: SchemaDeclaration
}

/// A parameter as it is declared.
struct ParameterDeclaration: Sendable {
  let name: String
  let range: SourceRange
  /// Nil for a derived one without `type:`.
  let schema: SchemaDeclaration?
  let derivation: ParsedExpression?
  /// As written, with its place.
  let env: (name: String, range: SourceRange)?
  let isImmutable: Bool
  let title: LocalizedText?
  let description: LocalizedText?
  let example: String?
  /// The rules of a derived one without `type:`; else they are in the schema.
  let rules: [RuleDeclaration]
}

extension SchemaDeclaration {
  /// The computed defaults at any depth: what must be known before this can be completed.
  var computedDefaults: [ParsedExpression] {
    var found: [ParsedExpression] = []
    if case .computed(let expression) = fallback { found.append(expression) }
    switch shape {
    case .list(let item): found += item.computedDefaults
    case .object(_, let fields): found += fields.flatMap(\.schema.computedDefaults)
    case .scalar, .certificate, .secret: break
    }
    return found
  }

  /// The rules at any depth.
  var allRules: [RuleDeclaration] {
    switch shape {
    case .list(let item): rules + item.allRules
    case .object(_, let fields): rules + fields.flatMap(\.schema.allRules)
    case .scalar, .certificate, .secret: rules
    }
  }
}

extension ParameterDeclaration {
  /// What must be known before this parameter has a value.
  var dependencies: [(name: String, range: SourceRange?)] {
    let expressions = (derivation.map { [$0] } ?? []) + (schema?.computedDefaults ?? [])
    return expressions.flatMap(\.freeNames)
  }

  var references: [ParameterReference] {
    let allRules = rules + (schema?.allRules ?? [])
    var references: [ParameterReference] = []
    func collect(_ expressions: [ParsedExpression], _ use: ParameterReference.Use) {
      for (name, range) in expressions.flatMap(\.freeNames) where name != "self" && name != "index"
      {
        references.append(ParameterReference(name: name, range: range, use: use))
      }
    }
    collect(derivation.map { [$0] } ?? [], .derivation)
    collect(schema?.computedDefaults ?? [], .defaultValue)
    collect(allRules.map(\.condition), .rule)
    collect(allRules.flatMap { $0.message?.expressions ?? [] }, .message)
    return references
  }
}
