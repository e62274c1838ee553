import Diagnostics

/// A checked expression, ready to be evaluated: flat arrays in which instructions refer to each
/// other by index.
struct Program: Sendable {
  let instructions: [Instruction]
  /// Where each instruction comes from.
  let ranges: [SourceRange?]
  /// The operands of the instructions that have any number of them.
  let operands: [Int32]
  let constants: [CELValue]
  let names: [String]
  let patterns: [RegularExpression]
  /// How many variables macros bind at a time.
  let localCount: Int
  let root: Int32
}

extension Program {
  /// The variable and the fields that an instruction reads, when it does nothing else.
  func path(from root: Int32) -> (slot: Int, fields: [String])? {
    switch instructions[Int(root)] {
    case .variable(let slot): (slot, [])
    case .field(let operand, _, let name), .select(let operand, let name):
      path(from: operand).map { ($0.slot, $0.fields + [names[Int(name)]]) }
    case .call(_, let name, let arguments)
    where arguments.count == 1 && names[Int(name)] == "string":
      path(from: operands[Int(arguments.first)])
    default: nil
    }
  }
}

enum Instruction: Sendable {
  /// A range of `Program.operands`.
  struct Operands: Sendable {
    let first: Int32
    let count: Int32
  }

  case constant(Int32)
  /// The variable with this slot.
  case variable(slot: Int)
  /// A variable that a macro binds.
  case local(Int32)
  /// A field of an object whose type is known: its index, and its name to make sure.
  case field(Int32, index: Int32, name: Int32)
  case select(Int32, name: Int32)
  case hasField(Int32, name: Int32)
  case index(Int32, key: Int32)
  case not(Int32)
  case negate(Int32)
  case logical(LogicalOperator, Operands)
  case conditional(Int32, whenTrue: Int32, whenFalse: Int32)
  case binary(BinaryOperator, Int32, Int32)
  case list(Operands)
  /// Keys and values in turn.
  case map(Operands)
  case call(Function, name: Int32, Operands)
  /// `matches` with a literal pattern.
  case matches(Int32, pattern: Int32)
  /// -1 stands for no predicate or transformation.
  case comprehension(
    SyntaxNode.Macro,
    target: Int32,
    local: Int32,
    isPair: Bool,
    predicate: Int32,
    transform: Int32
  )
  case binding(local: Int32, value: Int32, body: Int32)
  /// What only an evaluation finds wrong, when types are not checked.
  case fail(message: Int32)
}

/// Collects the parts of a program.
struct ProgramBuilder {
  private var instructions: [Instruction] = []
  private var ranges: [SourceRange?] = []
  private var operands: [Int32] = []
  private var constants: [CELValue] = []
  private var names: [String] = []
  private var patterns: [RegularExpression] = []
  private var localCount = 0

  mutating func add(_ instruction: Instruction, at range: SourceRange?) -> Int32 {
    instructions.append(instruction)
    ranges.append(range)
    return Int32(instructions.count - 1)
  }

  mutating func add(constant: CELValue, at range: SourceRange?) -> Int32 {
    constants.append(constant)
    return add(.constant(Int32(constants.count - 1)), at: range)
  }

  mutating func operands(_ codes: [Int32]) -> Instruction.Operands {
    defer { operands += codes }
    return Instruction.Operands(first: Int32(operands.count), count: Int32(codes.count))
  }

  mutating func name(_ name: String) -> Int32 {
    names.append(name)
    return Int32(names.count - 1)
  }

  mutating func pattern(_ pattern: RegularExpression) -> Int32 {
    patterns.append(pattern)
    return Int32(patterns.count - 1)
  }

  mutating func reserveLocals(_ count: Int) { localCount = max(localCount, count) }

  /// The value of an instruction that is a constant.
  func constant(_ code: Int32) -> CELValue? {
    if case .constant(let index) = instructions[Int(code)] { constants[Int(index)] } else { nil }
  }

  func finish(_ root: Int32) -> Program {
    Program(
      instructions: instructions,
      ranges: ranges,
      operands: operands,
      constants: constants,
      names: names,
      patterns: patterns,
      localCount: localCount,
      root: root
    )
  }
}
