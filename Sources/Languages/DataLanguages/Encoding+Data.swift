/// The encodings of YAML, JSON, TOML and CSV.
extension Encoding {
  /// Every encoding of these languages; one that takes a number stands with one example of it.
  package static var data: [Encoding] {
    [
      .yamlDoubleQuoted, .yamlSingleQuoted, .yamlBlockLines(indentation: 4), .jsonString,
      .jsonValue, .tomlString, .tomlValue, .csvQuoted,
    ]
  }
}

/// The encoders of YAML, JSON, TOML and CSV. Values are valid UTF-8; bytes that are not are copied.
package enum DataEncoder {
  package static func yamlDoubleQuoted(_ value: [UInt8], to output: inout [UInt8]) {
    StringEscaping.yaml.append(value, to: &output)
  }

  package static func yamlSingleQuoted(_ value: [UInt8], to output: inout [UInt8]) {
    double(UInt8(ascii: "'"), in: value, to: &output)
  }

  /// The lines of `value` without the last line feed, `indentation` spaces before each but the
  /// first; an empty line gets none.
  package static func yamlBlockLines(
    _ value: [UInt8],
    indentation: Int,
    to output: inout [UInt8]
  ) {
    let end = value.last == .lineFeed ? value.count - 1 : value.count
    for index in 0..<end {
      if index > 0, value[index - 1] == .lineFeed, value[index] != .lineFeed {
        output.append(contentsOf: repeatElement(.space, count: indentation))
      }
      output.append(value[index])
    }
  }

  package static func jsonString(_ value: [UInt8], to output: inout [UInt8]) {
    StringEscaping.json.append(value, to: &output)
  }

  package static func jsonValue(_ value: [UInt8], to output: inout [UInt8]) {
    output.append(.quote)
    StringEscaping.json.append(value, to: &output)
    output.append(.quote)
  }

  package static func tomlString(_ value: [UInt8], to output: inout [UInt8]) {
    StringEscaping.toml.append(value, to: &output)
  }

  package static func tomlValue(_ value: [UInt8], to output: inout [UInt8]) {
    output.append(.quote)
    StringEscaping.toml.append(value, to: &output)
    output.append(.quote)
  }

  package static func csvQuoted(_ value: [UInt8], to output: inout [UInt8]) {
    double(.quote, in: value, to: &output)
  }

  private static func double(_ quote: UInt8, in value: [UInt8], to output: inout [UInt8]) {
    for byte in value {
      if byte == quote { output.append(quote) }
      output.append(byte)
    }
  }
}
