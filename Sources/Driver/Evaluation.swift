import Diagnostics
import Expressions
import GuideModel
import Publishing

/// Evaluates one expression with the values of a cluster, for `eval`.
package enum Evaluation {
  package struct Outcome: Sendable {
    /// The value; nil when something is wrong.
    package let json: String?
    package let diagnostics: [Diagnostic]
    package let sources: SourceMap
  }

  /// - Parameters:
  ///   - guide: may be nil where there is only one.
  ///   - cluster: may be nil where there is only one, or when the expression names no parameter.
  package static func run(
    _ text: String,
    directory: String,
    guide: String?,
    cluster: String?,
    language: String
  ) throws(Failure) -> Outcome {
    var log = DiagnosticLog()
    let hasContent = try Failure.wrapping { () throws(PublishingError) in
      try FileReader.exists("\(directory)/content")
    }
    guard hasContent || guide != nil || cluster != nil else {
      var sources = SourceMap()
      let file = sources.add(path: "expression", bytes: Array(text.utf8))
      return outcome(file, TypeEnvironment(), [], sources, log)
    }
    let workspace = try Workspace.open(directory, log: &log)
    let files = try choose("guide", guide, workspace.guides) { $0.source.name }
    var sources = workspace.sources
    let file = sources.add(path: "expression", bytes: Array(text.utf8))
    guard !log.hasErrors, let prepared = PreparedGuide(files, log: &log), !log.hasErrors else {
      return Outcome(json: nil, diagnostics: log.diagnostics, sources: sources)
    }
    let parameters = prepared.guide.parameters
    var ignored = DiagnosticLog()
    let parsed = ParsedExpression(SourceExcerpt(file), 0..<file.bytes.count, log: &ignored)
    if cluster == nil, parsed?.freeNames.isEmpty ?? true {
      return outcome(file, parameters.environment, [], sources, log)
    }
    let chosen = try choose("cluster", cluster, prepared.clusters) { $0.name }
    guard let values = prepared.values(of: chosen, language: language, log: &log) else {
      return Outcome(json: nil, diagnostics: log.diagnostics, sources: sources)
    }
    return outcome(file, parameters.environment, values.bindings, sources, log)
  }

  private static func choose<Element>(
    _ what: String,
    _ name: String?,
    _ candidates: [Element],
    _ key: (Element) -> String
  ) throws(Failure) -> Element {
    let names = candidates.map(key)
    guard let name else {
      if candidates.count == 1 { return candidates[0] }
      throw .usage(
        candidates.isEmpty
          ? "there is no \(what)"
          : "say which \(what): --\(what) \(names.joined(separator: " or "))"
      )
    }
    guard let found = candidates.first(where: { key($0) == name }) else {
      throw .usage(SitePlan.unknown(what, name, names))
    }
    return found
  }

  private static func outcome(
    _ file: SourceFile,
    _ environment: TypeEnvironment,
    _ bindings: [CELValue],
    _ sources: SourceMap,
    _ log: DiagnosticLog
  ) -> Outcome {
    var log = log
    var json: String?
    if let parsed = ParsedExpression(SourceExcerpt(file), 0..<file.bytes.count, log: &log),
      let expression = parsed.check(in: environment, log: &log)
    {
      do throws(EvaluationError) {
        var bytes: [UInt8] = []
        try expression.evaluate(bindings).appendJSON(to: &bytes)
        json = String(decoding: bytes, as: UTF8.self)
      } catch {
        log.add(.error(.evaluationFailed, error.message, at: error.range ?? expression.range))
      }
    }
    return Outcome(json: json, diagnostics: log.diagnostics, sources: sources)
  }
}
