import Diagnostics

/// A checked expression.
package struct Expression: Sendable {
  /// The type of its value.
  package let type: CELType
  /// Where it stands, without space around it; nil when it stands in no file.
  package let range: SourceRange?
  /// The variables of the environment that it reads, first occurrence first.
  package let freeNames: [String]
  let program: Program

  /// The slots of the variables that it reads, in ascending order.
  package var slots: [Int] {
    let slots = program.instructions.compactMap { instruction in
      if case .variable(let slot) = instruction { slot } else { nil as Int? }
    }
    return Set(slots).sorted()
  }

  /// The variable and its fields, such as `machine.ip`, when the expression is nothing else but for
  /// conversions to text, as in `string(machine.ip)`.
  package var path: (slot: Int, fields: [String])? { program.path(from: program.root) }

  /// Evaluates the expression; `bindings[slot]` is the value of the variable with that slot.
  ///
  /// An evaluation takes at most 1,000,000 steps, and makes no string of more than 1 MiB and no
  /// list of more than 100,000 elements.
  package func evaluate(_ bindings: [CELValue]) throws(EvaluationError) -> CELValue {
    var evaluator = Evaluator(program, bindings)
    return try evaluator.run()
  }
}

/// Why an evaluation gave no value.
package struct EvaluationError: Error, Sendable, Hashable {
  package let message: String
  /// The part of the expression that failed.
  package let range: SourceRange?

  package init(message: String, range: SourceRange?) {
    self.message = message
    self.range = range
  }
}
