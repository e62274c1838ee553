extension DiagnosticFormatter {
  /// One JSON object a line: `severity id message file line column endLine endColumn cure notes`.
  func jsonObject(_ diagnostic: Diagnostic) -> String {
    var members = [
      member("severity", diagnostic.severity.rawValue),
      member("id", diagnostic.id.rawValue),
      member("message", diagnostic.message),
    ]
    members += location(diagnostic.range)
    if let cure = diagnostic.cure { members.append(member("cure", cure)) }
    let notes = diagnostic.notes.map { note in
      "{" + ([member("message", note.message)] + location(note.range)).joined(separator: ",") + "}"
    }
    members.append("\"notes\":[\(notes.joined(separator: ","))]")
    return "{\(members.joined(separator: ","))}"
  }

  /// GitHub's workflow command, which puts the message beside the line in a pull request.
  func githubLine(_ diagnostic: Diagnostic) -> String {
    var properties: [String] = []
    if let span = span(diagnostic.range) {
      properties = [
        "file=\(Self.escapedProperty(span.path))", "line=\(span.line)", "col=\(span.column)",
      ]
    }
    properties.append("title=\(diagnostic.id.rawValue)")
    let text = diagnostic.message + (diagnostic.cure.map { " (\($0))" } ?? "")
    return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::"
      + Self.escapedData(text)
  }

  /// A SARIF 2.1.0 log with one run.
  func sarifDocument(_ diagnostics: [Diagnostic]) -> String {
    let results = diagnostics.map { diagnostic in
      let text = diagnostic.message + (diagnostic.cure.map { " (\($0))" } ?? "")
      var members = [
        member("ruleId", diagnostic.id.rawValue),
        member("level", diagnostic.severity.rawValue),
        "\"message\":{\(member("text", text))}",
      ]
      if let span = span(diagnostic.range) {
        let region =
          "\"startLine\":\(span.line),\"startColumn\":\(span.column),"
          + "\"endLine\":\(span.endLine),\"endColumn\":\(span.endColumn)"
        members.append(
          "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{"
            + member("uri", span.path) + "},\"region\":{\(region)}}}]"
        )
      }
      return "{\(members.joined(separator: ","))}"
    }
    let rules = Set(diagnostics.map(\.id.rawValue)).sorted().map { "{\(member("id", $0))}" }
    return "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
      + "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"bespoke\",\"rules\":["
      + rules.joined(separator: ",") + "]}},\"columnKind\":\"unicodeCodePoints\",\"results\":["
      + results.joined(separator: ",") + "]}]}"
  }

  private typealias Span = (path: String, line: Int, column: Int, endLine: Int, endColumn: Int)

  private func span(_ range: SourceRange?) -> Span? {
    guard let range else { return nil }
    let file = sources[range.file]
    let start = file.location(of: Int(range.start))
    let end = file.location(of: Int(range.end))
    return (file.path, start.line, start.column, end.line, end.column)
  }

  private func location(_ range: SourceRange?) -> [String] {
    guard let span = span(range) else { return [] }
    return [
      member("file", span.path), "\"line\":\(span.line)", "\"column\":\(span.column)",
      "\"endLine\":\(span.endLine)", "\"endColumn\":\(span.endColumn)",
    ]
  }

  private func member(_ name: String, _ value: String) -> String {
    "\"\(name)\":\(Self.quoted(value))"
  }

  /// A JSON string.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func escapedData(_ text: String) -> String {
    escaping(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  private static func escapedProperty(_ text: String) -> String {
    escaping(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
  }

  private static func escaping(_ text: String, _ table: [Unicode.Scalar: String]) -> String {
    text.unicodeScalars.map { table[$0] ?? String($0) }.joined()
  }
}
