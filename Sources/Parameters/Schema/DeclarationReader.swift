import Diagnostics
import Expressions

/// Reads the declarations of one `params` block.
struct DeclarationReader {
  let excerpt: SourceExcerpt
  let languages: [String]
  var log = DiagnosticLog()
  private(set) var parameters: [ParameterDeclaration] = []
  private(set) var guideRules: [RuleDeclaration] = []
  /// The names whose declarations have errors.
  private(set) var brokenNames: [String] = []
  /// Whether the block's names could be read at all.
  private(set) var isReadable = true

  init(_ excerpt: SourceExcerpt, languages: [String]) {
    self.excerpt = excerpt
    self.languages = languages
  }

  /// Reads the block; errors are in `log`, what could be read is in the properties.
  mutating func read() {
    guard let document = YAMLDocument.read(excerpt, log: &log) else {
      isReadable = false
      return
    }
    guard let root = document.root else { return }
    guard let entries = root.entries else {
      isReadable = false
      log.add(
        .error(
          .wrongType,
          "a params block is a map of names to declarations, not \(root.formName)",
          at: root.range,
          cure: structuralCure(root) ?? "write it like 'masters: {type: int}'"
        )
      )
      return
    }
    for entry in entries {
      if entry.key == "rules" {
        guideRules += rules(entry.value)
      } else if ParameterName.check(entry.key, isField: false, at: entry.keyRange, log: &log),
        let parameter = parameter(entry)
      {
        parameters.append(parameter)
      } else {
        brokenNames.append(entry.key)
      }
    }
  }

  private mutating func parameter(_ entry: YAMLEntry) -> ParameterDeclaration? {
    guard var table = DeclarationTable(entry, path: entry.key, log: &log) else { return nil }
    let derivation = table.take("value").map { expression($0) }
    if case .some(nil) = derivation { return nil }
    let env = environmentName(&table)
    var isExplicitlyTyped = table.has("type") || table.has("secret")
    if derivation == nil { isExplicitlyTyped = true }
    guard isExplicitlyTyped else { return untyped(entry, &table, derivation ?? nil, env) }
    guard let schema = schema(&table, isField: false) else { return nil }
    if derivation != nil, !mayBeDerived(schema, table) { return nil }
    return ParameterDeclaration(
      name: entry.key,
      range: entry.keyRange,
      schema: schema,
      derivation: derivation ?? nil,
      env: env,
      isImmutable: schema.isImmutable,
      title: schema.title,
      description: schema.description,
      example: schema.example,
      rules: []
    )
  }

  private mutating func mayBeDerived(_ schema: SchemaDeclaration, _ table: DeclarationTable) -> Bool
  {
    if schema.kind == .secret || schema.kind == .certificate {
      log.add(
        .error(
          .invalidDeclaration,
          "a \(schema.kind.rawValue) cannot be derived",
          at: table.nameRange,
          cure: "remove 'value' or 'type'"
        )
      )
      return false
    }
    if schema.fallback != nil {
      log.add(
        .error(
          .invalidDeclaration,
          "'\(schema.path)' has a value, so its default is never used",
          at: table.nameRange,
          cure: "remove 'value' or 'default'"
        )
      )
      return false
    }
    return true
  }

  /// A derived parameter that takes the type of its expression.
  private mutating func untyped(
    _ entry: YAMLEntry,
    _ table: inout DeclarationTable,
    _ derivation: ParsedExpression?,
    _ env: (name: String, range: SourceRange)?
  ) -> ParameterDeclaration? {
    let isImmutable = flag("immutable", &table)
    let title = localized("title", &table)
    let description = localized("description", &table)
    let rules = table.take("rules").map { self.rules($0) } ?? []
    guard table.finish(Self.derivedKeys, whose: "a derived parameter without 'type'", log: &log)
    else { return nil }
    return ParameterDeclaration(
      name: entry.key,
      range: entry.keyRange,
      schema: nil,
      derivation: derivation,
      env: env,
      isImmutable: isImmutable,
      title: title,
      description: description,
      example: nil,
      rules: rules
    )
  }

  private static let derivedKeys = [
    "value", "type", "title", "description", "env", "immutable", "rules",
  ]

  private mutating func environmentName(
    _ table: inout DeclarationTable
  ) -> (name: String, range: SourceRange)? {
    guard let node = table.take("env") else { return nil }
    guard let text = node.scalar?.text, (try? NameGrammar.identifier(text)) != nil else {
      log.add(
        .error(
          .invalidDeclaration,
          "'env' is no name of an environment variable",
          at: node.range,
          cure: "write it like \(table.path.asciiUppercased)"
        )
      )
      return nil
    }
    return (text, node.range)
  }

  /// A cure for text in which an input method has put full-width punctuation.
  private func structuralCure(_ node: YAMLNode) -> String? {
    guard let text = node.scalar?.text else { return nil }
    return FullWidthForm.structuralCure(in: text)
  }

  // MARK: - Parts that all declarations share

  mutating func expression(_ node: YAMLNode) -> ParsedExpression? {
    guard let scalar = node.scalar, !scalar.isAbsent else {
      log.add(
        .error(
          .wrongType,
          "here is \(node.formName), but an expression is expected",
          at: node.range,
          cure: "quote an expression that starts with '{' or '['"
        )
      )
      return nil
    }
    if let verbatim = scalar.verbatim {
      return ParsedExpression(excerpt, verbatim, log: &log)
    }
    return ParsedExpression(text: Array(scalar.text.utf8), standingAt: node.range, log: &log)
  }

  mutating func flag(_ key: String, _ table: inout DeclarationTable) -> Bool {
    guard let node = table.take(key) else { return false }
    switch node.scalar?.text {
    case "true": return true
    case "false": return false
    default:
      log.add(
        .error(
          .wrongType,
          "'\(key)' is true or false",
          at: node.range,
          cure: "write '\(key): true'"
        )
      )
      return false
    }
  }

  mutating func localized(_ key: String, _ table: inout DeclarationTable) -> LocalizedText? {
    table.take(key).flatMap { LocalizedText($0, languages: languages, log: &log) }
  }

  mutating func rules(_ node: YAMLNode) -> [RuleDeclaration] {
    guard let elements = node.elements else {
      log.add(
        .error(
          .wrongType,
          "'rules' is \(node.formName), but a list is expected",
          at: node.range,
          cure: "write '- rule: …' for each rule"
        )
      )
      return []
    }
    return elements.compactMap { rule($0) }
  }

  private mutating func rule(_ node: YAMLNode) -> RuleDeclaration? {
    guard let entries = node.entries else {
      log.add(
        .error(
          .wrongType,
          "a rule is a map, not \(node.formName)",
          at: node.range,
          cure: "write '{rule: …, message: …}'"
        )
      )
      return nil
    }
    var table = DeclarationTable(entries, path: "rule", nameRange: node.range)
    guard let condition = table.take("rule") else {
      log.add(
        .error(
          .missingKey,
          "the rule has no 'rule'",
          at: node.range,
          cure: "add 'rule: <expression>'"
        )
      )
      return nil
    }
    let messageNode = table.take("message")
    let level = ruleLevel(table.take("level"))
    guard table.finish(["rule", "message", "level"], whose: "a rule", log: &log) else {
      return nil
    }
    let message = messageNode.map {
      MessageDeclaration($0, excerpt: excerpt, languages: languages, log: &log)
    }
    guard let parsed = expression(condition) else { return nil }
    if case .some(nil) = message { return nil }
    return RuleDeclaration(
      condition: parsed,
      source: condition.scalar?.text ?? "",
      message: message ?? nil,
      level: level,
      range: parsed.range ?? condition.range
    )
  }

  private mutating func ruleLevel(_ node: YAMLNode?) -> Diagnostic.Severity {
    guard let node else { return .error }
    if let level = node.scalar.flatMap({ Diagnostic.Severity(rawValue: $0.text) }) { return level }
    log.add(
      .error(
        .invalidDeclaration,
        "the level of a rule is error or warning",
        at: node.range,
        cure: "write 'level: warning'"
      )
    )
    return .error
  }
}
