extension CELValue {
  /// Appends the value as JSON without spaces; `eval` prints this and `json()` gives it.
  ///
  /// Bytes are in base64; addresses, versions, ranges, times and types are strings. No byte that
  /// ends a line stands in the text, so it is also one line of YAML.
  package func appendJSON(to output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .bool, .int, .uint: output += (text ?? "").utf8
    case .double(let double):
      let text = NumberText.shortest(double)
      if double.isFinite { output += text.utf8 } else { Self.appendJSON(text, to: &output) }
    case .string(let string): Self.appendJSON(string, to: &output)
    case .bytes(let bytes): Self.appendJSON(Base64.encode(bytes), to: &output)
    case .type(let type): Self.appendJSON(type.runtimeName, to: &output)
    case .timestamp, .duration, .ip, .cidr, .version, .portRange:
      Self.appendJSON(text ?? "", to: &output)
    case .list(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        element.appendJSON(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .map(let map):
      Self.appendJSON(map.entries.map { ($0.key.text ?? "", $0.value) }, to: &output)
    case .object(let object):
      Self.appendJSON(zip(object.type.fields.map(\.name), object.values), to: &output)
    }
  }

  private static func appendJSON(
    _ entries: some Sequence<(String, CELValue)>,
    to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "{"))
    var isFirst = true
    for (key, value) in entries {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      appendJSON(key, to: &output)
      output.append(UInt8(ascii: ":"))
      value.appendJSON(to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  private static func appendJSON(_ string: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x22: output += #"\""#.utf8
      case 0x5C: output += #"\\"#.utf8
      case 0x08: output += #"\b"#.utf8
      case 0x09: output += #"\t"#.utf8
      case 0x0A: output += #"\n"#.utf8
      case 0x0C: output += #"\f"#.utf8
      case 0x0D: output += #"\r"#.utf8
      // Not printable in YAML, or a line end to some of its readers.
      case ..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        output += "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8
      default: output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
