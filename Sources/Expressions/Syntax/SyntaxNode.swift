/// A node of the syntax tree, with the byte range of its text.
struct SyntaxNode: Sendable {
  let kind: Kind
  let range: Range<Int>
  /// The number of levels below and with this one; the parser keeps it under a limit, so that
  /// recursion over the tree is bounded.
  let depth: Int

  indirect enum Kind: Sendable {
    case literal(CELValue)
    case name(String)
    /// `operand.field`, or with `isTest` the macro `has(operand.field)`.
    case select(SyntaxNode, field: Name, isTest: Bool)
    case index(SyntaxNode, SyntaxNode)
    case call(Name, target: SyntaxNode?, arguments: [SyntaxNode])
    case unary(UnaryOperator, SyntaxNode)
    case binary(BinaryOperator, SyntaxNode, SyntaxNode)
    /// Two or more operands of `&&`, or of `||`.
    case logical(LogicalOperator, [SyntaxNode])
    case conditional(SyntaxNode, SyntaxNode, SyntaxNode)
    case list([SyntaxNode])
    case map([(key: SyntaxNode, value: SyntaxNode)])
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`.
    case binding(String, SyntaxNode, SyntaxNode)
  }

  struct Name: Sendable {
    let text: String
    let range: Range<Int>
  }

  struct Comprehension: Sendable {
    let macro: Macro
    let target: SyntaxNode
    /// One name for the element (or key), or two for index (or key) and element.
    let variables: [String]
    let predicate: SyntaxNode?
    let transform: SyntaxNode?
  }

  enum Macro: String, Sendable {
    case all
    case exists
    case existsOne
    case filter
    case map
    case transformList
    case transformMap
    case transformMapEntry
  }
}

enum UnaryOperator: String, Sendable {
  case not = "!"
  case negate = "-"
}

enum LogicalOperator: String, Sendable {
  case and = "&&"
  case or = "||"
}

enum BinaryOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
}
