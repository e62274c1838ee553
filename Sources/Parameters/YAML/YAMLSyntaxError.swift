import Diagnostics
import Yams

/// What the YAML parser complains about, told to a person who writes a guide.
struct YAMLSyntaxError {
  let diagnostic: Diagnostic

  init(_ error: any Error, marks: YAMLMarks, excerpt: SourceExcerpt) {
    var marks = marks
    guard let error = error as? YamlError else {
      diagnostic = .error(.yamlSyntax, "this is not YAML: \(error)", at: excerpt.range(0..<0))
      return
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      diagnostic = YAMLSyntaxError.positioned(
        problem,
        mark,
        from: context,
        marks: &marks,
        excerpt: excerpt
      )
    case .reader(let problem, _, let value, _):
      let offset = YAMLSyntaxError.offset(ofScalar: value, in: excerpt.bytes)
      diagnostic = .error(
        .yamlSyntax,
        "this is not YAML: \(problem)",
        at: excerpt.range(offset..<offset + 1),
        cure: "remove the character"
      )
    case .duplicatedKeysInMapping(let duplicates, let context):
      diagnostic = YAMLSyntaxError.duplicate(
        duplicates.first ?? "",
        mark: context.mark,
        marks: &marks,
        excerpt: excerpt
      )
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      diagnostic = .error(
        .yamlSyntax,
        "this is not YAML: \(error.description)",
        at: excerpt.range(0..<0)
      )
    }
  }

  private static func positioned(
    _ problem: String,
    _ mark: Mark,
    from context: YamlError.Context?,
    marks: inout YAMLMarks,
    excerpt: SourceExcerpt
  ) -> Diagnostic {
    let offset = marks.offset(line: mark.line, column: mark.column)
    let end = min(offset + 1, excerpt.bytes.count)
    let here = excerpt.range(min(offset, end)..<end)
    switch problem {
    case "but found another document":
      return .error(
        .yamlFeature,
        "a file holds one YAML document",
        at: here,
        cure: "remove the line '---' and what follows it"
      )
    case "found undefined alias":
      return .error(
        .yamlFeature,
        "aliases are not supported",
        at: here,
        cure: "quote a text that starts with '*'"
      )
    default:
      break
    }
    // A full-width colon joins its line to the next one; the parser notices a line too late.
    let stretch =
      marks.lineStart(
        max(1, min(context?.mark.line ?? mark.line, mark.line - 1))
      )..<marks.endOfLine(from: end)
    if let found = FullWidthForm.first(in: excerpt.bytes, stretch, where: \.isStructural) {
      return .error(
        .yamlSyntax,
        "full-width '\(found.form.character)' means nothing in YAML",
        at: excerpt.range(found.range),
        cure: "write '\(found.form.ascii)'"
      )
    }
    return .error(
      .yamlSyntax,
      "this is not YAML: \(problem)",
      at: here,
      cure: cure(for: problem),
      notes: opening(context, before: mark, marks: &marks, excerpt: excerpt)
    )
  }

  /// The parser notices a quote or a bracket without its partner only where the text goes wrong
  /// after it, often lines below; the mistake is where it was opened.
  private static func opening(
    _ context: YamlError.Context?,
    before mark: Mark,
    marks: inout YAMLMarks,
    excerpt: SourceExcerpt
  ) -> [Diagnostic.Note] {
    guard let context, context.mark.line < mark.line else { return [] }
    let offset = marks.offset(line: context.mark.line, column: context.mark.column)
    guard offset < excerpt.bytes.count else { return [] }
    let subject: String
    switch excerpt.bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): subject = "quote"
    case UInt8(ascii: "{"), UInt8(ascii: "["): subject = "bracket"
    default: return []
    }
    return [.init("this \(subject) is not closed", at: excerpt.range(offset..<offset + 1))]
  }

  private static func cure(for problem: String) -> String? {
    if problem.contains("cannot start any token") {
      return "quote the value; indent with spaces, not tabs"
    }
    if problem.contains("mapping values are not allowed") {
      return "quote a value that contains ': '; put a space behind each key's colon"
    }
    if problem.contains("did not find expected") || problem.contains("could not find expected") {
      return "check the indentation, the quotes and the brackets"
    }
    if problem.contains("unexpected end of stream") { return "close the quote" }
    return nil
  }

  /// In a block map, the keys of one map start in one column: that finds the second one.
  private static func duplicate(
    _ key: String,
    mark: Mark,
    marks: inout YAMLMarks,
    excerpt: SourceExcerpt
  ) -> Diagnostic {
    let bytes = excerpt.bytes
    let length = key.utf8.count
    let first = marks.offset(line: mark.line, column: mark.column)
    let firstRange = first..<min(first + length, bytes.count)
    var line = mark.line + 1
    while marks.lineStart(line) < bytes.count {
      let start = marks.offset(line: line, column: mark.column)
      let end = start + length
      if end < bytes.count, bytes[start..<end].elementsEqual(key.utf8),
        bytes[end] == UInt8(ascii: ":")
      {
        return .error(
          .duplicateKey,
          "'\(key)' is given twice",
          at: excerpt.range(start..<end),
          cure: "remove one of the two",
          notes: [.init("first given here", at: excerpt.range(firstRange))]
        )
      }
      line += 1
    }
    return .error(
      .duplicateKey,
      "'\(key)' is given twice",
      at: excerpt.range(firstRange),
      cure: "remove one of the two"
    )
  }

  private static func offset(ofScalar value: Int32, in bytes: [UInt8]) -> Int {
    var offset = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.value == UInt32(bitPattern: value) { return offset }
      offset += UTF8.width(scalar)
    }
    return 0
  }
}
