extension TOMLLanguage {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] {
    var scanner = TOMLScanner(Skeleton(finished: text))
    var list = HighlightList()
    var bare: Int?
    var kind = HighlightToken.Kind.string
    for (offset, byte) in text.enumerated() {
      let before = scanner.state
      scanner.read(byte, at: offset)
      let after = scanner.state
      if before.lexeme == .bare, after.lexeme != .bare, let start = bare {
        bare = nil
        list.append(start..<offset, Self.kind(ofBare: text[start..<offset], kind))
      }
      let here = offset..<offset + 1
      let isInHeader = before.header > 0 || after.header > 0
      switch after.lexeme {
      case .comment: list.append(here, .comment)
      case .bare:
        guard bare == nil else { continue }
        bare = offset
        kind = isInHeader ? .section : before.expected.contains(.key) ? .key : .constant
      case .quotes(_, let start, 1) where start == offset:
        kind = isInHeader ? .section : before.expected.contains(.key) ? .key : .string
        list.append(here, kind)
      case .none:
        switch before.lexeme {
        case .string, .quotes(_, _, 1): list.append(here, kind)
        default: if isInHeader, byte != .lineFeed { list.append(here, .section) }
        }
      default: list.append(here, kind)
      }
    }
    if let start = bare { list.append(start..<text.count, Self.kind(ofBare: text[start...], kind)) }
    return list.tokens
  }

  private static func kind(
    ofBare text: ArraySlice<UInt8>,
    _ kind: HighlightToken.Kind
  ) -> HighlightToken.Kind {
    guard kind == .constant, text.contains(where: \.isDecimalDigit) else { return kind }
    return .number
  }
}
