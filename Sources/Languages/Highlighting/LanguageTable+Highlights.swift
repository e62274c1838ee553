extension LanguageTable {
  /// What readers see in colour in a text of a fence's language, in order and without overlaps.
  ///
  /// A text that its language cannot read is coloured as far as it can be understood, and plain
  /// behind that; so is what has no language.
  package static func highlights(
    of text: [UInt8],
    in fenceLanguage: String
  ) -> [HighlightToken] {
    HighlightList.normal(
      language(for: fenceLanguage, text: text).highlights(of: text),
      of: text
    )
  }
}

extension Language {
  package static func highlights(of text: [UInt8]) -> [HighlightToken] { [] }
}

extension Skeleton {
  /// A finished text, which has no holes.
  init(finished text: [UInt8]) {
    self.init(bytes: text, pieces: [.literal(0..<text.count)], holes: [])
  }
}
