import Diagnostics
import Expressions
import GuideModel

/// Evaluates the placeholders and directives of a text for one set of bindings.
package struct TextResolver {
  /// By slot; as long as the highest slot that any text uses.
  package var bindings: [CELValue]
  /// Named in the note of every failure.
  let cluster: String
  private var loops = LoopSources()

  package init(bindings: [CELValue], cluster: String) {
    self.bindings = bindings
    self.cluster = cluster
  }

  /// The text, or nil when an expression failed.
  package mutating func resolve(_ template: TextTemplate, log: inout DiagnosticLog)
    -> ResolvedText?
  {
    var segments: [ResolvedText.Segment] = []
    let before = log.diagnostics.count
    append(template.nodes, of: template, to: &segments, log: &log)
    return log.diagnostics.count == before ? ResolvedText(segments: segments) : nil
  }

  /// The value of an expression, or nil after logging why there is none.
  package func evaluate(_ expression: Expression, log: inout DiagnosticLog) -> CELValue? {
    do throws(EvaluationError) {
      return try expression.evaluate(bindings)
    } catch {
      log.add(
        .error(
          .evaluationFailed,
          error.message,
          at: error.range ?? expression.range,
          cure: "guard it with a condition, or change the values",
          notes: [.init("with the values of the cluster '\(cluster)'")]
        )
      )
      return nil
    }
  }

  /// Whether a condition holds; a failed one does not.
  package func holds(_ condition: Expression, log: inout DiagnosticLog) -> Bool {
    if case .bool(true)? = evaluate(condition, log: &log) { true } else { false }
  }

  /// The elements of a list.
  package func elements(_ list: Expression, log: inout DiagnosticLog) -> [CELValue] {
    if case .list(let elements)? = evaluate(list, log: &log) { elements } else { [] }
  }

  /// Binds a loop's variable, an element of `list`, and its `loop`.
  package mutating func bind(
    _ element: CELValue,
    of list: Expression,
    at slot: Int,
    index: Int,
    count: Int
  ) {
    loops.bind(slot, to: element, of: list, at: index, bindings)
    bindings[slot] = element
    bindings[slot + 1] = .object(
      CELObject(
        type: Scope.loopType,
        values: [.int(Int64(index)), .bool(index == 0), .bool(index == count - 1)]
      )
    )
  }

  /// Where a field of an element of a list comes from.
  package func sources(
    of element: CELValue,
    of list: Expression,
    at index: Int,
    field: String
  ) -> [ValueSource] {
    loops.of(element, of: list, at: index, bindings).map { source in
      guard source.index != nil else { return source }
      return ValueSource(slot: source.slot, index: source.index, field: field)
    }
  }

  /// The value of a placeholder as text, or nil after logging why it has none.
  package func value(of placeholder: TextTemplate.Placeholder, log: inout DiagnosticLog)
    -> ResolvedValue?
  {
    let expression = placeholder.expression
    guard let value = evaluate(expression, log: &log) else { return nil }
    guard let text = value.text else {
      log.add(
        .error(
          .evaluationFailed,
          "this value is not given, so there is no text to write",
          at: placeholder.range,
          cure: "put it under a condition such as '… != null'",
          notes: [.init("with the values of the cluster '\(cluster)'")]
        )
      )
      return nil
    }
    return ResolvedValue(
      text: Array(text.utf8),
      encoding: placeholder.encoding,
      isFragment: placeholder.isFragment,
      range: placeholder.range,
      sources: loops.of(expression)
    )
  }

  private mutating func append(
    _ nodes: [TextTemplate.Node],
    of template: TextTemplate,
    to segments: inout [ResolvedText.Segment],
    log: inout DiagnosticLog
  ) {
    for node in nodes {
      switch node {
      case .literal(let range):
        segments.append(.literal(template.bytes[range]))
      case .placeholder(let placeholder):
        if let value = value(of: placeholder, log: &log) { segments.append(.value(value)) }
      case .conditional(let branches):
        let branch = branches.first { branch in
          branch.condition.map { holds($0, log: &log) } ?? true
        }
        append(branch?.body ?? [], of: template, to: &segments, log: &log)
      case .loop(let variable, let list, let body):
        let elements = elements(list, log: &log)
        for (index, element) in elements.enumerated() {
          bind(element, of: list, at: variable, index: index, count: elements.count)
          append(body, of: template, to: &segments, log: &log)
        }
      }
    }
  }
}
