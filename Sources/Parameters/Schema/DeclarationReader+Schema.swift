import Diagnostics
import Expressions

extension DeclarationReader {
  /// Reads what is the same for parameters, fields and items. Nil after an error.
  mutating func schema(_ table: inout DeclarationTable, isField: Bool) -> SchemaDeclaration? {
    guard let kind = kind(&table) else { return nil }
    let errorsBefore = log.diagnostics.count
    let title = localized("title", &table)
    let description = localized("description", &table)
    let isImmutable = flag("immutable", &table)
    let isNullable = kind == .secret ? false : flag("nullable", &table)
    let example = exampleText(of: kind, &table)
    let rules = table.take("rules").map { self.rules($0) } ?? []
    let constraints = constraints(of: kind, &table)
    let shaped = shape(of: kind, constraints, &table)
    let fallback = fallback(of: kind, &table)
    let known = Self.keys(of: kind, isField: isField)
    let isFinished = table.finish(known, whose: "the type \(kind.rawValue)", log: &log)
    guard let (shape, type) = shaped, isFinished,
      !log.diagnostics[errorsBefore...].contains(where: { $0.severity == .error })
    else { return nil }
    return SchemaDeclaration(
      path: table.path,
      kind: kind,
      shape: shape,
      celType: isNullable ? .nullable(type) : type,
      isNullable: isNullable,
      constraints: constraints,
      fallback: fallback,
      rules: rules,
      isImmutable: isImmutable,
      title: title,
      description: description,
      example: example,
      range: table.nameRange
    )
  }

  private static func keys(of kind: ParameterKind, isField: Bool) -> [String] {
    var keys = ["type", "title", "description", "example", "immutable", "rules"]
    if !isField { keys += ["env", "value"] }
    if kind == .secret { return keys + ["path", "command"] }
    keys += ["nullable"]
    if kind != .certificate { keys += ["default"] }
    if kind.isScalar { keys += ["values"] }
    if kind.isNumber { keys += ["minimum", "maximum"] }
    if kind.isStringLike { keys += ["minLength", "maxLength", "pattern"] }
    if kind == .list { keys += ["items", "minItems", "maxItems"] }
    if kind == .object { keys += ["properties"] }
    return keys
  }

  private mutating func kind(_ table: inout DeclarationTable) -> ParameterKind? {
    let isSecret = flag("secret", &table)
    guard let node = table.take("type") else {
      if isSecret { return .secret }
      log.add(
        .error(
          .missingKey,
          "'\(table.path)' has no 'type'",
          at: table.nameRange,
          cure: "add 'type: string', or 'value: <expression>' for a derived one"
        )
      )
      return nil
    }
    guard let name = node.scalar?.text, let kind = ParameterKind(rawValue: name) else {
      let names = ParameterKind.allCases.map(\.rawValue)
      let written = node.scalar?.text ?? ""
      let near =
        Self.foreignTypes[written.asciiLowercased]
        ?? Suggestion.nearest(to: written, in: names)
      log.add(
        .error(
          .unknownType,
          "there is no type '\(written)'",
          at: node.range,
          cure: near.map { "did you mean '\($0)'?" }
            ?? "the types are \(names.joined(separator: ", "))"
        )
      )
      return nil
    }
    if isSecret, kind != .secret {
      log.add(
        .error(
          .invalidDeclaration,
          "a secret has no value, so it has no type but 'secret'",
          at: node.range,
          cure: "write 'type: secret'"
        )
      )
      return nil
    }
    return kind
  }

  /// What other schema languages call our types.
  private static let foreignTypes = [
    "boolean": "bool", "integer": "int", "number": "int", "float": "int", "array": "list",
    "map": "object", "str": "string", "ipv4": "ip", "ipv6": "ip", "address": "ip",
    "network": "cidr", "subnet": "cidr", "hostname": "dnsName", "file": "path", "uri": "url",
    "password": "secret", "cert": "certificate",
  ]

  private mutating func fallback(
    of kind: ParameterKind,
    _ table: inout DeclarationTable
  ) -> SchemaDeclaration.Default? {
    guard kind != .secret, kind != .certificate, let node = table.take("default") else {
      return nil
    }
    guard let entries = node.entries, entries.count == 1, entries[0].key == "expr" else {
      return .literal(node)
    }
    return expression(entries[0].value).map { .computed($0) }
  }

  // MARK: - Shapes

  private mutating func shape(
    of kind: ParameterKind,
    _ constraints: ValueConstraints,
    _ table: inout DeclarationTable
  ) -> (SchemaDeclaration.Shape, CELType)? {
    switch kind {
    case .list:
      guard let item = items(&table) else { return nil }
      return (.list(item), .list(item.celType))
    case .object:
      guard let node = table.take("properties"), let entries = node.entries else {
        log.add(
          .error(
            .missingKey,
            "'\(table.path)' has no 'properties'",
            at: table.nameRange,
            cure: "add 'properties: {name: {type: …}}'"
          )
        )
        return nil
      }
      guard let fields = fields(entries, path: table.path) else { return nil }
      let type = objectType(named: table.path, fields)
      return (.object(type, fields), .object(type))
    case .certificate: return (.certificate, .object(Certificate.objectType))
    case .secret:
      return secret(&table).map { (.secret($0), .object(SecretLocation.objectType)) }
    case .enum:
      let alphabets = constraints.values.compactMap(\.text).map { Alphabet(of: $0.utf8) }
      return (.scalar, .string(alphabets.reduce(.inert) { $0.joined(with: $1) }))
    default:
      guard let type = kind.scalarType else { preconditionFailure("\(kind) is a scalar kind") }
      return (.scalar, type)
    }
  }

  private func objectType(named name: String, _ fields: [FieldDeclaration]) -> ObjectType {
    ObjectType(name: name, fields: fields.map { .init($0.name, $0.schema.celType) })
  }

  /// `items` is one declaration when its `type` is a single word, else a map of fields.
  private mutating func items(_ table: inout DeclarationTable) -> SchemaDeclaration? {
    guard let node = table.take("items"), let entries = node.entries else {
      log.add(
        .error(
          .missingKey,
          "'\(table.path)' has no 'items'",
          at: table.nameRange,
          cure: "add 'items: {type: …}', or a map of fields"
        )
      )
      return nil
    }
    let path = "\(table.path) item"
    if let type = node["type"], type.scalar != nil {
      var itemTable = DeclarationTable(entries, path: path, nameRange: node.range)
      guard let item = schema(&itemTable, isField: true) else { return nil }
      if item.fallback != nil {
        log.add(
          .error(
            .invalidDeclaration,
            "an item of '\(table.path)' is always given, so it has no default",
            at: node["default"]?.range ?? node.range,
            cure: "remove 'default'"
          )
        )
      }
      return item
    }
    let itemRules = node["rules"].map { rules($0) } ?? []
    guard let fields = fields(entries.filter { $0.key != "rules" }, path: path) else { return nil }
    let type = objectType(named: path, fields)
    return SchemaDeclaration(
      path: path,
      kind: .object,
      shape: .object(type, fields),
      celType: .object(type),
      isNullable: false,
      constraints: ValueConstraints(),
      fallback: nil,
      rules: itemRules,
      isImmutable: false,
      title: nil,
      description: nil,
      example: nil,
      range: table.nameRange
    )
  }

  private mutating func fields(_ entries: [YAMLEntry], path: String) -> [FieldDeclaration]? {
    var fields: [FieldDeclaration] = []
    var isSound = true
    for entry in entries {
      let fieldPath = "\(path.hasSuffixItem ? String(path.dropLast(5)) : path).\(entry.key)"
      guard ParameterName.check(entry.key, isField: true, at: entry.keyRange, log: &log),
        var table = DeclarationTable(entry, path: fieldPath, log: &log),
        let schema = schema(&table, isField: true)
      else {
        isSound = false
        continue
      }
      fields.append(FieldDeclaration(name: entry.key, schema: schema))
    }
    return isSound ? fields : nil
  }

  private mutating func secret(_ table: inout DeclarationTable) -> SecretLocation? {
    guard let path = secretText("path", .path, &table) else { return nil }
    guard let command = secretText("command", .string, &table) else { return nil }
    return SecretLocation(path: path, command: command)
  }

  private mutating func secretText(
    _ key: String,
    _ kind: ParameterKind,
    _ table: inout DeclarationTable
  ) -> String? {
    guard let node = table.take(key), let scalar = node.scalar else {
      log.add(
        .error(
          .missingKey,
          "the secret '\(table.path)' has no '\(key)'",
          at: table.nameRange,
          cure: key == "path"
            ? "add 'path: /etc/…', where the secret lies"
            : "add 'command: …', which makes the secret"
        )
      )
      return nil
    }
    do throws(Refusal) {
      return try ScalarGrammar(kind: kind).read(scalar.text).text
    } catch {
      log.add(
        .error(
          .invalidValue,
          "\(table.path): the \(key) \(error.reason)",
          at: node.range,
          cure: error.cure
        )
      )
      return nil
    }
  }
}

extension String {
  fileprivate var hasSuffixItem: Bool { utf8.suffix(5).elementsEqual(" item".utf8) }
}
