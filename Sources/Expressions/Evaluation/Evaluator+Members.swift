import Diagnostics

extension Evaluator {
  func field(
    _ value: CELValue,
    _ index: Int,
    _ name: String,
    _ code: Int32
  ) throws(EvaluationError) -> CELValue {
    // The same type may have been declared anew with fields in another order.
    guard case .object(let object) = value, index < object.values.count,
      object.type.fields[index].name == name
    else { return try select(value, name, code) }
    return object.values[index]
  }

  func select(
    _ value: CELValue,
    _ name: String,
    _ code: Int32
  ) throws(EvaluationError) -> CELValue {
    switch value {
    case .object(let object):
      if let index = object.type.index(of: name) { return object.values[index] }
      throw error("\(object.type.name) has no field '\(name)'", at: code)
    case .map(let map):
      if let value = map[.string(name)] { return value }
      throw error("the map has no key '\(name)'", at: code)
    case .null: throw error("there is no value to take the field '\(name)' of", at: code)
    default: throw error("\(value.type) has no field '\(name)'", at: code)
    }
  }

  func hasField(
    _ value: CELValue,
    _ name: String,
    _ code: Int32
  ) throws(EvaluationError) -> Bool {
    switch value {
    case .object(let object):
      guard let index = object.type.index(of: name) else {
        throw error("\(object.type.name) has no field '\(name)'", at: code)
      }
      if case .null = object.values[index] { return false }
      return true
    case .map(let map): return map[.string(name)] != nil
    case .null: return false
    default: throw error("\(value.type) has no field '\(name)'", at: code)
    }
  }

  func element(
    of container: CELValue,
    _ key: CELValue,
    _ code: Int32
  ) throws(EvaluationError) -> CELValue {
    switch container {
    case .list(let elements):
      guard case .int(let index)? = CELKey(lookup: key) else {
        throw error("the index of a list is an int, not \(key.type)", at: code)
      }
      guard index >= 0, index < elements.count else {
        let extent = elements.isEmpty ? "it is empty" : "it has \(elements.count), counted from 0"
        throw error("the list has no element \(index); \(extent)", at: code)
      }
      return elements[Int(index)]
    case .map(let map):
      guard CELKey(lookup: key) != nil else {
        throw error("the map has no key of type \(key.type)", at: code)
      }
      guard let value = map[key] else {
        throw error("the map has no key \(key.text ?? "")", at: code)
      }
      return value
    case .object:
      guard case .string(let name) = key else {
        throw error("a field is named by a string, not \(key.type)", at: code)
      }
      return try select(container, name, code)
    default: throw error("\(container.type) has no elements", at: code)
    }
  }

  func negate(_ value: CELValue, _ code: Int32) throws(EvaluationError) -> CELValue {
    switch value {
    case .int(let int):
      guard int != .min else { throw error("the negated number is too large", at: code) }
      return .int(-int)
    case .double(let double): return .double(-double)
    case .duration(let duration):
      guard duration.nanoseconds != .min else {
        throw error("the negated duration is too long", at: code)
      }
      return .duration(CELDuration(nanoseconds: -duration.nanoseconds))
    default: throw error("'-' needs a signed number, not \(value.type)", at: code)
    }
  }

  mutating func binary(
    _ symbol: BinaryOperator,
    _ leftCode: Int32,
    _ rightCode: Int32,
    _ code: Int32
  ) throws(EvaluationError) -> CELValue {
    let left = try evaluate(leftCode)
    let right = try evaluate(rightCode)
    switch symbol {
    case .equal, .notEqual:
      try spend(min(deepWeight(left), deepWeight(right)), at: code)
      return .bool(left.isEqual(to: right) == (symbol == .equal))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return .bool(try isOrdered(symbol, left, right, code))
    case .isIn: return .bool(try contains(right, left, code))
    default: break
    }
    let value: CELValue?
    do throws(FunctionFailure) {
      value = try Arithmetic.apply(symbol, left, right)
    } catch {
      throw self.error(error.message, at: code)
    }
    guard let value else {
      throw error("no '\(symbol.rawValue)' for \(left.type) and \(right.type)", at: code)
    }
    return try accept(value, at: code)
  }

  /// How many steps a walk over the value takes, up to the rest of the budget and one more.
  func deepWeight(_ value: CELValue) -> Int {
    switch value {
    case .list, .map, .object, .string, .bytes: value.weight(limit: remainingSteps + 1) - 1
    default: 0
    }
  }

  private func isOrdered(
    _ symbol: BinaryOperator,
    _ left: CELValue,
    _ right: CELValue,
    _ code: Int32
  ) throws(EvaluationError) -> Bool {
    guard let ordering = CELValue.compare(left, right) else {
      if CELValue.isNumber(left), CELValue.isNumber(right) { return false }
      throw error("no '\(symbol.rawValue)' for \(left.type) and \(right.type)", at: code)
    }
    return switch symbol {
    case .less: ordering == .less
    case .lessOrEqual: ordering != .greater
    case .greater: ordering == .greater
    default: ordering != .less
    }
  }

  private mutating func contains(
    _ container: CELValue,
    _ element: CELValue,
    _ code: Int32
  ) throws(EvaluationError) -> Bool {
    switch container {
    case .list(let elements):
      let weight = deepWeight(element)
      for candidate in elements {
        try spend(1 + weight, at: code)
        if candidate.isEqual(to: element) { return true }
      }
      return false
    case .map(let map): return map[element] != nil
    default: throw error("'in' needs a list or a map, not \(container.type)", at: code)
    }
  }

  mutating func matches(
    _ value: CELValue,
    _ pattern: RegularExpression,
    _ code: Int32
  ) throws(EvaluationError) -> CELValue {
    guard case .string(let string) = value else {
      throw error("'matches' needs a string, not \(value.type)", at: code)
    }
    try spend(pattern.cost(of: string) / 64, at: code)
    return .bool(pattern.matches(string))
  }

  mutating func call(
    _ function: Function,
    _ name: String,
    _ codes: Instruction.Operands,
    _ code: Int32
  ) throws(EvaluationError) -> CELValue {
    var arguments: [CELValue] = []
    arguments.reserveCapacity(Int(codes.count))
    for operand in operands(codes) { arguments.append(try evaluate(operand)) }
    if function.isDeep {
      for argument in arguments { try spend(deepWeight(argument), at: code) }
    }
    let cost = Library.cost(of: function, arguments)
    try spend(min(cost, remainingSteps + 1), at: code)
    let value: CELValue?
    do throws(FunctionFailure) {
      value = try Library.apply(function, arguments)
    } catch {
      throw self.error(error.message, at: code)
    }
    guard let value else {
      let types = arguments.map(\.type.description).joined(separator: ", ")
      throw error("no '\(name)' for (\(types))", at: code)
    }
    return try accept(value, at: code)
  }
}

extension CELValue {
  static func isNumber(_ value: CELValue) -> Bool {
    switch value {
    case .int, .uint, .double: true
    default: false
    }
  }
}
