import Diagnostics
import Expressions

/// What values a parameter, a field or a list's item may have.
package struct ValueSchema: Sendable {
  package indirect enum Shape: Sendable {
    case scalar
    case list(ValueSchema)
    case object(ObjectType, [SchemaField])
    case certificate
    case secret(SecretLocation)
  }

  package let kind: ParameterKind
  package let shape: Shape
  /// Includes the null of a nullable one.
  package let celType: CELType
  package let isNullable: Bool
  package let constraints: ValueConstraints
  package internal(set) var fallback: DefaultValue?
  package let rules: [ParameterRule]
  package let isImmutable: Bool
  package let title: LocalizedText?
  package let description: LocalizedText?
  /// A value to show to readers, as the author wrote it.
  package let example: String?
  /// Where messages point to as the declaration.
  package let range: SourceRange

  init(_ declared: SchemaDeclaration, shape: Shape, rules: [ParameterRule]) {
    kind = declared.kind
    self.shape = shape
    celType = declared.celType
    isNullable = declared.isNullable
    constraints = declared.constraints
    self.rules = rules
    isImmutable = declared.isImmutable
    title = declared.title
    description = declared.description
    example = declared.example
    range = declared.range
  }

  /// The fields of a list's items; empty when the items are no records.
  var itemFields: [SchemaField] {
    guard case .list(let item) = shape, case .object(_, let fields) = item.shape else { return [] }
    return fields
  }

  /// Whether a cluster must give a value.
  package var isRequired: Bool {
    fallback == nil && !isNullable && kind != .secret
  }
}

/// A named part of an object.
package struct SchemaField: Sendable {
  package let name: String
  package let schema: ValueSchema
  /// What a computed default sees as `self`: the fields that are known before this one.
  let siblings: ObjectType
  let siblingPositions: [Int]
  /// Whether the field has a computed default, itself or inside it.
  let needsSiblings: Bool
}

/// The value of what a cluster does not give.
package enum DefaultValue: Sendable {
  case literal(GivenValue)
  /// Evaluated for each cluster, and for each item; the type it has is converted to the declared one.
  case computed(Expression)

  /// Where the default stands.
  package var range: SourceRange? {
    switch self {
    case .literal(let value): value.range
    case .computed(let expression): expression.range
    }
  }
}

/// What is known of a secret: never its value.
package struct SecretLocation: Sendable, Hashable {
  /// Where the secret lies on the host.
  package let path: String
  /// What makes it; one line.
  package let command: String

  package static let objectType = ObjectType(
    name: "secret",
    fields: [.init("path", .string(.inert)), .init("command", .string(.line))]
  )

  var value: CELValue {
    .object(CELObject(type: SecretLocation.objectType, values: [.string(path), .string(command)]))
  }
}
