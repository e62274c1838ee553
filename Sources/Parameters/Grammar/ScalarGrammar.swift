import Expressions

/// The grammar of a scalar kind: reads a text into a value in normal form, or says why not.
struct ScalarGrammar: Sendable {
  let kind: ParameterKind

  /// The value, or a refusal whose cure names the normal form that was probably meant.
  func read(_ text: String) throws(Refusal) -> CELValue {
    let refusal: Refusal
    do {
      return try readStrictly(text)
    } catch {
      refusal = error
    }
    var reason = refusal.reason
    if kind != .string, kind != .text, let wide = firstFullWidth(in: text) {
      reason = "contains the full-width character '\(wide)'"
    } else if refusal.cure != nil {
      throw refusal
    }
    if let repaired = repair(text) {
      throw Refusal(reason, cure: "did you mean \(isQuoted ? "'\(repaired)'" : repaired)?")
    }
    throw Refusal(reason, cure: kind.sample.isEmpty ? nil : "write it like \(kind.sample)")
  }

  /// Whether messages put a value of this kind in quotes.
  private var isQuoted: Bool { kind.isStringLike || kind == .enum }

  private func firstFullWidth(in text: String) -> Unicode.Scalar? {
    text.unicodeScalars.first { FullWidthForm($0) != nil }
  }

  private func readStrictly(_ text: String) throws(Refusal) -> CELValue {
    switch kind {
    case .string: return .string(try TextGrammar.line(text))
    case .text: return .string(try TextGrammar.text(text))
    case .bool:
      if text == "true" { return .bool(true) }
      if text == "false" { return .bool(false) }
      throw Refusal("is neither true nor false")
    case .int: return .int(try NumberGrammar.integer(text))
    case .port: return .int(try NumberGrammar.port(text))
    case .version: return .version(try NetworkGrammar.version(text))
    case .ip: return .ip(try NetworkGrammar.address(text))
    case .cidr: return .cidr(try NetworkGrammar.network(text))
    case .portRange: return .portRange(try NetworkGrammar.portRange(text))
    case .duration: return .duration(try NumberGrammar.duration(text))
    case .dnsLabel: return .string(try NameGrammar.dnsLabel(text))
    case .dnsName: return .string(try NameGrammar.dnsName(text))
    case .ident: return .string(try NameGrammar.identifier(text))
    case .enum: return .string(try NameGrammar.enumValue(text))
    case .hex: return .string(try NameGrammar.hex(text))
    case .base64: return .string(try NameGrammar.base64(text))
    case .url: return .string(try LocatorGrammar.url(text))
    case .path: return .string(try LocatorGrammar.path(text))
    case .image: return .string(try LocatorGrammar.image(text))
    case .list, .object, .certificate, .secret:
      preconditionFailure("\(kind) is not a scalar kind")
    }
  }

  /// The nearest text that the grammar accepts, by undoing what people and input methods do.
  private func repair(_ text: String) -> String? {
    var candidate = FullWidthForm.ascii(of: text) ?? text
    for step in ScalarGrammar.repairs {
      candidate = step(candidate, kind)
      if candidate.utf8.elementsEqual(text.utf8) { continue }
      if let value = try? readStrictly(candidate) { return value.text }
    }
    return nil
  }

  private static let repairs: [@Sendable (String, ParameterKind) -> String] = [
    { text, _ in text },
    { text, _ in text.trimming { " \t\r\n".utf8.contains($0) } },
    { text, _ in text.trimming { " \t\r\n.,;:\"'".utf8.contains($0) } },
    { text, kind in
      switch kind {
      case .dnsLabel, .dnsName, .hex, .bool, .image: text.asciiLowercased
      case .version: text.trimming { $0 == UInt8(ascii: "v") || $0 == UInt8(ascii: "V") }
      case .int, .port: text.dropping { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ",") }
      default: text
      }
    },
    { text, kind in
      switch kind {
      case .dnsLabel, .dnsName: text.replacing([UInt8(ascii: "_"), UInt8(ascii: " ")], with: "-")
      case .ident: text.replacing([UInt8(ascii: "-"), UInt8(ascii: " ")], with: "_")
      case .bool:
        switch text {
        case "yes", "on", "y", "1": "true"
        case "no", "off", "n", "0": "false"
        default: text
        }
      case .int, .port: text.withoutLeadingZeros
      default: text
      }
    },
  ]
}
