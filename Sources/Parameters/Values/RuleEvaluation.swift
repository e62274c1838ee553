import Diagnostics
import Expressions

/// Holds the rules of a guide against the values of one cluster.
struct RuleEvaluation {
  let parameterSet: ParameterSet
  let language: String
  var completion: ValueCompletion
  var log = DiagnosticLog()

  init(_ completion: ValueCompletion, language: String) {
    parameterSet = completion.parameterSet
    self.language = language
    self.completion = completion
  }

  /// Evaluates all rules that read only values without errors.
  mutating func evaluate(_ given: [GivenValue?]) {
    for (slot, parameter) in parameterSet.parameters.enumerated() {
      guard let value = completion.values[slot] else { continue }
      if let schema = parameter.schema {
        evaluate(schema, value, given[slot], outer: given[slot]?.range)
      } else {
        evaluate(parameter.derivedRules, on: value, at: nil)
      }
    }
    for rule in parameterSet.rules { evaluate(rule, at: nil) }
  }

  /// The rules of a value and of its parts. `outer` is the nearest place in the cluster file.
  private mutating func evaluate(
    _ schema: ValueSchema,
    _ value: CELValue,
    _ given: GivenValue?,
    outer: SourceRange?
  ) {
    let place = given?.range ?? outer
    evaluate(schema.rules, on: value, at: place)
    switch (schema.shape, value) {
    case (.list(let itemSchema), .list(let items)):
      let outerIndex = completion.index
      defer { completion.bind(index: outerIndex) }
      for (index, item) in items.enumerated() {
        var part: GivenValue?
        if case .list(let parts, _) = given, index < parts.count { part = parts[index] }
        completion.bind(index: .int(Int64(index)))
        evaluate(itemSchema, item, part, outer: place)
      }
    case (.object(_, let fields), .object(let object)):
      for (position, field) in fields.enumerated() {
        var part: GivenValue?
        if case .object(let parts, _) = given { part = parts[position] }
        evaluate(field.schema, object.values[position], part, outer: place)
      }
    default: break
    }
  }

  private mutating func evaluate(
    _ rules: [ParameterRule],
    on value: CELValue,
    at place: SourceRange?
  ) {
    if case .null = value { return }
    for rule in rules {
      completion.bind(self: value)
      evaluate(rule, at: place)
    }
  }

  private mutating func evaluate(_ rule: ParameterRule, at place: SourceRange?) {
    guard completion.isKnown(rule.condition) else { return }
    let place = place ?? completion.firstGiven(rule.reads) ?? completion.clusterFile.range(0..<0)
    do throws(EvaluationError) {
      guard case .bool(let holds) = try rule.condition.evaluate(completion.frame) else {
        log.add(
          .error(
            .evaluationFailed,
            "the rule '\(rule.source)' is neither true nor false",
            at: place,
            notes: [.init("the rule stands here", at: rule.range)]
          )
        )
        return
      }
      if holds { return }
    } catch {
      log.add(
        .error(
          .evaluationFailed,
          "the rule '\(rule.source)' cannot be evaluated: \(error.message)",
          at: place,
          cure: "change the values that it reads, or guard the rule with a condition",
          notes: [.init("the rule stands here", at: error.range ?? rule.range)]
        )
      )
      return
    }
    log.add(
      Diagnostic(
        rule.level,
        .ruleViolated,
        message(of: rule),
        at: place,
        cure: "change it, so that \(Self.shown(rule.source))",
        notes: [.init("the rule stands here", at: rule.range)]
      )
    )
  }

  /// The rule itself, when it is short enough to stand behind a caret.
  private static func shown(_ source: String) -> String {
    source.utf8.count <= 72 ? source : "the rule holds"
  }

  /// The author's words; when they cannot be put together, the rule itself and why.
  private func message(of rule: ParameterRule) -> String {
    let plain = "the rule '\(rule.source)' does not hold"
    guard let template = rule.message else { return plain }
    do throws(EvaluationError) {
      return try template.text(in: language, bindings: completion.frame)
    } catch {
      return "\(plain) (its message cannot be shown: \(error.message))"
    }
  }
}
