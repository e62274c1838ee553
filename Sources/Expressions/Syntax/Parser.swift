/// Parses an expression and expands its macros.
struct Parser {
  /// How deep an expression may nest, counting brackets and the operands of operators.
  static let maximumDepth = 100

  private let tokens: [Token]
  private var index = 0
  /// How many levels of the text the parser is inside of.
  private var level = 0

  private init(_ tokens: [Token]) { self.tokens = tokens }

  static func parse(_ text: [UInt8], _ range: Range<Int>) throws(SyntaxError) -> SyntaxNode {
    let tokens = try Lexer.tokens(text, range)
    if case .end = tokens[0].kind {
      throw SyntaxError("the expression is empty", range)
    }
    var parser = Parser(tokens)
    let node = try parser.expression()
    guard case .end = parser.token.kind else { throw parser.unexpected() }
    return node
  }

  var token: Token { tokens[index] }

  private mutating func advance() {
    if index + 1 < tokens.count { index += 1 }
  }

  private func isAt(_ symbol: Token.Symbol) -> Bool {
    if case .symbol(symbol) = token.kind { true } else { false }
  }

  private mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  private mutating func expect(
    _ symbol: Token.Symbol,
    opened: Range<Int>? = nil
  ) throws(SyntaxError) -> Range<Int> {
    let range = token.range
    if take(symbol) { return range }
    if case .end = token.kind, let opened {
      throw SyntaxError("'\(symbol.rawValue)' is missing", opened.lowerBound..<range.upperBound)
    }
    throw unexpected(expected: "'\(symbol.rawValue)'")
  }

  private func unexpected(expected: String? = nil) -> SyntaxError {
    let wanted = expected.map { ", expected \($0)" } ?? ""
    var cure: String?
    if case .identifier(let word) = token.kind {
      cure = ["and": "write &&", "or": "write ||", "not": "write !"][word]
    }
    // The end has no text of its own; the last token before it is shown.
    var range = token.range
    if case .end = token.kind, index > 0 { range = tokens[index - 1].range }
    return SyntaxError("unexpected \(token.description)\(wanted)", range, cure: cure)
  }

  private func node(
    _ kind: SyntaxNode.Kind,
    _ range: Range<Int>,
    above children: [SyntaxNode] = []
  ) throws(SyntaxError) -> SyntaxNode {
    let depth = children.reduce(0) { max($0, $1.depth) } + 1
    guard depth <= Self.maximumDepth else { throw tooDeep(range) }
    return SyntaxNode(kind: kind, range: range, depth: depth)
  }

  private func tooDeep(_ range: Range<Int>) -> SyntaxError {
    SyntaxError("the expression nests deeper than \(Self.maximumDepth) levels", range)
  }

  // MARK: Operators

  private mutating func expression() throws(SyntaxError) -> SyntaxNode {
    level += 1
    defer { level -= 1 }
    guard level <= Self.maximumDepth else { throw tooDeep(token.range) }
    let condition = try binary(minimum: 0)
    guard take(.question) else { return condition }
    let whenTrue = try binary(minimum: 0)
    _ = try expect(.colon)
    let whenFalse = try expression()
    return try node(
      .conditional(condition, whenTrue, whenFalse),
      condition.range.lowerBound..<whenFalse.range.upperBound,
      above: [condition, whenTrue, whenFalse]
    )
  }

  private enum InfixOperator {
    case logical(LogicalOperator)
    case binary(BinaryOperator)
  }

  private var infixOperator: (operator: InfixOperator, precedence: Int)? {
    switch token.kind {
    case .identifier("in"): (.binary(.isIn), 2)
    case .symbol(let symbol):
      switch symbol {
      case .or: (.logical(.or), 0)
      case .and: (.logical(.and), 1)
      case .equal: (.binary(.equal), 2)
      case .notEqual: (.binary(.notEqual), 2)
      case .less: (.binary(.less), 2)
      case .lessOrEqual: (.binary(.lessOrEqual), 2)
      case .greater: (.binary(.greater), 2)
      case .greaterOrEqual: (.binary(.greaterOrEqual), 2)
      case .plus: (.binary(.add), 3)
      case .minus: (.binary(.subtract), 3)
      case .star: (.binary(.multiply), 4)
      case .slash: (.binary(.divide), 4)
      case .percent: (.binary(.modulo), 4)
      default: nil
      }
    default: nil
    }
  }

  private mutating func binary(minimum: Int) throws(SyntaxError) -> SyntaxNode {
    var left = try unary()
    while let (infix, precedence) = infixOperator, precedence >= minimum {
      switch infix {
      case .binary(let symbol):
        advance()
        let right = try binary(minimum: precedence + 1)
        left = try node(
          .binary(symbol, left, right),
          left.range.lowerBound..<right.range.upperBound,
          above: [left, right]
        )
      case .logical(let symbol):
        var operands = [left]
        // A chain is one node, so that it adds one level however long it is.
        while case .logical(symbol)? = infixOperator?.operator {
          advance()
          operands.append(try binary(minimum: precedence + 1))
        }
        let end = operands.last?.range.upperBound ?? left.range.upperBound
        left = try node(
          .logical(symbol, operands),
          left.range.lowerBound..<end,
          above: operands
        )
      }
    }
    return left
  }

  private mutating func unary() throws(SyntaxError) -> SyntaxNode {
    let start = token.range
    let symbol: UnaryOperator
    if take(.not) {
      symbol = .not
    } else if take(.minus) {
      if let literal = negativeLiteral(start) {
        return try postfix(literal)
      }
      symbol = .negate
    } else {
      return try postfix(try primary())
    }
    level += 1
    defer { level -= 1 }
    guard level <= Self.maximumDepth else { throw tooDeep(start) }
    let operand = try unary()
    return try node(
      .unary(symbol, operand),
      start.lowerBound..<operand.range.upperBound,
      above: [operand]
    )
  }

  /// A number right behind a minus sign.
  private mutating func negativeLiteral(_ sign: Range<Int>) -> SyntaxNode? {
    let value: CELValue
    switch token.kind {
    case .int(let number):
      // The magnitude of the smallest int is not an int itself.
      guard number <= UInt64(Int64.max) + 1 else { return nil }
      value = .int(Int64(truncatingIfNeeded: 0 &- number))
    case .double(let number):
      value = .double(-number)
    default:
      return nil
    }
    let range = sign.lowerBound..<token.range.upperBound
    advance()
    return SyntaxNode(kind: .literal(value), range: range, depth: 1)
  }

  // MARK: Members

  private mutating func postfix(_ operand: SyntaxNode) throws(SyntaxError) -> SyntaxNode {
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

  private mutating func primary() throws(SyntaxError) -> SyntaxNode {
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
