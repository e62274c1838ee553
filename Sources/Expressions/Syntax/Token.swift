/// A token of the expression language, with its byte range in the text.
struct Token: Sendable {
  enum Kind: Sendable {
    case identifier(String)
    /// `` `name` ``, which may stand only behind a dot.
    case quotedIdentifier(String)
    /// Without its sign, so that the smallest int can be written.
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// An operator or a bracket.
    case symbol(Symbol)
    case end
  }

  enum Symbol: String, Sendable, CaseIterable {
    // Longer symbols first: the lexer takes the first that fits.
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case and = "&&"
    case or = "||"
    case less = "<"
    case greater = ">"
    case not = "!"
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case percent = "%"
    case question = "?"
    case colon = ":"
    case comma = ","
    case dot = "."
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
  }

  let kind: Kind
  let range: Range<Int>

  /// What messages call it.
  var description: String {
    switch kind {
    case .identifier(let name): "'\(name)'"
    case .quotedIdentifier(let name): "'`\(name)`'"
    case .int, .uint, .double: "a number"
    case .string: "a string"
    case .bytes: "a bytes literal"
    case .symbol(let symbol): "'\(symbol.rawValue)'"
    case .end: "the end of the expression"
    }
  }
}

/// What is wrong with the text of an expression.
struct SyntaxError: Error, Sendable {
  let message: String
  let range: Range<Int>
  let cure: String?

  init(_ message: String, _ range: Range<Int>, cure: String? = nil) {
    self.message = message
    self.range = range
    self.cure = cure
  }
}
