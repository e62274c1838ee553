extension LinePlacer {
  /// What the placer says of each line of a finished text.
  static func highlights(of text: [UInt8]) -> [HighlightToken] {
    let skeleton = Skeleton(finished: text)
    var walker = LineWalker<Self>(skeleton, isHighlighting: true)
    _ = walker.walk(skeleton.pieces, depth: 0)
    return walker.highlights
  }
}

extension LineOutput {
  /// Notes what a part of a line is, when a finished text is read for its colours.
  mutating func mark(
    _ elements: ArraySlice<SkeletonLine.Element>,
    _ kind: HighlightToken.Kind
  ) {
    guard isHighlighting, case .byte(_, let first)? = elements.first,
      case .byte(_, let last)? = elements.last
    else { return }
    highlights.append(first..<last + 1, kind)
  }

  /// Notes the parts of a value: texts between quotes, variables, and a value that is a number or a
  /// boolean.
  ///
  /// - Parameter openQuote: the quote that a line before has left open.
  mutating func markValue(
    _ value: ArraySlice<SkeletonLine.Element>,
    openQuote: UInt8? = nil,
    quotes: String = "\"'"
  ) {
    guard isHighlighting else { return }
    let whole = value.trimmingBlanks()
    if openQuote == nil, let kind = Self.kind(ofWord: whole.bytes(substitute: 0)) {
      mark(whole, kind)
      return
    }
    var quote = openQuote
    var index = value.startIndex
    while index < value.endIndex {
      let byte = value[index].byte
      var end = index + 1
      if byte == UInt8(ascii: "$"), quote != UInt8(ascii: "'") {
        end = Self.endOfVariable(index, in: value)
        if end > index + 1 {
          mark(value[index..<end], .variable)
          index = end
          continue
        }
      }
      let wasQuoted = quote != nil
      if byte == UInt8(ascii: "\\"), end < value.endIndex {
        end += 1
      } else if let byte, byte == quote {
        quote = nil
      } else if quote == nil, let byte, quotes.utf8.contains(byte) {
        quote = byte
      }
      if wasQuoted || quote != nil { mark(value[index..<end], .string) }
      index = end
    }
  }

  /// Notes the words of a line whose comment may begin behind them.
  mutating func markBlockValue(_ value: ArraySlice<SkeletonLine.Element>) {
    let comment = value.indices.first {
      value[$0].byte == UInt8(ascii: "#") && $0 > value.startIndex && value[$0 - 1].isBlank
    }
    markValue(value[..<(comment ?? value.endIndex)])
    if let comment { mark(value[comment...], .comment) }
  }

  /// A number, a boolean, or neither.
  static func kind(ofWord word: [UInt8]) -> HighlightToken.Kind? {
    guard let first = word.first else { return nil }
    if ASCIIClass.isDigit(first) || first == UInt8(ascii: "-") && word.count > 1 {
      return word.dropFirst().allSatisfy(ASCIIClass.isDigit) ? .number : nil
    }
    let constants = ["true", "false", "yes", "no", "on", "off"]
    return constants.contains { $0.utf8.elementsEqual(word) } ? .constant : nil
  }

  /// Behind `$name` or `${…}`; `index + 1` when the dollar sign is only itself.
  private static func endOfVariable(
    _ index: Int,
    in value: ArraySlice<SkeletonLine.Element>
  ) -> Int {
    var end = index + 1
    guard end < value.endIndex else { return end }
    if value[end].byte == UInt8(ascii: "{") {
      let close = value[end...].firstIndex { $0.byte == UInt8(ascii: "}") }
      return close.map { $0 + 1 } ?? end
    }
    while end < value.endIndex, value[end].byte.map(ASCIIClass.isNameByte) ?? false { end += 1 }
    return end
  }
}

extension UnitLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    UnitPlacer.highlights(of: text)
  }
}

extension EnvFileLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    EnvFilePlacer<SharedEnvFile>.highlights(of: text)
  }
}

extension SystemdEnvFileLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    EnvFilePlacer<SystemdEnvFile>.highlights(of: text)
  }
}

extension DockerEnvFileLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    DockerEnvFilePlacer.highlights(of: text)
  }
}

extension NftablesLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    NftablesPlacer.highlights(of: text)
  }
}

extension OpenSSLConfigLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    OpenSSLConfigPlacer.highlights(of: text)
  }
}

extension PlainConfigLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    PlainPlacer<PlainPosition.Configuration>.highlights(of: text)
  }
}

extension HAProxyLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    PlainPlacer<PlainPosition.HAProxy>.highlights(of: text)
  }
}

extension INILanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    PlainPlacer<PlainPosition.INI>.highlights(of: text)
  }
}
