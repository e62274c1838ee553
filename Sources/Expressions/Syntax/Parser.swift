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

  mutating func advance() {
    if index + 1 < tokens.count { index += 1 }
  }

  func isAt(_ symbol: Token.Symbol) -> Bool {
    if case .symbol(symbol) = token.kind { true } else { false }
  }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  mutating func expect(
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

  func unexpected(expected: String? = nil) -> SyntaxError {
    let wanted = expected.map { ", expected \($0)" } ?? ""
    var cure: String?
    if case .identifier(let word) = token.kind {
      cure = ["and": "write &&", "or": "write ||", "not": "write !"][word]
    }
    // The end has no text of its own; the last token before it is shown.
    var range = token.range
    if case .end = token.kind, index > 0 {
      range = tokens[index - 1].range
      return SyntaxError(
        "the expression ends early\(wanted)",
        range,
        cure: "add what is missing, or remove what asks for it"
      )
    }
    return SyntaxError("unexpected \(token.description)\(wanted)", range, cure: cure)
  }

  func node(
    _ kind: SyntaxNode.Kind,
    _ range: Range<Int>,
    above children: [SyntaxNode] = []
  ) throws(SyntaxError) -> SyntaxNode {
    let depth = children.reduce(0) { max($0, $1.depth) } + 1
    guard depth <= Self.maximumDepth else { throw tooDeep(range) }
    return SyntaxNode(kind: kind, range: range, depth: depth)
  }

  func tooDeep(_ range: Range<Int>) -> SyntaxError {
    SyntaxError("the expression nests deeper than \(Self.maximumDepth) levels", range)
  }

  // MARK: Operators

  mutating func expression() throws(SyntaxError) -> SyntaxNode {
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

  mutating func unary() throws(SyntaxError) -> SyntaxNode {
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
}
