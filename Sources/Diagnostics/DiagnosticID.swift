/// The stable names of everything a person can do wrong; `docs/diagnostics.md` explains each one.
package enum DiagnosticID: String, Sendable, CaseIterable, Hashable {
  // Expressions
  case expressionSyntax = "expression-syntax"
  case unknownParameter = "unknown-parameter"
  case unknownField = "unknown-field"
  case unknownFunction = "unknown-function"
  case operandType = "operand-type"
  case evaluationFailed = "evaluation-failed"
  // Markdown
  case markdownTooComplex = "markdown-too-complex"
}
