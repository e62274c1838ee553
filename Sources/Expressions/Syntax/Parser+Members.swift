/// Selections, calls and values.
extension Parser {
  mutating func postfix(_ operand: SyntaxNode) throws(SyntaxError) -> SyntaxNode {
    var operand = operand
    while true {
      if take(.dot) {
        operand = try member(of: operand)
      } else if isAt(.leftBracket) {
        let opened = token.range
        advance()
        let key = try expression()
        let end = try expect(.rightBracket, opened: opened)
        operand = try node(
          .index(operand, key),
          operand.range.lowerBound..<end.upperBound,
          above: [operand, key]
        )
      } else {
        return operand
      }
    }
  }

  private mutating func member(of operand: SyntaxNode) throws(SyntaxError) -> SyntaxNode {
    let name = token
    let field: SyntaxNode.Name
    switch name.kind {
    case .identifier(let text):
      field = .init(text: text, range: name.range)
    case .quotedIdentifier(let text):
      advance()
      return try node(
        .select(operand, field: .init(text: text, range: name.range), isTest: false),
        operand.range.lowerBound..<name.range.upperBound,
        above: [operand]
      )
    default:
      throw unexpected(expected: "a field or a method")
    }
    advance()
    guard isAt(.leftParenthesis) else {
      return try node(
        .select(operand, field: field, isTest: false),
        operand.range.lowerBound..<name.range.upperBound,
        above: [operand]
      )
    }
    let (arguments, end) = try self.arguments()
    let range = operand.range.lowerBound..<end
    if let expanded = try MacroExpansion.method(field, operand, arguments, range) {
      return try node(expanded, range, above: [operand] + arguments)
    }
    return try node(
      .call(field, target: operand, arguments: arguments),
      range,
      above: [operand] + arguments
    )
  }

  /// The arguments of a call, and where its closing parenthesis ends.
  private mutating func arguments() throws(SyntaxError) -> ([SyntaxNode], Int) {
    let opened = try expect(.leftParenthesis)
    var arguments: [SyntaxNode] = []
    while !isAt(.rightParenthesis) {
      arguments.append(try expression())
      guard take(.comma) else { break }
      // A comma may not end the arguments, unlike the elements of a list.
      if isAt(.rightParenthesis) { throw unexpected(expected: "an argument") }
    }
    let end = try expect(.rightParenthesis, opened: opened)
    return (arguments, end.upperBound)
  }

  // MARK: Primaries

  mutating func primary() throws(SyntaxError) -> SyntaxNode {
    let token = token
    switch token.kind {
    case .int(let number):
      guard let int = Int64(exactly: number) else {
        throw SyntaxError("the number is too large for an int", token.range)
      }
      return literal(.int(int))
    case .uint(let number): return literal(.uint(number))
    case .double(let number): return literal(.double(number))
    case .string(let string): return literal(.string(string))
    case .bytes(let bytes): return literal(.bytes(bytes))
    case .identifier(let name): return try identifier(name)
    case .symbol(.dot):
      // A leading dot names the outermost scope, which is the only one here.
      advance()
      guard case .identifier(let name) = self.token.kind else {
        throw unexpected(expected: "a name")
      }
      return try identifier(name)
    case .symbol(.leftParenthesis):
      advance()
      let inner = try expression()
      let end = try expect(.rightParenthesis, opened: token.range)
      // The parentheses belong to the range that messages show.
      return SyntaxNode(
        kind: inner.kind,
        range: token.range.lowerBound..<end.upperBound,
        depth: inner.depth
      )
    case .symbol(.leftBracket): return try list()
    case .symbol(.leftBrace): return try map()
    default: throw unexpected(expected: "a value")
    }
  }

  private mutating func literal(_ value: CELValue) -> SyntaxNode {
    defer { advance() }
    return SyntaxNode(kind: .literal(value), range: token.range, depth: 1)
  }

  private mutating func identifier(_ name: String) throws(SyntaxError) -> SyntaxNode {
    let range = token.range
    switch name {
    case "true": return literal(.bool(true))
    case "false": return literal(.bool(false))
    case "null": return literal(.null)
    case "in", "and", "or", "not": throw unexpected(expected: "a value")
    default: advance()
    }
    guard isAt(.leftParenthesis) else {
      return SyntaxNode(kind: .name(name), range: range, depth: 1)
    }
    let (arguments, end) = try self.arguments()
    let whole = range.lowerBound..<end
    let field = SyntaxNode.Name(text: name, range: range)
    if name == "has" {
      return try node(try MacroExpansion.has(arguments, whole), whole, above: arguments)
    }
    return try node(.call(field, target: nil, arguments: arguments), whole, above: arguments)
  }

  private mutating func list() throws(SyntaxError) -> SyntaxNode {
    let opened = token.range
    advance()
    var elements: [SyntaxNode] = []
    while !isAt(.rightBracket) {
      elements.append(try expression())
      guard take(.comma) else { break }
    }
    let end = try expect(.rightBracket, opened: opened)
    return try node(.list(elements), opened.lowerBound..<end.upperBound, above: elements)
  }

  private mutating func map() throws(SyntaxError) -> SyntaxNode {
    let opened = token.range
    advance()
    var entries: [(key: SyntaxNode, value: SyntaxNode)] = []
    while !isAt(.rightBrace) {
      let key = try expression()
      _ = try expect(.colon)
      entries.append((key, try expression()))
      guard take(.comma) else { break }
    }
    let end = try expect(.rightBrace, opened: opened)
    return try node(
      .map(entries),
      opened.lowerBound..<end.upperBound,
      above: entries.map(\.key) + entries.map(\.value)
    )
  }
}
