import Diagnostics
import Expressions

/// Reads YAML values against their schemas: types, normal forms and limits, but no expressions.
struct ValueReader {
  /// Reads a certificate beside the cluster file; nil where certificates cannot be given.
  let certificates: ((_ relativePath: String) -> CertificateSource)?
  var log = DiagnosticLog()

  init(certificates: ((_ relativePath: String) -> CertificateSource)?) {
    self.certificates = certificates
  }

  /// The value, or nil after errors. `path` is what messages call it, such as `machines[0].ip`.
  mutating func read(_ node: YAMLNode, _ schema: ValueSchema, path: String) -> GivenValue? {
    if let scalar = node.scalar, scalar.isNull, schema.isNullable {
      return .value(.null, node.range)
    }
    switch schema.shape {
    case .scalar: return scalar(node, schema, path)
    case .certificate: return certificate(node, schema, path)
    case .list(let item): return list(node, schema, item, path)
    case .object(_, let fields): return object(node, schema, fields, path)
    case .secret:
      log.add(
        .error(
          .secretInValues,
          "'\(path)' is a secret, and a secret has no value here",
          at: node.range,
          cure: "remove it; the secret is made on the host",
          notes: [declared(schema)]
        )
      )
      return nil
    }
  }

  func declared(_ schema: ValueSchema) -> Diagnostic.Note {
    .init("declared here", at: schema.range)
  }

  private mutating func refuseForm(_ node: YAMLNode, _ schema: ValueSchema, _ path: String) {
    if let scalar = node.scalar, scalar.isAbsent {
      log.add(
        .error(
          .missingValue,
          "'\(path)' has no value",
          at: node.range,
          cure: cure(for: schema),
          notes: [declared(schema)]
        )
      )
      return
    }
    log.add(
      .error(
        .wrongType,
        "'\(path)' is \(node.formName), but \(schema.kind.nounPhrase) is expected",
        at: node.range,
        cure: cure(for: schema),
        notes: [declared(schema)]
      )
    )
  }

  func cure(for schema: ValueSchema) -> String? {
    if let example = schema.example { return "write it like \(example)" }
    switch schema.kind {
    case .list:
      let needed = schema.itemFields.filter(\.schema.isRequired).map { "\($0.name): …" }
      let item = needed.isEmpty ? "…" : "{\(needed.joined(separator: ", "))}"
      return "write '- \(item)' for each item"
    case .object: return "write 'name: value' for each field"
    case .enum:
      return "one of: \(schema.constraints.values.compactMap(\.text).joined(separator: ", "))"
    default:
      let sample = schema.kind.sample
      return sample.isEmpty ? nil : "write it like \(sample)"
    }
  }

  private mutating func scalar(
    _ node: YAMLNode,
    _ schema: ValueSchema,
    _ path: String
  ) -> GivenValue? {
    guard let scalar = node.scalar, !scalar.isAbsent else {
      refuseForm(node, schema, path)
      return nil
    }
    if PrivateKeyScan.isPrivateKey(scalar.text) {
      log.add(PrivateKeyScan.diagnostic(at: node.range))
      return nil
    }
    let value: CELValue
    if schema.kind == .enum {
      value = .string(scalar.text)
    } else {
      do throws(Refusal) {
        value = try ScalarGrammar(kind: schema.kind).read(scalar.text)
      } catch {
        refuse(.invalidValue, error, scalar.text, at: node.range, schema, path)
        return nil
      }
    }
    guard let violation = schema.constraints.violation(of: value) else {
      return .value(value, node.range)
    }
    refuse(violation, scalar.text, at: node.range, schema, path)
    return nil
  }

  private mutating func refuse(
    _ violation: ValueConstraints.Violation,
    _ text: String?,
    at range: SourceRange,
    _ schema: ValueSchema,
    _ path: String
  ) {
    switch violation {
    case .notListed(let refusal):
      refuse(.valueNotListed, refusal, text, at: range, schema, path)
    case .outOfRange(let refusal):
      refuse(.valueOutOfRange, refusal, text, at: range, schema, path)
    }
  }

  private mutating func refuse(
    _ id: DiagnosticID,
    _ refusal: Refusal,
    _ text: String?,
    at range: SourceRange,
    _ schema: ValueSchema,
    _ path: String
  ) {
    let subject = text.map { "\(path): '\(ValueReader.shown($0))'" } ?? "'\(path)'"
    log.add(
      .error(
        id,
        "\(subject) \(refusal.reason)",
        at: range,
        cure: refusal.cure,
        notes: [declared(schema)]
      )
    )
  }

  /// At most 60 characters, without controls.
  static func shown(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(60) {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        shown.unicodeScalars.append("\u{FFFD}")
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > 60 ? shown + "…" : shown
  }

  private mutating func list(
    _ node: YAMLNode,
    _ schema: ValueSchema,
    _ item: ValueSchema,
    _ path: String
  ) -> GivenValue? {
    guard let elements = node.elements else {
      refuseForm(node, schema, path)
      return nil
    }
    if let violation = schema.constraints.violation(ofCount: elements.count) {
      refuse(violation, nil, at: node.range, schema, path)
      return nil
    }
    var values: [GivenValue] = []
    for (index, element) in elements.enumerated() {
      if let value = read(element, item, path: "\(path)[\(index)]") { values.append(value) }
    }
    return values.count == elements.count ? .list(values, node.range) : nil
  }

  private mutating func object(
    _ node: YAMLNode,
    _ schema: ValueSchema,
    _ fields: [SchemaField],
    _ path: String
  ) -> GivenValue? {
    guard let entries = node.entries else {
      refuseForm(node, schema, path)
      return nil
    }
    var values: [GivenValue?] = Array(repeating: nil, count: fields.count)
    var isSound = true
    for entry in entries {
      guard let position = fields.firstIndex(where: { $0.name == entry.key }) else {
        let names = fields.map(\.name)
        log.add(
          .error(
            .unknownKey,
            "'\(path)' has no field '\(entry.key)'",
            at: entry.keyRange,
            cure: Suggestion.nearest(to: entry.key, in: names).map { "did you mean '\($0)'?" }
              ?? FullWidthForm.structuralCure(in: entry.key)
              ?? "its fields are \(names.joined(separator: ", "))",
            notes: [declared(schema)]
          )
        )
        isSound = false
        continue
      }
      let field = fields[position].schema
      values[position] = read(entry.value, field, path: "\(path).\(entry.key)")
      if values[position] == nil { isSound = false }
    }
    for (position, field) in fields.enumerated()
    where values[position] == nil && field.schema.isRequired
      && !entries.contains(where: { $0.key == field.name })
    {
      isSound = false
      log.add(
        .error(
          .missingValue,
          "'\(path).\(field.name)' is not given",
          at: node.range,
          cure: cure(for: field.schema).map { "add '\(field.name)'; \($0)" },
          notes: [declared(field.schema)]
        )
      )
    }
    return isSound ? .object(values, node.range) : nil
  }

  private mutating func certificate(
    _ node: YAMLNode,
    _ schema: ValueSchema,
    _ path: String
  ) -> GivenValue? {
    guard let scalar = node.scalar, !scalar.isAbsent else {
      refuseForm(node, schema, path)
      return nil
    }
    if PrivateKeyScan.isPrivateKey(scalar.text) {
      log.add(PrivateKeyScan.diagnostic(at: node.range))
      return nil
    }
    guard let certificates else {
      log.add(
        .error(
          .invalidDeclaration,
          "a certificate is read beside a cluster file, so it has no default",
          at: node.range,
          cure: "remove the default"
        )
      )
      return nil
    }
    let bytes: [UInt8]
    do throws(Refusal) {
      switch certificates(try CertificatePath.read(scalar.text)) {
      case .bytes(let found): bytes = found
      case .unreadable(let reason):
        let refusal = Refusal("cannot be read: \(reason)", cure: "check the path")
        refuse(.certificateUnreadable, refusal, scalar.text, at: node.range, schema, path)
        return nil
      }
    } catch {
      refuse(.invalidValue, error, scalar.text, at: node.range, schema, path)
      return nil
    }
    do throws(Refusal) {
      return .value(try Certificate.read(bytes).value, node.range)
    } catch {
      let id: DiagnosticID =
        error == Certificate.privateKeyRefusal ? .privateKeyGiven : .invalidCertificate
      refuse(id, error, scalar.text, at: node.range, schema, path)
      return nil
    }
  }
}
