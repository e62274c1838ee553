import Diagnostics

/// One evaluation of a program.
struct Evaluator {
  static let maximumSteps = 1_000_000
  /// In bytes.
  static let maximumStringSize = 1 << 20
  static let maximumListCount = 100_000

  let program: Program
  private let bindings: [CELValue]
  private var locals: [CELValue]
  private(set) var remainingSteps = Self.maximumSteps
  /// Set when a limit is reached, which no `||` or `exists` may hide.
  private(set) var isExhausted = false

  init(_ program: Program, _ bindings: [CELValue]) {
    self.program = program
    self.bindings = bindings
    locals = Array(repeating: .null, count: program.localCount)
  }

  mutating func run() throws(EvaluationError) -> CELValue {
    let value = try evaluate(program.root)
    // Values share their parts, so that a small one may stand for a huge text.
    switch value {
    case .list, .map: try spend(value.weight(limit: remainingSteps + 1), at: program.root)
    default: break
    }
    return value
  }

  // MARK: Limits and errors

  func error(_ message: String, at code: Int32) -> EvaluationError {
    EvaluationError(message: message, range: program.ranges[Int(code)])
  }

  mutating func spend(_ steps: Int, at code: Int32) throws(EvaluationError) {
    remainingSteps -= steps
    if remainingSteps < 0 {
      isExhausted = true
      throw error("the evaluation takes more than \(Self.maximumSteps) steps", at: code)
    }
  }

  /// Accounts for a value that was built.
  mutating func accept(_ value: CELValue, at code: Int32) throws(EvaluationError) -> CELValue {
    switch value {
    case .string(let string):
      let size = string.utf8.count
      if size > 64 { try spend(size / 64, at: code) }
      try limit(size <= Self.maximumStringSize, "a string of more than 1 MiB", code)
    case .bytes(let bytes):
      try spend(bytes.count / 64, at: code)
      try limit(bytes.count <= Self.maximumStringSize, "a bytes value of more than 1 MiB", code)
    case .list(let elements):
      try spend(elements.count, at: code)
      try limit(
        elements.count <= Self.maximumListCount,
        "a list of more than \(Self.maximumListCount) elements",
        code
      )
    default: break
    }
    return value
  }

  private mutating func limit(
    _ isWithin: Bool,
    _ message: String,
    _ code: Int32
  ) throws(EvaluationError) {
    guard !isWithin else { return }
    isExhausted = true
    throw error("the expression makes \(message)", at: code)
  }

  // MARK: Instructions

  func operands(_ operands: Instruction.Operands) -> ArraySlice<Int32> {
    program.operands[Int(operands.first)..<Int(operands.first + operands.count)]
  }

  mutating func setLocal(_ index: Int32, _ value: CELValue) { locals[Int(index)] = value }

  mutating func evaluate(_ code: Int32) throws(EvaluationError) -> CELValue {
    try spend(1, at: code)
    switch program.instructions[Int(code)] {
    case .constant(let index): return program.constants[Int(index)]
    case .variable(let slot):
      guard bindings.indices.contains(slot) else { throw error("the value is missing", at: code) }
      return bindings[slot]
    case .local(let index): return locals[Int(index)]
    case .field(let operand, let index, let name):
      return try field(try evaluate(operand), Int(index), program.names[Int(name)], code)
    case .select(let operand, let name):
      return try select(try evaluate(operand), program.names[Int(name)], code)
    case .hasField(let operand, let name):
      return .bool(try hasField(try evaluate(operand), program.names[Int(name)], code))
    case .index(let operand, let key):
      let container = try evaluate(operand)
      return try element(of: container, try evaluate(key), code)
    case .not(let operand): return .bool(!(try bool(operand, "'!'")))
    case .negate(let operand): return try negate(try evaluate(operand), code)
    case .logical(let symbol, let codes): return try logical(symbol, codes)
    case .conditional(let condition, let whenTrue, let whenFalse):
      return try evaluate(try bool(condition, "'?:'") ? whenTrue : whenFalse)
    case .binary(let symbol, let left, let right): return try binary(symbol, left, right, code)
    case .list(let codes): return try list(codes, code)
    case .map(let codes): return try map(codes, code)
    case .call(let function, let name, let codes):
      return try call(function, program.names[Int(name)], codes, code)
    case .matches(let operand, let pattern):
      return try matches(try evaluate(operand), program.patterns[Int(pattern)], code)
    case .comprehension(let macro, let target, let local, let isPair, let predicate, let transform):
      return try comprehension(
        .init(
          macro: macro,
          target: target,
          local: local,
          isPair: isPair,
          predicate: predicate,
          transform: transform,
          code: code
        )
      )
    case .binding(let local, let value, let body):
      setLocal(local, try evaluate(value))
      return try evaluate(body)
    case .fail(let message): throw error(program.names[Int(message)], at: code)
    }
  }

  mutating func bool(_ code: Int32, _ place: String) throws(EvaluationError) -> Bool {
    let value = try evaluate(code)
    guard case .bool(let bool) = value else {
      throw error("\(place) needs a bool, not \(value.type)", at: code)
    }
    return bool
  }

  /// `&&` and `||` take the operands' errors for unknown: a deciding operand beside them wins.
  private mutating func logical(
    _ symbol: LogicalOperator,
    _ codes: Instruction.Operands
  ) throws(EvaluationError) -> CELValue {
    let deciding = symbol == .or
    var failure: EvaluationError?
    for code in operands(codes) {
      do throws(EvaluationError) {
        if try bool(code, "'\(symbol.rawValue)'") == deciding { return .bool(deciding) }
      } catch {
        if isExhausted { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return .bool(!deciding)
  }

  private mutating func list(
    _ codes: Instruction.Operands,
    _ code: Int32
  ) throws(EvaluationError) -> CELValue {
    var elements: [CELValue] = []
    elements.reserveCapacity(Int(codes.count))
    for element in operands(codes) { elements.append(try evaluate(element)) }
    return .list(elements)
  }

  private mutating func map(
    _ codes: Instruction.Operands,
    _ code: Int32
  ) throws(EvaluationError) -> CELValue {
    var map = CELMap()
    let codes = operands(codes)
    for index in stride(from: codes.startIndex, to: codes.endIndex, by: 2) {
      let key = try evaluate(codes[index])
      let value = try evaluate(codes[index + 1])
      try insert(key, value, into: &map, at: codes[index])
    }
    return .map(map)
  }

  func insert(
    _ key: CELValue,
    _ value: CELValue,
    into map: inout CELMap,
    at code: Int32
  ) throws(EvaluationError) {
    guard !map.insert(key, value) else { return }
    guard CELKey(key) != nil else {
      throw error("a value of type \(key.type) cannot be a map key", at: code)
    }
    throw error("the map has the key \(key.text ?? "") twice", at: code)
  }
}
