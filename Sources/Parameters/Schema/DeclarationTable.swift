import Diagnostics

/// The keys of one declaration; what nobody takes is unknown.
struct DeclarationTable {
  /// What messages call the declaration, such as `machines.ip`.
  let path: String
  let nameRange: SourceRange
  private let entries: [YAMLEntry]
  private var taken: Set<String> = []

  init(_ entries: [YAMLEntry], path: String, nameRange: SourceRange) {
    self.entries = entries
    self.path = path
    self.nameRange = nameRange
  }

  /// Nil, with an error, when the entry's value is no map.
  init?(_ entry: YAMLEntry, path: String, log: inout DiagnosticLog) {
    guard let entries = entry.value.entries else {
      let near = entry.value.scalar.flatMap { ParameterKind(rawValue: $0.text) }
      log.add(
        .error(
          .wrongType,
          "'\(path)' is \(entry.value.formName), but a declaration is a map",
          at: entry.keyRange,
          cure: near.map { "write '\(entry.key): {type: \($0.rawValue)}'" }
            ?? "write '\(entry.key): {type: …}'"
        )
      )
      return nil
    }
    self.init(entries, path: path, nameRange: entry.keyRange)
  }

  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  func peek(_ key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

  mutating func take(_ key: String) -> YAMLNode? {
    guard let entry = entries.first(where: { $0.key == key }) else { return nil }
    taken.insert(key)
    return entry.value
  }

  /// Adds an error for each key that was not taken; false when there is one.
  ///
  /// `known` are the keys to suggest, `whose` is what has them.
  func finish(_ known: [String], whose: String, log: inout DiagnosticLog) -> Bool {
    var isFinished = true
    for entry in entries where !taken.contains(entry.key) {
      isFinished = false
      if DeclarationTable.vocabulary.contains(entry.key) {
        log.add(
          .error(
            .invalidDeclaration,
            "'\(entry.key)' means nothing for \(whose)",
            at: entry.keyRange,
            cure: "remove it"
          )
        )
        continue
      }
      let near = Suggestion.nearest(to: entry.key, in: known)
      log.add(
        .error(
          .unknownKey,
          "\(whose) has no key '\(entry.key)'",
          at: entry.keyRange,
          cure: near.map { "did you mean '\($0)'?" } ?? FullWidthForm.structuralCure(in: entry.key)
            ?? "its keys are \(known.joined(separator: ", "))"
        )
      )
    }
    return isFinished
  }

  /// All keys that some declaration has.
  private static let vocabulary: Set<String> = [
    "type", "title", "description", "values", "minimum", "maximum", "minLength", "maxLength",
    "pattern", "minItems", "maxItems", "items", "properties", "rules", "default", "value", "env",
    "immutable", "example", "secret", "nullable", "path", "command",
  ]
}
