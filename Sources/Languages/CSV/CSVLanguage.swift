/// CSV as RFC 4180 describes it, with commas; a line feed alone ends a record, too.
package enum CSVLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    var scanner = CSVScanner(skeleton)
    return scanner.place()
  }

  /// Kinds: "field" (decoded), and "record" behind the fields of each.
  package static func tokens(of text: [UInt8]) -> [Token]? {
    var reader = CSVReader(text)
    return reader.read()
  }
}
