import Diagnostics

/// Writes a page template and its partials into one flat list of operations, resolving every name
/// against the schema and following the HTML to see what may stand where.
struct TemplateCompiler {
  /// More tokens, or bytes of text, than this mean partials that multiply, not a page.
  static let maximumSteps = 100_000
  static let maximumText = 1 << 24
  /// Rendering nests as deep as the sections do.
  static let maximumDepth = 64

  private let sources: [String: ParsedTemplate]
  private let schema: TemplateRecordSchema
  private var literals: [UInt8] = []
  private var operations: [TemplateOperation] = []
  private var paths: [Int32] = []
  /// Operations before this one are not to be joined with what follows: a section begins or ends.
  private var barrier = 0
  private var scopes: TemplateScopes
  private var sectionDepth = 0
  private var steps = 0
  private var position = HTMLPosition()
  /// The templates being written, outermost first, each with the tag that called it.
  private var calls: [(name: String, tag: SourceRange?)] = []
  private(set) var used: Set<String> = []
  private(set) var log = DiagnosticLog()

  init(sources: [String: ParsedTemplate], schema: TemplateRecordSchema) {
    self.sources = sources
    self.schema = schema
    scopes = TemplateScopes(schema)
  }

  /// The page as operations; worth using only when `log` has no errors afterwards.
  mutating func compile(_ template: ParsedTemplate) -> CompiledTemplate {
    write(template, calledBy: nil, indentation: [])
    if !position.isText {
      let end = template.source.file.bytes.count
      let place = template.source.file.range(end..<end)
      report(.templateHTMLPosition, "the page ends \(position.description)", at: place)
    }
    return CompiledTemplate(
      schema: schema,
      literals: literals,
      operations: operations,
      paths: paths
    )
  }

  private mutating func write(
    _ template: ParsedTemplate,
    calledBy tag: SourceRange?,
    indentation: [UInt8]
  ) {
    used.insert(template.source.name)
    calls.append((template.source.name, tag))
    write(template, tokens: 0..<template.tokens.count, indentation: indentation)
    calls.removeLast()
  }

  private mutating func write(
    _ template: ParsedTemplate,
    tokens: Range<Int>,
    indentation: [UInt8]
  ) {
    var index = tokens.lowerBound
    while index < tokens.upperBound {
      let token = template.tokens[index]
      guard takeStep(at: token, of: template) else { return }
      if token.kind != .text, !token.isStandalone {
        indent(at: token.range.lowerBound, in: template, with: indentation)
      }
      switch token.kind {
      case .text: writeText(token.range, of: template, indentation: indentation)
      case .escaped, .raw: writeVariable(token, of: template)
      case .section(let inverted, let end):
        writeSection(
          token,
          inverted: inverted,
          tokens: index + 1..<end,
          of: template,
          indentation: indentation
        )
        index = end - 1
      case .partial(let inner):
        writePartial(token, of: template, indentation: indentation + template.bytes(inner))
      case .close, .comment: break
      }
      index += 1
    }
  }

  /// Counts a token; false, and reported once, when the page has become too large.
  private mutating func takeStep(at token: TemplateToken, of template: ParsedTemplate) -> Bool {
    if steps > Self.maximumSteps { return false }
    steps = literals.count > Self.maximumText ? Self.maximumSteps + 1 : steps + 1
    if steps <= Self.maximumSteps { return true }
    let limits = "\(Self.maximumSteps) tags and texts, or \(Self.maximumText >> 20) MiB"
    let message = "'\(calls[0].name)' grows beyond \(limits)"
    // Which tag is the one too many is chance; the page's own call is where it grows from.
    let place = calls.dropFirst().first?.tag ?? template.source.file.range(token.range)
    let cure = "call fewer partials from partials"
    log.add(.error(.templateTooLarge, message, at: place, cure: cure))
    return false
  }

  // MARK: Text

  private mutating func writeText(
    _ range: Range<Int>,
    of template: ParsedTemplate,
    indentation: [UInt8]
  ) {
    if indentation.isEmpty {
      writeLiteral(template.bytes(range))
      return
    }
    var start = range.lowerBound
    while start < range.upperBound {
      indent(at: start, in: template, with: indentation)
      let bytes = template.bytes(start..<range.upperBound)
      let end = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? range.upperBound
      writeLiteral(template.bytes(start..<end))
      start = end
    }
  }

  private mutating func indent(at offset: Int, in template: ParsedTemplate, with bytes: [UInt8]) {
    let text = template.source.file.bytes
    guard !bytes.isEmpty, offset == 0 || text[offset - 1] == UInt8(ascii: "\n") else { return }
    writeLiteral(bytes[...])
  }

  private mutating func writeLiteral(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    for byte in bytes { position.advance(over: byte) }
    let start = Int32(literals.count)
    literals += bytes
    let end = Int32(literals.count)
    if operations.count > barrier, case .literal(let first, start) = operations.last {
      operations[operations.count - 1] = .literal(start: first, end: end)
    } else {
      operations.append(.literal(start: start, end: end))
    }
  }

  // MARK: Tags

  private mutating func writeVariable(_ token: TemplateToken, of template: ParsedTemplate) {
    guard let (reference, schema) = resolve(token, of: template) else { return }
    let name = template.text(token.name)
    let range = template.source.file.range(token.range)
    switch (schema, token.kind) {
    case (.text, .escaped): operations.append(.escaped(reference))
    case (.html, .raw): operations.append(.raw(reference))
    case (.text, _):
      report(
        .templateEscaping,
        "'\(name)' is text and must be escaped",
        at: range,
        cure: "write {{\(name)}}"
      )
      return
    case (.html, _):
      report(
        .templateEscaping,
        "'\(name)' is HTML and would be escaped a second time",
        at: range,
        cure: "write {{{\(name)}}}"
      )
      return
    case (.bool, _), (.list, _), (.record, _), (.optional, _):
      report(
        .templateKind,
        "'\(name)' is \(schema.noun), not a text",
        at: range,
        cure: schema.cureForVariable(name)
      )
      return
    }
    if let obstacle = position.obstacle(forHTML: schema == .html) {
      report(
        .templateHTMLPosition,
        "'\(name)' cannot be written \(obstacle.rawValue)",
        at: range,
        cure: obstacle.cure
      )
    }
    position.skipValue()
  }

  private mutating func writeSection(
    _ token: TemplateToken,
    inverted: Bool,
    tokens: Range<Int>,
    of template: ParsedTemplate,
    indentation: [UInt8]
  ) {
    guard let (reference, schema) = resolve(token, of: template) else { return }
    let name = template.text(token.name)
    let range = template.source.file.range(token.range)
    if inverted, case .record = schema {
      report(.templateKind, "'\(name)' is a record that is always there", at: range)
      return
    }
    guard sectionDepth < Self.maximumDepth else {
      report(.templateNesting, "sections are nested more than \(Self.maximumDepth) deep", at: range)
      return
    }
    let before = position
    let start = operations.count
    operations.append(.section(reference, inverted: inverted, end: 0))
    barrier = operations.count
    let depth = scopes.depth
    if !inverted { scopes.open(schema) }
    sectionDepth += 1
    write(template, tokens: tokens, indentation: indentation)
    sectionDepth -= 1
    scopes.close(to: depth)
    operations[start] = .section(reference, inverted: inverted, end: Int32(operations.count))
    barrier = operations.count
    if !position.agrees(with: before) {
      report(
        .templateHTMLPosition,
        "section '\(name)' begins \(before.description) and ends \(position.description)",
        at: range,
        cure: "close in it what is opened in it"
      )
      position = before
    }
  }

  /// Often the folder is forgotten.
  private func nearestPartial(to name: String) -> String? {
    let names = sources.keys.sorted()
    return names.first { $0.hasSuffix("/\(name)") } ?? Suggestion.nearest(to: name, in: names)
  }

  private mutating func writePartial(
    _ token: TemplateToken,
    of template: ParsedTemplate,
    indentation: [UInt8]
  ) {
    let name = template.text(token.name)
    let range = template.source.file.range(token.range)
    guard let partial = sources[name] else {
      report(
        .templateUnknownPartial,
        "unknown partial '\(name)'",
        at: template.source.file.range(token.name),
        cure: nearestPartial(to: name).map { "did you mean '\($0)'?" }
          ?? "name its path below templates/, such as partials/head"
      )
      return
    }
    if let first = calls.firstIndex(where: { $0.name == name }) {
      let cycle = calls[first...].map(\.name) + [name]
      report(
        .templatePartialCycle,
        "'\(name)' calls itself: \(cycle.joined(separator: " > "))",
        at: range,
        cure: "write the levels out, one section inside the other"
      )
      return
    }
    write(partial, calledBy: range, indentation: token.isStandalone ? indentation : [])
  }

  /// The field that a tag names, or nil once it is reported that there is none.
  private mutating func resolve(
    _ token: TemplateToken,
    of template: ParsedTemplate
  ) -> (FieldReference, TemplateSchema)? {
    do {
      let field = try scopes.resolve(template.text(token.name))
      let start = Int32(paths.count)
      paths += field.path
      let end = Int32(paths.count)
      let reference = FieldReference(scope: Int32(field.scope), pathStart: start, pathEnd: end)
      return (reference, field.schema)
    } catch {
      let range = template.source.file.range(token.name)
      report(error.id, error.message, at: range, cure: error.cure)
      return nil
    }
  }

  private mutating func report(
    _ id: DiagnosticID,
    _ message: String,
    at range: SourceRange,
    cure: String? = nil
  ) {
    let notes = calls.reversed().compactMap { call in
      call.tag.map { Diagnostic.Note("'\(call.name)' is called here", at: $0) }
    }
    log.add(.error(id, message, at: range, cure: cure, notes: notes))
  }
}
