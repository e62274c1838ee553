import Diagnostics
import Expressions

/// A condition that values must meet, and what to say when they do not.
package struct ParameterRule: Sendable {
  package let condition: Expression
  /// The condition as it is written.
  package let source: String
  /// Nil when the author wrote none.
  package let message: MessageTemplate?
  package let level: Diagnostic.Severity
  /// Where the condition stands.
  package let range: SourceRange
  /// The guide's parameters that the condition reads.
  package let reads: [String]
}

/// A rule whose expressions are parsed but not yet checked.
struct RuleDeclaration: Sendable {
  let condition: ParsedExpression
  let source: String
  let message: MessageDeclaration?
  let level: Diagnostic.Severity
  let range: SourceRange

  /// The rule with its expressions checked; nil after an error.
  func check(in environment: TypeEnvironment, log: inout DiagnosticLog) -> ParameterRule? {
    let checked = condition.check(in: environment, log: &log)
    let template = message.map { $0.check(in: environment, log: &log) }
    guard let checked else { return nil }
    guard checked.type == .bool || checked.type == .dyn else {
      log.add(
        .error(
          .operandType,
          "a rule is true or false, but this has type \(checked.type)",
          at: condition.range,
          cure: "compare it with something"
        )
      )
      return nil
    }
    if case .some(nil) = template { return nil }
    return ParameterRule(
      condition: checked,
      source: source,
      message: template ?? nil,
      level: level,
      range: range,
      reads: condition.freeNames.map(\.name).filter { $0 != "self" && $0 != "index" }
    )
  }
}
