import Diagnostics

extension Evaluator {
  struct Comprehension {
    let macro: SyntaxNode.Macro
    let target: Int32
    /// The first variable; of a pair, the second follows it.
    let local: Int32
    let isPair: Bool
    let predicate: Int32
    let transform: Int32
    let code: Int32
  }

  mutating func comprehension(_ part: Comprehension) throws(EvaluationError) -> CELValue {
    let target = try evaluate(part.target)
    let keys: [CELValue]
    let elements: [CELValue]
    switch target {
    case .list(let list):
      keys = []
      elements = list
    case .map(let map):
      keys = part.isPair ? map.entries.map(\.key) : []
      elements = map.entries.map { part.isPair ? $0.value : $0.key }
    default:
      throw error(
        "'\(part.macro.rawValue)' needs a list or a map, not \(target.type)",
        at: part.target
      )
    }
    try spend(elements.count / 16, at: part.code)
    switch part.macro {
    case .all, .exists: return try quantified(part, keys, elements)
    case .existsOne: return try existsOne(part, keys, elements)
    case .filter, .map, .transformList: return try transformed(part, keys, elements)
    case .transformMap, .transformMapEntry: return try transformedMap(part, keys, elements)
    }
  }

  /// Gives the variables their values for the element at `index`.
  private mutating func bind(
    _ part: Comprehension,
    _ keys: [CELValue],
    _ elements: [CELValue],
    _ index: Int
  ) {
    guard part.isPair else {
      setLocal(part.local, elements[index])
      return
    }
    setLocal(part.local, keys.isEmpty ? .int(Int64(index)) : keys[index])
    setLocal(part.local + 1, elements[index])
  }

  /// Errors are unknown, as with `&&` and `||`: a deciding element beside them wins.
  private mutating func quantified(
    _ part: Comprehension,
    _ keys: [CELValue],
    _ elements: [CELValue]
  ) throws(EvaluationError) -> CELValue {
    let deciding = part.macro == .exists
    var failure: EvaluationError?
    for index in elements.indices {
      bind(part, keys, elements, index)
      do throws(EvaluationError) {
        if try bool(part.predicate, "'\(part.macro.rawValue)'") == deciding {
          return .bool(deciding)
        }
      } catch {
        if isExhausted { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return .bool(!deciding)
  }

  private mutating func existsOne(
    _ part: Comprehension,
    _ keys: [CELValue],
    _ elements: [CELValue]
  ) throws(EvaluationError) -> CELValue {
    var count = 0
    for index in elements.indices {
      bind(part, keys, elements, index)
      if try bool(part.predicate, "'exists_one'") { count += 1 }
    }
    return .bool(count == 1)
  }

  /// Whether the element passes the predicate, if there is one.
  private mutating func isIncluded(_ part: Comprehension) throws(EvaluationError) -> Bool {
    part.predicate < 0 ? true : try bool(part.predicate, "'\(part.macro.rawValue)'")
  }

  private mutating func transformed(
    _ part: Comprehension,
    _ keys: [CELValue],
    _ elements: [CELValue]
  ) throws(EvaluationError) -> CELValue {
    var results: [CELValue] = []
    for index in elements.indices {
      bind(part, keys, elements, index)
      guard try isIncluded(part) else { continue }
      results.append(part.transform < 0 ? elements[index] : try evaluate(part.transform))
    }
    return .list(results)
  }

  private mutating func transformedMap(
    _ part: Comprehension,
    _ keys: [CELValue],
    _ elements: [CELValue]
  ) throws(EvaluationError) -> CELValue {
    var result = CELMap()
    for index in elements.indices {
      bind(part, keys, elements, index)
      guard try isIncluded(part) else { continue }
      let value = try evaluate(part.transform)
      if part.macro == .transformMap {
        let key = keys.isEmpty ? .int(Int64(index)) : keys[index]
        try insert(key, value, into: &result, at: part.code)
        continue
      }
      guard case .map(let entries) = value else {
        throw error("'transformMapEntry' needs a map, not \(value.type)", at: part.transform)
      }
      for entry in entries.entries {
        try spend(1, at: part.code)
        try insert(entry.key, entry.value, into: &result, at: part.transform)
      }
    }
    return .map(result)
  }
}
