import Testing

@testable import Expressions

@Suite struct SyntaxErrorTests {
  @Test(arguments: [
    Wrong("(1 + 2", .expressionSyntax, at: "(1 + 2", "')' is missing", nil),
    Wrong(
      "1 +",
      .expressionSyntax,
      at: "+",
      "the expression ends early, expected a value",
      "add what is missing, or remove what asks for it"
    ),
    Wrong("ha and true", .expressionSyntax, at: "and", "unexpected 'and'", "write &&"),
    Wrong("ha = true", .expressionSyntax, at: "=", "'=' is not an operator", "write =="),
    Wrong("size（title）", .expressionSyntax, at: "（", "unexpected character '（'", "write ("),
    Wrong("title + ‘x’", .expressionSyntax, at: "‘", "unexpected character '‘'", "write '"),
    Wrong("'abc", .expressionSyntax, at: "'abc", "the string is not closed", nil),
    Wrong(
      "10s",
      .expressionSyntax,
      at: "10s",
      "a number is followed by a letter",
      "quote it if it is text"
    ),
    Wrong(
      "'\\q'",
      .expressionSyntax,
      at: "\\q",
      "unknown escape sequence",
      "write \\\\ for a backslash"
    ),
    Wrong(
      "99999999999999999999",
      .expressionSyntax,
      at: "99999999999999999999",
      "the number is too large",
      nil
    ),
    Wrong(
      "has(title)",
      .expressionSyntax,
      at: "has(title)",
      "has() takes one field selection",
      "write has(value.field)"
    ),
  ])
  func rejects(_ wrong: Wrong) throws {
    try wrong.verify()
  }
}
