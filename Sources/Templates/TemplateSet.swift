import Diagnostics

/// All page templates of a site, compiled.
package struct TemplateSet: Sendable {
  private let templates: [String: CompiledTemplate]

  /// Compiles the template of each root against the schema of its data.
  ///
  /// Nil when something is wrong; everything that is wrong is in `log` then, each thing once even
  /// if it stands in a partial that several pages share.
  package init?(
    sources: [TemplateSource],
    roots: [(name: String, schema: TemplateRecordSchema)],
    log: inout DiagnosticLog
  ) {
    var found = DiagnosticLog()
    var parsed: [String: ParsedTemplate] = [:]
    for source in sources { parsed[source.name] = ParsedTemplate(source, log: &found) }
    var templates: [String: CompiledTemplate] = [:]
    var used: Set<String> = []
    for root in roots {
      guard let template = parsed[root.name] else {
        found.add(.error(.templateMissing, "there is no template '\(root.name)'", at: nil))
        continue
      }
      var compiler = TemplateCompiler(sources: parsed, schema: root.schema)
      templates[root.name] = compiler.compile(template)
      used.formUnion(compiler.used)
      found.add(contentsOf: compiler.log)
    }
    // After an error it would only repeat it: what was meant to be called may not have been.
    if !found.hasErrors {
      Self.warnOfUnused(sources, used: used, roots: roots.map(\.name), log: &found)
    }
    log.add(contentsOf: Self.withoutRepeats(found))
    if found.hasErrors { return nil }
    self.templates = templates
  }

  /// Appends a page. A name that is not a root, or a value without the shape of its schema, is
  /// our own bug.
  package func render(_ name: String, _ value: TemplateValue, into output: inout [UInt8]) {
    guard let template = templates[name] else {
      preconditionFailure("'\(name)' is not the name of a page template")
    }
    template.render(value, into: &output)
  }

  private static func warnOfUnused(
    _ sources: [TemplateSource],
    used: Set<String>,
    roots: [String],
    log: inout DiagnosticLog
  ) {
    for source in sources where source.warnsWhenUnused && !used.contains(source.name) {
      let meant = Suggestion.nearest(to: source.name, in: roots + used.sorted())
      log.add(
        .warning(
          .templateUnused,
          "no page uses '\(source.name)'",
          at: source.file.range(0..<0),
          cure: meant.map { "did you mean '\($0)'?" }
        )
      )
    }
  }

  private static func withoutRepeats(_ log: DiagnosticLog) -> DiagnosticLog {
    struct Key: Hashable {
      let id: DiagnosticID
      let range: SourceRange?
      let message: String
    }
    var seen: Set<Key> = []
    var result = DiagnosticLog()
    for diagnostic in log.diagnostics {
      let key = Key(id: diagnostic.id, range: diagnostic.range, message: diagnostic.message)
      if seen.insert(key).inserted { result.add(diagnostic) }
    }
    return result
  }
}
