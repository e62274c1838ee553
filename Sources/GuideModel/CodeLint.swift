import Diagnostics
import Expressions
import Parameters

/// Warns of what looks right in a fence and is not.
struct CodeLint {
  private let template: TextTemplate
  private let source: SourceExcerpt

  /// - Parameter template: the text of a file or a command, as the author wrote it.
  static func check(
    _ template: TextTemplate,
    parameters: ParameterSet,
    log: inout DiagnosticLog
  ) {
    let lint = CodeLint(template: template, source: template.excerpt)
    lint.warnOfFullWidth(log: &log)
    for parameter in parameters.parameters {
      guard let fallback = lint.addressDefault(of: parameter) else { continue }
      lint.warnOfLiteral(fallback, parameter, log: &log)
    }
  }

  // MARK: Full-width punctuation

  /// Full-width punctuation between ASCII characters: it was typed with the wrong input method.
  private func warnOfFullWidth(log: inout DiagnosticLog) {
    let text = String(decoding: source.bytes, as: UTF8.self)
    var offset = 0
    var before: Unicode.Scalar = "\n"
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let length = UTF8.width(scalar)
      defer {
        offset += length
        before = scalar
      }
      guard let ascii = Self.ascii(scalar), before.isASCII,
        index + 1 == scalars.count || scalars[index + 1].isASCII
      else { continue }
      log.add(
        .warning(
          .fullWidthInCode,
          "full-width '\(scalar)' in code",
          at: source.range(offset..<(offset + length)),
          cure: "write '\(ascii)'"
        )
      )
    }
  }

  /// What a full-width character is meant to be.
  private static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    case 0x3000: " "
    case 0x3001: ","
    case 0x3002: "."
    case 0x2018, 0x2019: "'"
    case 0x201C, 0x201D: "\""
    default: nil
    }
  }

  // MARK: Literals

  /// The text of the literal default of an address or a network.
  private func addressDefault(of parameter: Parameter) -> [UInt8]? {
    guard let schema = parameter.schema, [.ip, .cidr].contains(schema.kind),
      case .literal(.value(let value, _))? = schema.fallback, let text = value.text
    else { return nil }
    return Array(text.utf8)
  }

  private func warnOfLiteral(
    _ literal: [UInt8],
    _ parameter: Parameter,
    log: inout DiagnosticLog
  ) {
    let bytes = source.bytes
    var index = 0
    while index + literal.count <= bytes.count {
      let end = index + literal.count
      defer { index += 1 }
      guard bytes[index] == literal[0], bytes[index..<end].elementsEqual(literal),
        index == 0 || !Self.continuesAddress(bytes[index - 1]),
        end == bytes.count || !Self.continuesAddress(bytes[end])
      else { continue }
      log.add(
        .warning(
          .literalDefault,
          "this is the default of '\(parameter.name)', and would stay when the value changes",
          at: source.range(index..<end),
          cure: "write {{ \(parameter.name) }}",
          notes: [.init("declared here", at: parameter.range)]
        )
      )
    }
  }

  private static func continuesAddress(_ byte: UInt8) -> Bool {
    byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "/")
  }
}
