import Diagnostics
import Expressions

/// The message of a rule: text with `{{ expression }}` holes, for all languages or for each.
package struct MessageTemplate: Sendable {
  enum Segment: Sendable {
    case literal(String)
    case hole(Expression)
  }

  struct Wording: Sendable {
    /// Nil for all languages.
    let language: String?
    let segments: [Segment]
  }

  /// At least one.
  let wordings: [Wording]

  /// The message with its holes filled, in this language or the first that was written.
  func text(in language: String, bindings: [CELValue]) throws(EvaluationError) -> String {
    let wording = wordings.first { $0.language == language } ?? wordings[0]
    var text = ""
    for segment in wording.segments {
      switch segment {
      case .literal(let literal): text += literal
      case .hole(let expression):
        let value = try expression.evaluate(bindings)
        text += value.text ?? "null"
      }
    }
    return text
  }
}

/// A message whose expressions are parsed but not yet checked.
struct MessageDeclaration: Sendable {
  enum Segment: Sendable {
    case literal(String)
    case hole(ParsedExpression)
  }

  let wordings: [(language: String?, segments: [Segment])]

  init?(
    _ node: YAMLNode,
    excerpt: SourceExcerpt,
    languages: [String],
    log: inout DiagnosticLog
  ) {
    guard let parts = LocalizedText.scalars(of: node, languages: languages, log: &log) else {
      return nil
    }
    var wordings: [(language: String?, segments: [Segment])] = []
    for part in parts {
      guard let segments = MessageDeclaration.segments(part, excerpt, &log) else { return nil }
      wordings.append((part.language, segments))
    }
    self.wordings = wordings
  }

  var expressions: [ParsedExpression] {
    wordings.flatMap { wording in
      wording.segments.compactMap { segment in
        if case .hole(let expression) = segment { expression } else { nil }
      }
    }
  }

  /// The message with its expressions checked; nil after an error.
  func check(in environment: TypeEnvironment, log: inout DiagnosticLog) -> MessageTemplate? {
    var checked: [MessageTemplate.Wording] = []
    var isSound = true
    for wording in wordings {
      var segments: [MessageTemplate.Segment] = []
      for segment in wording.segments {
        switch segment {
        case .literal(let text): segments.append(.literal(text))
        case .hole(let parsed):
          guard let expression = parsed.check(in: environment, log: &log) else {
            isSound = false
            continue
          }
          guard expression.type.isPrintable || expression.type == .dyn else {
            log.add(
              .error(
                .operandType,
                "a message cannot show a value of type \(expression.type)",
                at: parsed.range,
                cure: "write json(…)"
              )
            )
            isSound = false
            continue
          }
          segments.append(.hole(expression))
        }
      }
      checked.append(MessageTemplate.Wording(language: wording.language, segments: segments))
    }
    return isSound ? MessageTemplate(wordings: checked) : nil
  }

  private static func segments(
    _ part: LocalizedText.Part,
    _ excerpt: SourceExcerpt,
    _ log: inout DiagnosticLog
  ) -> [Segment]? {
    let bytes = Array(part.scalar.text.utf8)
    var segments: [Segment] = []
    var from = 0
    while let open = pair(UInt8(ascii: "{"), in: bytes, from: from) {
      guard let close = closing(in: bytes, from: open + 2) else {
        log.add(.error(.expressionSyntax, "'{{' is never closed", at: part.range, cure: "add '}}'"))
        return nil
      }
      if open > from {
        segments.append(.literal(String(decoding: bytes[from..<open], as: UTF8.self)))
      }
      let inside = open + 2..<close
      let expression =
        if let verbatim = part.scalar.verbatim {
          ParsedExpression(
            excerpt,
            verbatim.lowerBound + inside.lowerBound..<verbatim.lowerBound + close,
            log: &log
          )
        } else {
          ParsedExpression(text: Array(bytes[inside]), standingAt: part.range, log: &log)
        }
      guard let expression else { return nil }
      segments.append(.hole(expression))
      from = close + 2
    }
    if from < bytes.count {
      segments.append(.literal(String(decoding: bytes[from...], as: UTF8.self)))
    }
    return segments
  }

  private static func pair(_ byte: UInt8, in bytes: [UInt8], from: Int) -> Int? {
    bytes.indices.dropFirst(from).first {
      $0 + 1 < bytes.count && bytes[$0] == byte && bytes[$0 + 1] == byte
    }
  }

  /// The `}}` that ends the expression starting at `from`; quotes and inner braces are skipped.
  private static func closing(in bytes: [UInt8], from: Int) -> Int? {
    var quote: UInt8?
    var depth = 0
    var index = from
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { index += 1 } else if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        if depth > 0 {
          depth -= 1
        } else if index + 1 < bytes.count, bytes[index + 1] == byte {
          return index
        }
      }
      index += 1
    }
    return nil
  }
}
