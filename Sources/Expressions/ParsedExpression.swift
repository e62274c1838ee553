import Diagnostics

/// A syntactically valid expression whose names are not yet resolved.
package struct ParsedExpression: Sendable {
  let root: SyntaxNode
  let origin: ExpressionOrigin
  /// Where the expression stands, without space around it; nil when it stands in no file.
  package let range: SourceRange?
  /// The names that the expression reads and does not bind itself, first occurrence first.
  ///
  /// Names of functions and of their name spaces (`math.greatest`) are no names in this sense. The
  /// name of a type (`int` in `type(x) == int`) is: a variable of that name would take precedence.
  package let freeNames: [(name: String, range: SourceRange?)]

  /// Parses the text at `offsets` of an excerpt, the part between the braces of a placeholder.
  /// Nil after a syntax error, which is in the log.
  package init?(_ excerpt: SourceExcerpt, _ offsets: Range<Int>, log: inout DiagnosticLog) {
    self.init(excerpt.bytes, offsets, .excerpt(excerpt), log: &log)
  }

  /// Parses text that does not stand verbatim in a file, such as an escaped YAML scalar; every
  /// diagnostic gets `range`.
  package init?(text: [UInt8], standingAt range: SourceRange?, log: inout DiagnosticLog) {
    self.init(text, text.indices, .elsewhere(range), log: &log)
  }

  private init?(
    _ text: [UInt8],
    _ offsets: Range<Int>,
    _ origin: ExpressionOrigin,
    log: inout DiagnosticLog
  ) {
    do throws(SyntaxError) {
      root = try Parser.parse(text, offsets)
    } catch {
      log.add(
        .error(
          .expressionSyntax,
          error.message,
          at: origin.range(error.range),
          cure: error.cure
        )
      )
      return nil
    }
    self.origin = origin
    range = origin.range(root.range)
    freeNames = FreeNames.of(root).map { ($0.text, origin.range($0.range)) }
  }

  /// Resolves the names and checks the types. Nil after errors, which are in the log.
  package func check(in environment: TypeEnvironment, log: inout DiagnosticLog) -> Expression? {
    check(in: environment, isDynamic: false, log: &log)
  }

  /// `isDynamic` leaves all types and unknown names to the evaluation, as CEL's conformance
  /// suite asks for some of its cases.
  func check(
    in environment: TypeEnvironment,
    isDynamic: Bool,
    log: inout DiagnosticLog
  ) -> Expression? {
    var checker = Checker(environment, origin, isDynamic: isDynamic)
    let result = checker.check(root)
    log.add(contentsOf: checker.log)
    guard !checker.log.hasErrors else { return nil }
    return Expression(
      type: result.type,
      range: range,
      freeNames: checker.usedNames,
      program: checker.builder.finish(result.code)
    )
  }
}

/// Where the text of an expression comes from.
enum ExpressionOrigin: Sendable {
  case excerpt(SourceExcerpt)
  /// Text that was put together; all of it stands at this range.
  case elsewhere(SourceRange?)

  func range(_ offsets: Range<Int>) -> SourceRange? {
    switch self {
    case .excerpt(let excerpt): excerpt.range(offsets)
    case .elsewhere(let range): range
    }
  }
}
