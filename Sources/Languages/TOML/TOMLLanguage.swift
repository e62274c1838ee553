/// TOML 1.0.
package enum TOMLLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    var scanner = TOMLScanner(skeleton)
    return scanner.place()
  }

  /// Kinds: "table", "array-table" and "end" round the keys of a header; "key" and "string"
  /// (decoded); "integer", "float", "boolean" and "time" as written; "[" "]" "{" "}" without a
  /// value; "comment". Nil also for a key given twice in a table and for more than 100 levels.
  package static func tokens(of text: [UInt8]) -> [Token]? {
    var reader = TOMLReader(text)
    return reader.read()
  }
}
