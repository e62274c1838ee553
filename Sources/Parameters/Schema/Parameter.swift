import Diagnostics
import Expressions

/// A typed variable of a guide.
package struct Parameter: Sendable {
  package let name: String
  /// Where the name is declared.
  package let range: SourceRange
  /// Of a derived one without `type:`, nil: it has the type of its expression.
  package let schema: ValueSchema?
  package let celType: CELType
  /// The expression of a derived one.
  package let derivation: Expression?
  /// The name under which `cluster.env` exports it; nil for what a line cannot hold.
  package let env: String?
  package let title: LocalizedText?
  package let description: LocalizedText?
  package let example: String?
  package let isImmutable: Bool
  /// What its default, its value and its rules read.
  package let references: [ParameterReference]
  /// The rules of one without a schema; else they are in the schema.
  let derivedRules: [ParameterRule]

  package var isDerived: Bool { derivation != nil }
  package var isSecret: Bool { schema?.kind == .secret }
  package var isRequired: Bool { !isDerived && (schema?.isRequired ?? false) }
}

/// A mention of a parameter in an expression of a declaration.
package struct ParameterReference: Sendable, Hashable {
  package enum Use: Sendable, Hashable {
    case defaultValue
    case derivation
    case rule
    case message
  }

  package let name: String
  package let range: SourceRange?
  package let use: Use
}
