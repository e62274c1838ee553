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

  // Templates
  case templateSyntax = "template-syntax"
  case templateNesting = "template-nesting"
  case templateUnknownName = "template-unknown-name"
  case templateUnknownPartial = "template-unknown-partial"
  case templatePartialCycle = "template-partial-cycle"
  case templateKind = "template-kind"
  case templateEscaping = "template-escaping"
  case templateHTMLPosition = "template-html-position"
  case templateMissing = "template-missing"
  case templateUnused = "template-unused"
  case templateTooLarge = "template-too-large"
}
