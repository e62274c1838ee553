import Diagnostics

/// Resolves the names of an expression, checks its types and translates it.
struct Checker {
  /// The type of a node, and the instruction that computes its value.
  struct Checked {
    let type: CELType
    let code: Int32
  }

  private struct Local {
    let name: String
    let type: CELType
  }

  let environment: TypeEnvironment
  let origin: ExpressionOrigin
  /// Whether types and unknown names are left to the evaluation.
  let isDynamic: Bool
  var builder = ProgramBuilder()
  private(set) var log = DiagnosticLog()
  private(set) var usedNames: [String] = []
  private var seenNames: Set<ByteString> = []
  /// The variables of the macros around the node, innermost last.
  private var locals: [Local] = []

  init(_ environment: TypeEnvironment, _ origin: ExpressionOrigin, isDynamic: Bool) {
    self.environment = environment
    self.origin = origin
    self.isDynamic = isDynamic
  }

  mutating func check(_ node: SyntaxNode) -> Checked {
    switch node.kind {
    case .literal(let value):
      return result(literalType(value), builder.add(constant: value, at: range(node)))
    case .name(let name): return checkName(name, node)
    case .select(let operand, let field, let isTest):
      return checkSelect(node, operand, field, isTest: isTest)
    case .index(let operand, let key): return checkIndex(node, operand, key)
    case .call(let name, let target, let arguments):
      return checkCall(node, name, target, arguments)
    case .unary(let symbol, let operand): return checkUnary(node, symbol, operand)
    case .binary(let symbol, let left, let right):
      return checkBinary(node, symbol, left, right)
    case .logical(let symbol, let operands): return checkLogical(node, symbol, operands)
    case .conditional(let condition, let whenTrue, let whenFalse):
      return checkConditional(node, condition, whenTrue, whenFalse)
    case .list(let elements): return checkList(node, elements)
    case .map(let entries): return checkMap(node, entries)
    case .comprehension(let comprehension): return checkComprehension(node, comprehension)
    case .binding(let name, let value, let body):
      let value = check(value)
      let local = Int32(locals.count)
      let body = withLocals([name], [value.type]) { $0.check(body) }
      return emit(node, body.type, .binding(local: local, value: value.code, body: body.code))
    }
  }

  // MARK: Results

  func range(_ node: SyntaxNode) -> SourceRange? { origin.range(node.range) }

  func result(_ type: CELType, _ code: Int32) -> Checked {
    Checked(type: isDynamic ? .dyn : type, code: code)
  }

  mutating func emit(
    _ node: SyntaxNode,
    _ type: CELType,
    _ instruction: Instruction
  ) -> Checked {
    result(type, builder.add(instruction, at: range(node)))
  }

  /// Reports an error, or leaves it to the evaluation.
  mutating func fail(
    _ id: DiagnosticID,
    _ message: String,
    _ offsets: Range<Int>,
    cure: String? = nil
  ) -> Checked {
    if !isDynamic {
      log.add(.error(id, message, at: origin.range(offsets), cure: cure))
    }
    let name = builder.name(message)
    return result(.dyn, builder.add(.fail(message: name), at: origin.range(offsets)))
  }

  /// Reports a wrong type that leaves the node's own type known.
  mutating func report(_ message: String, _ node: SyntaxNode, cure: String? = nil) {
    guard !isDynamic else { return }
    log.add(.error(.operandType, message, at: range(node), cure: cure))
  }

  // MARK: Names

  private func literalType(_ value: CELValue) -> CELType {
    if case .string(let string) = value { .string(Alphabet(of: string.utf8)) } else { value.type }
  }

  mutating func withLocals<T>(
    _ names: [String],
    _ types: [CELType],
    _ body: (inout Checker) -> T
  ) -> T {
    locals += zip(names, types).map { Local(name: $0, type: $1) }
    builder.reserveLocals(locals.count)
    defer { locals.removeLast(names.count) }
    return body(&self)
  }

  /// How many variables macros have bound around the current node.
  var localCount: Int { locals.count }

  private mutating func checkName(_ name: String, _ node: SyntaxNode) -> Checked {
    if let local = locals.lastIndex(where: { $0.name == name }) {
      return emit(node, locals[local].type, .local(Int32(local)))
    }
    if let variable = environment.variables[name] {
      if seenNames.insert(ByteString(name)).inserted { usedNames.append(name) }
      return emit(node, variable.type, .variable(slot: variable.slot))
    }
    if let type = CELType.namedTypes[name] {
      return result(.type, builder.add(constant: .type(type), at: range(node)))
    }
    let known = Array(environment.variables.keys).sorted() + locals.map(\.name)
    let nearest = Suggestion.nearest(to: name, in: known)
    return fail(
      .unknownParameter,
      "unknown parameter '\(name)'",
      node.range,
      cure: nearest.map { "did you mean '\($0)'?" } ?? "declare it in a params block"
    )
  }

  /// Whether the name is that of a variable.
  func isVariable(_ name: String) -> Bool {
    locals.contains { $0.name == name } || environment.variables[name] != nil
  }
}
