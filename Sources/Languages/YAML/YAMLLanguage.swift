/// YAML, as configuration files use it. A scalar that holds a value is written with double quotes,
/// so that no reader takes a name for a boolean or a version for a number.
package enum YAMLLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    var scanner = YAMLScanner(skeleton)
    return scanner.place()
  }

  /// Kinds: "key" and "string" (decoded); "plain-typed" and "key-typed" for a plain scalar that YAML
  /// 1.1 or the core schema of YAML 1.2 reads as another type than a string; "mapping", "sequence"
  /// and "end" without a value; "document", "document-end", "tag", "anchor", "alias", "comment".
  /// Nil for what is malformed or outside of the subset: tabs in indentation, complex keys,
  /// directives, a key given twice, more than 100 levels.
  package static func tokens(of text: [UInt8]) -> [Token]? {
    var reader = YAMLReader(text)
    return reader.read()
  }
}
