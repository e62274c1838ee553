/// The macros: calls whose arguments are not evaluated before the call.
enum MacroExpansion {
  /// `has(operand.field)`.
  static func has(
    _ arguments: [SyntaxNode],
    _ range: Range<Int>
  ) throws(SyntaxError) -> SyntaxNode.Kind {
    guard arguments.count == 1,
      case .select(let operand, let field, isTest: false) = arguments[0].kind
    else {
      throw SyntaxError("has() takes one field selection", range, cure: "write has(value.field)")
    }
    return .select(operand, field: field, isTest: true)
  }

  /// The expansion of `target.name(arguments)`, or nil when it is a method call.
  static func method(
    _ name: SyntaxNode.Name,
    _ target: SyntaxNode,
    _ arguments: [SyntaxNode],
    _ range: Range<Int>
  ) throws(SyntaxError) -> SyntaxNode.Kind? {
    if name.text == "bind", case .name("cel") = target.kind {
      guard arguments.count == 3 else {
        throw SyntaxError("cel.bind() takes a name, a value and an expression", range)
      }
      return .binding(try variable(arguments[0]), arguments[1], arguments[2])
    }
    guard let macro = macros[name.text], let shape = shape(macro, arguments.count) else {
      return nil
    }
    var variables: [String] = []
    for argument in arguments.prefix(shape.variables) {
      let name = try variable(argument)
      if variables.contains(name) {
        throw SyntaxError("the two variables have one name", argument.range)
      }
      variables.append(name)
    }
    var bodies = arguments.dropFirst(shape.variables)
    let transform = shape.hasTransform ? bodies.popLast() : nil
    return .comprehension(
      .init(
        macro: macro,
        target: target,
        variables: variables,
        predicate: bodies.first,
        transform: transform
      )
    )
  }

  private static let macros: [String: SyntaxNode.Macro] = [
    "all": .all, "exists": .exists, "exists_one": .existsOne, "existsOne": .existsOne,
    "filter": .filter, "map": .map, "transformList": .transformList,
    "transformMap": .transformMap, "transformMapEntry": .transformMapEntry,
  ]

  static let names = macros.keys.sorted()

  /// How many of the arguments are variables and whether the last is a transformation; nil when no
  /// form of the macro takes so many arguments.
  private static func shape(
    _ macro: SyntaxNode.Macro,
    _ count: Int
  ) -> (variables: Int, hasTransform: Bool)? {
    switch (macro, count) {
    case (.all, 2), (.exists, 2), (.existsOne, 2), (.filter, 2): (1, false)
    case (.all, 3), (.exists, 3), (.existsOne, 3): (2, false)
    case (.map, 2), (.map, 3): (1, true)
    case (.transformList, 3...4), (.transformMap, 3...4), (.transformMapEntry, 3...4): (2, true)
    default: nil
    }
  }

  private static func variable(_ node: SyntaxNode) throws(SyntaxError) -> String {
    guard case .name(let name) = node.kind else {
      throw SyntaxError("a variable name must stand here", node.range)
    }
    return name
  }
}
