import Expressions

/// A parameter that a value comes from, as exactly as it is known.
package struct ValueSource: Sendable, Hashable {
  /// The slot of the parameter.
  package let slot: Int
  /// The element of a list.
  package let index: Int?
  /// The field of a record.
  package let field: String?

  package init(slot: Int, index: Int? = nil, field: String? = nil) {
    self.slot = slot
    self.index = index
    self.field = field
  }
}

/// What the variables of loops stand for at the moment.
struct LoopSources {
  /// By slot of a variable; that of `loop` has none.
  private var sources: [Int: [ValueSource]] = [:]

  /// The variable is now the element of the list at `index`.
  mutating func bind(
    _ slot: Int,
    to element: CELValue,
    of list: Expression,
    at index: Int,
    _ bindings: [CELValue]
  ) {
    sources[slot] = of(element, of: list, at: index, bindings)
    sources[slot + 1] = []
  }

  /// What an element of a list comes from. A record of a list that is filtered in the expression
  /// itself is looked for in the lists that the expression reads.
  func of(
    _ element: CELValue,
    of list: Expression,
    at index: Int,
    _ bindings: [CELValue]
  ) -> [ValueSource] {
    if let path = list.path, path.fields.isEmpty, sources[path.slot] == nil {
      return [ValueSource(slot: path.slot, index: index)]
    }
    if case .object = element {
      for slot in list.slots where sources[slot] == nil {
        guard case .list(let elements) = bindings[slot],
          let place = elements.firstIndex(where: { $0.isEqual(to: element) })
        else { continue }
        return [ValueSource(slot: slot, index: place)]
      }
    }
    return of(list)
  }

  /// What an expression reads, each parameter once.
  func of(_ expression: Expression) -> [ValueSource] {
    if let path = expression.path {
      let field = path.fields.first
      guard let known = sources[path.slot] else {
        return [ValueSource(slot: path.slot, field: field)]
      }
      return known.map { source in
        // The field is one of the record, not of all that the list was made from.
        guard source.index != nil, source.field == nil else { return source }
        return ValueSource(slot: source.slot, index: source.index, field: field)
      }
    }
    var found: [ValueSource] = []
    for slot in expression.slots {
      for source in sources[slot] ?? [ValueSource(slot: slot)] where !found.contains(source) {
        found.append(source)
      }
    }
    return found
  }
}
