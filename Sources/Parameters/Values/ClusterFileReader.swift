import Diagnostics
import Expressions

/// Reads a cluster file: which parameters it gives, with which values.
struct ClusterFileReader {
  let parameterSet: ParameterSet
  let file: SourceFile
  var values: ValueReader
  private(set) var title: LocalizedText?
  /// One per parameter.
  private(set) var given: [GivenValue?]
  /// Whether the file mentions the parameter, with a right or a wrong value.
  private(set) var isMentioned: [Bool]

  init(
    _ parameterSet: ParameterSet,
    _ file: SourceFile,
    certificates: @escaping (_ relativePath: String) -> CertificateSource
  ) {
    self.parameterSet = parameterSet
    self.file = file
    values = ValueReader(certificates: certificates)
    given = Array(repeating: nil, count: parameterSet.parameters.count)
    isMentioned = Array(repeating: false, count: parameterSet.parameters.count)
  }

  var log: DiagnosticLog { values.log }

  /// The very start of the file, where what is missing is reported.
  var top: SourceRange { file.range(0..<0) }

  /// False when the file is no flat map of names; then nothing else is to be said of it.
  mutating func read() -> Bool {
    if let key = PrivateKeyScan.first(in: file.bytes) {
      values.log.add(PrivateKeyScan.diagnostic(at: file.range(key)))
      return false
    }
    guard let document = YAMLDocument.read(SourceExcerpt(file), log: &values.log) else {
      return false
    }
    if let root = document.root {
      guard let entries = root.entries else {
        values.log.add(
          .error(
            .wrongType,
            "a cluster file is a map of names to values, not \(root.formName)",
            at: root.range,
            cure: root.scalar.flatMap { FullWidthForm.structuralCure(in: $0.text) }
              ?? "write 'name: value' for each parameter"
          )
        )
        return false
      }
      for entry in entries { read(entry) }
    }
    reportMissing()
    return true
  }

  private mutating func read(_ entry: YAMLEntry) {
    if entry.key == "title" {
      title = LocalizedText(entry.value, languages: parameterSet.languages, log: &values.log)
      return
    }
    guard let slot = parameterSet.index(of: entry.key) else {
      refuseUnknown(entry)
      return
    }
    isMentioned[slot] = true
    let parameter = parameterSet.parameters[slot]
    let note = Diagnostic.Note("declared here", at: parameter.range)
    guard !parameter.isDerived, let schema = parameter.schema else {
      values.log.add(
        .error(
          .valueOfDerived,
          "'\(entry.key)' is derived, so a cluster cannot give it",
          at: entry.keyRange,
          cure: "remove it",
          notes: [note]
        )
      )
      return
    }
    given[slot] = values.read(entry.value, schema, path: entry.key)
  }

  private mutating func refuseUnknown(_ entry: YAMLEntry) {
    let names = parameterSet.parameters.filter { !$0.isDerived && !$0.isSecret }.map(\.name)
    let ascii = FullWidthForm.ascii(of: entry.key) ?? entry.key
    let near = Suggestion.nearest(to: ascii, in: names)
    values.log.add(
      .error(
        .unknownKey,
        "the guide has no parameter '\(ValueReader.shown(entry.key))'",
        at: entry.keyRange,
        cure: FullWidthForm.structuralCure(in: entry.key) ?? near.map { "did you mean '\($0)'?" }
          ?? "remove it, or declare it in the guide",
        notes: near.flatMap { parameterSet[$0] }.map {
          [.init("'\($0.name)' is declared here", at: $0.range)]
        }
          ?? []
      )
    )
  }

  private mutating func reportMissing() {
    for (slot, parameter) in parameterSet.parameters.enumerated()
    where parameter.isRequired && !isMentioned[slot] {
      let cure = parameter.schema.flatMap { values.cure(for: $0) }
      values.log.add(
        .error(
          .missingValue,
          "'\(parameter.name)' is not given",
          at: top,
          cure: cure.map { "add '\(parameter.name)'; \($0)" } ?? "add '\(parameter.name)'",
          notes: [.init("declared here", at: parameter.range)]
        )
      )
    }
  }
}
