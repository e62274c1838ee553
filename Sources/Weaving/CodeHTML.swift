import HTMLText
import Languages
import Resolution
import Tangling

/// Code as HTML: its text letter for letter, what its language tells in colour, values marked.
struct CodeHTML {
  private let bytes: [UInt8]
  private let tokens: [HighlightToken]
  private let values: [TangledText.Span]
  private let origin: ([ValueSource]) -> String
  private var position = 0
  private var output: [UInt8] = []

  /// - Parameters:
  ///   - language: the fence's; no language has no colours.
  ///   - origin: names what a value comes from.
  static func append(
    _ text: TangledText,
    language: String,
    origin: @escaping ([ValueSource]) -> String,
    to output: inout [UInt8]
  ) {
    // An empty value has nothing to mark, and a constant is nobody's value.
    let values = text.spans.filter { !$0.range.isEmpty && !$0.sources.isEmpty }
    let tokens = LanguageTable.highlights(of: text.bytes, in: language)
    var html = CodeHTML(
      bytes: text.bytes,
      tokens: cut(tokens, at: values),
      values: values,
      origin: origin
    )
    html.write()
    output += html.output
  }

  private init(
    bytes: [UInt8],
    tokens: [HighlightToken],
    values: [TangledText.Span],
    origin: @escaping ([ValueSource]) -> String
  ) {
    self.bytes = bytes
    self.tokens = tokens
    self.values = values
    self.origin = origin
  }

  /// The tokens, those that overlap a value without holding all of it cut at its ends: then of a
  /// token and a value one holds the other, or they are apart.
  private static func cut(
    _ tokens: [HighlightToken],
    at values: [TangledText.Span]
  ) -> [HighlightToken] {
    var result: [HighlightToken] = []
    var first = 0
    for token in tokens {
      while first < values.count, values[first].range.upperBound <= token.range.lowerBound {
        first += 1
      }
      var start = token.range.lowerBound
      var index = first
      while index < values.count, values[index].range.lowerBound < token.range.upperBound {
        let value = values[index].range
        index += 1
        if token.range.lowerBound <= value.lowerBound, value.upperBound <= token.range.upperBound {
          continue
        }
        for edge in [value.lowerBound, value.upperBound]
        where start < edge && edge < token.range.upperBound {
          result.append(HighlightToken(start..<edge, token.kind))
          start = edge
        }
      }
      result.append(HighlightToken(start..<token.range.upperBound, token.kind))
    }
    return result
  }

  private mutating func write() {
    var token = 0
    var value = 0
    while token < tokens.count || value < values.count {
      let tokenRange = token < tokens.count ? tokens[token].range : nil
      let valueRange = value < values.count ? values[value].range : nil
      // The outer one begins first, or ends last.
      let isToken =
        if let tokenRange, let valueRange {
          tokenRange.lowerBound < valueRange.lowerBound
            || tokenRange.lowerBound == valueRange.lowerBound
              && tokenRange.upperBound >= valueRange.upperBound
        } else {
          tokenRange != nil
        }
      if isToken {
        let end = tokens[token].range.upperBound
        open(tokens[token])
        while value < values.count, values[value].range.upperBound <= end {
          write(values[value])
          value += 1
        }
        close(end)
        token += 1
      } else {
        let end = values[value].range.upperBound
        open(values[value])
        while token < tokens.count, tokens[token].range.upperBound <= end {
          open(tokens[token])
          close(tokens[token].range.upperBound)
          token += 1
        }
        close(end)
        value += 1
      }
    }
    writeText(to: bytes.count)
  }

  private mutating func open(_ token: HighlightToken) {
    writeText(to: token.range.lowerBound)
    output += "<span class=\"token-\(token.kind.rawValue)\">".utf8
  }

  private mutating func open(_ value: TangledText.Span) {
    writeText(to: value.range.lowerBound)
    ValueHTML.open(origin(value.sources), to: &output)
  }

  private mutating func write(_ value: TangledText.Span) {
    open(value)
    close(value.range.upperBound)
  }

  private mutating func close(_ end: Int) {
    writeText(to: end)
    output += "</span>".utf8
  }

  /// A carriage return would become a line feed in a browser.
  private mutating func writeText(to end: Int) {
    var start = position
    for index in position..<end where bytes[index] == 0x0D {
      HTMLEscaping.appendText(bytes, start..<index, to: &output)
      output += "&#13;".utf8
      start = index + 1
    }
    HTMLEscaping.appendText(bytes, start..<end, to: &output)
    position = end
  }
}
