import Expressions

/// The `pattern` of a declaration: the same regular expressions as `matches()` in expressions,
/// which take linear time and so cannot hang a build.
package struct Pattern: Sendable {
  /// As it is written.
  package let source: String
  private let expression: RegularExpression

  init(_ source: String) throws(RegularExpression.SyntaxError) {
    self.source = source
    expression = try RegularExpression(source)
  }

  /// Whether it matches anywhere in the text; `^` and `$` make it match all of it.
  package func matches(_ text: String) -> Bool { expression.matches(text) }
}
