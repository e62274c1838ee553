/// JSON (RFC 8259), one value in a text.
package enum JSONLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    var scanner = JSONScanner(skeleton)
    return scanner.place()
  }

  /// Kinds: "key", "string" (decoded), "number", "literal" (`true false null`), and "[" "]" "{" "}"
  /// without a value. Nil also for an unpaired surrogate and for more than 100 levels.
  package static func tokens(of text: [UInt8]) -> [Token]? {
    var reader = JSONReader(text)
    return reader.read()
  }
}
