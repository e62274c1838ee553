extension JSONLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    var scanner = JSONScanner(Skeleton(finished: text))
    var list = HighlightList()
    var bare: Int?
    var kind = HighlightToken.Kind.string
    for (offset, byte) in text.enumerated() {
      let before = scanner.state
      scanner.read(byte, at: offset)
      if before.lexeme == .bare, scanner.state.lexeme != .bare, let start = bare {
        list.append(start..<offset, Self.kind(ofBare: text[start..<offset]))
      }
      switch (before.lexeme, scanner.state.lexeme) {
      case (.none, .string), (.bare, .string):
        kind = before.expected.contains(.key) ? .key : .string
        list.append(offset..<offset + 1, kind)
      case (.string, _), (.escape, _): list.append(offset..<offset + 1, kind)
      case (.none, .bare): bare = offset
      default: break
      }
    }
    if scanner.state.lexeme == .bare, let start = bare {
      list.append(start..<text.count, Self.kind(ofBare: text[start...]))
    }
    return list.tokens
  }

  /// `true`, `false` and `null` are constants; everything else without quotes is a number.
  private static func kind(ofBare text: ArraySlice<UInt8>) -> HighlightToken.Kind {
    text.first?.isLetter ?? false ? .constant : .number
  }
}
