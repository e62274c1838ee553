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
  mutating func bind(_ slot: Int, to index: Int, of list: Expression) {
    sources[slot] = of(list, at: index)
    sources[slot + 1] = []
  }

  /// What an element of a list comes from.
  func of(_ list: Expression, at index: Int) -> [ValueSource] {
    guard let path = list.path, path.fields.isEmpty, sources[path.slot] == nil else {
      return of(list)
    }
    return [ValueSource(slot: path.slot, index: index)]
  }

  /// What an expression reads, each parameter once.
  func of(_ expression: Expression) -> [ValueSource] {
    if let path = expression.path {
      let field = path.fields.first
      guard let known = sources[path.slot] else {
        return [ValueSource(slot: path.slot, field: field)]
      }
      return known.map { ValueSource(slot: $0.slot, index: $0.index, field: $0.field ?? field) }
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
