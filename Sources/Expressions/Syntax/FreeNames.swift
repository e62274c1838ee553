/// Finds the names that an expression reads and does not bind itself.
struct FreeNames {
  private var names: [SyntaxNode.Name] = []
  private var seen: Set<ByteString> = []
  private var bound: [String] = []

  /// Each name once, where it first stands.
  static func of(_ node: SyntaxNode) -> [SyntaxNode.Name] {
    var finder = FreeNames()
    finder.visit(node)
    return finder.names
  }

  private mutating func visit(_ node: SyntaxNode) {
    switch node.kind {
    case .literal: break
    case .name(let name):
      guard !bound.contains(name), seen.insert(ByteString(name)).inserted else { return }
      names.append(.init(text: name, range: node.range))
    case .select(let operand, let field, _):
      if let path = operand.dottedName, CELType.namedTypes["\(path).\(field.text)"] != nil {
        return
      }
      visit(operand)
    case .index(let operand, let key): visit([operand, key])
    case .call(let name, let target, let arguments):
      if let target, !name.isQualifiedFunction(in: target) { visit(target) }
      visit(arguments)
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right): visit([left, right])
    case .logical(_, let operands): visit(operands)
    case .conditional(let condition, let whenTrue, let whenFalse):
      visit([condition, whenTrue, whenFalse])
    case .list(let elements): visit(elements)
    case .map(let entries):
      for entry in entries { visit([entry.key, entry.value]) }
    case .comprehension(let comprehension):
      visit(comprehension.target)
      visit(
        [comprehension.predicate, comprehension.transform].compactMap(\.self),
        binding: comprehension.variables
      )
    case .binding(let name, let value, let body):
      visit(value)
      visit([body], binding: [name])
    }
  }

  private mutating func visit(_ nodes: [SyntaxNode], binding variables: [String] = []) {
    bound += variables
    for node in nodes { visit(node) }
    bound.removeLast(variables.count)
  }
}

extension SyntaxNode {
  /// `a` or `a.b.c`, when the node is nothing but names and dots.
  var dottedName: String? {
    switch kind {
    case .name(let name): name
    case .select(let operand, let field, isTest: false):
      operand.dottedName.map { "\($0).\(field.text)" }
    default: nil
    }
  }
}

extension SyntaxNode.Name {
  /// Whether the call `target.name()` is that of a function in a name space, as `math.abs()` is.
  func isQualifiedFunction(in target: SyntaxNode) -> Bool {
    target.dottedName.map { FunctionTable.functions["\($0).\(text)"] != nil } ?? false
  }
}
