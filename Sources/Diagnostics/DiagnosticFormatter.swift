/// Turns diagnostics into the text that a person or a tool reads.
package struct DiagnosticFormatter: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    case text, json, github, sarif
  }

  let sources: SourceMap
  let format: Format
  /// Whether severities are coloured; only for `text` on a terminal.
  let colored: Bool

  package init(sources: SourceMap, format: Format, colored: Bool = false) {
    self.sources = sources
    self.format = format
    self.colored = colored
  }

  /// All diagnostics, sorted by file, position and severity, each once.
  ///
  /// - Parameter summary: what `text` prints last, such as the number of pages; nil for none.
  package func render(_ diagnostics: [Diagnostic], summary: String?) -> String {
    let sorted = Self.sorted(diagnostics, sources)
    switch format {
    case .text:
      var lines = sorted.flatMap(textLines)
      if let summary { lines.append(summary) }
      return lines.map { $0 + "\n" }.joined()
    case .json:
      return sorted.map { jsonObject($0) + "\n" }.joined()
    case .github:
      return sorted.map { githubLine($0) + "\n" }.joined()
    case .sarif:
      return sarifDocument(sorted) + "\n"
    }
  }

  /// `2 errors, 1 warning`, each counted once, as `render` shows it.
  package static func count(_ diagnostics: [Diagnostic]) -> String {
    let diagnostics = Set(diagnostics)
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    var parts: [String] = []
    if errors > 0 || warnings == 0 { parts.append("\(errors) error\(errors == 1 ? "" : "s")") }
    if warnings > 0 { parts.append("\(warnings) warning\(warnings == 1 ? "" : "s")") }
    return parts.joined(separator: ", ")
  }

  static func sorted(_ diagnostics: [Diagnostic], _ sources: SourceMap) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let unique = diagnostics.filter { seen.insert($0).inserted }
    let keyed = unique.enumerated().map { index, diagnostic in
      (
        path: diagnostic.range.map { sources[$0.file].path } ?? "",
        start: diagnostic.range?.start ?? 0,
        index: index,
        diagnostic: diagnostic
      )
    }
    return
      keyed
      .sorted { left, right in
        if left.path != right.path {
          return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
        }
        return (left.start, left.index) < (right.start, right.index)
      }
      .map(\.diagnostic)
  }

  /// `path:line:column`, or nil where there is no position.
  func place(_ range: SourceRange?) -> String? {
    guard let range else { return nil }
    let file = sources[range.file]
    let (line, column) = file.location(of: Int(range.start))
    return "\(file.path):\(line):\(column)"
  }
}
