import Diagnostics

/// The mistakes that prose and fences share.
extension Diagnostic {
  static func unclosedPlaceholder(at range: SourceRange) -> Diagnostic {
    .error(
      .unclosedPlaceholder,
      "'{{' has no '}}' on this line",
      at: range,
      cure: #"close it, or write {{ "{{" }} for the braces themselves"#
    )
  }

  static func unknownDirective(_ keyword: String, at range: SourceRange, known: [String])
    -> Diagnostic
  {
    .error(
      .unknownDirective,
      "unknown directive '@\(keyword)'",
      at: range,
      cure: Suggestion.nearest(to: keyword, in: known).map { "did you mean '\($0)'?" }
        ?? "use one of \(known.joined(separator: ", "))"
    )
  }

  static func strayDirective(_ keyword: String, at range: SourceRange) -> Diagnostic {
    .error(
      .strayDirective,
      "'@\(keyword)' without an open '@if'\(keyword == "end" ? " or '@for'" : "")",
      at: range,
      cure: "remove it, or add the opening directive above"
    )
  }

  static func unclosedDirective(at range: SourceRange, cure: String) -> Diagnostic {
    .error(.unclosedDirective, "this directive never closes", at: range, cure: cure)
  }
}
