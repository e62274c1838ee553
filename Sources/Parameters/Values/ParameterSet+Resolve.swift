import Diagnostics
import Expressions

extension ParameterSet {
  /// Reads the values of a cluster and computes the others. Nil after errors, which are in the log.
  ///
  /// `certificates` reads the file at a path relative to the cluster file. `language` is that of
  /// the messages of rules; where a message lacks it, the first that is written is taken.
  package func resolve(
    cluster: SourceFile,
    certificates: @escaping (_ relativePath: String) -> CertificateSource,
    language: String? = nil,
    log: inout DiagnosticLog
  ) -> ParameterValues? {
    var reader = ClusterFileReader(self, cluster, certificates: certificates)
    guard reader.read() else {
      log.add(contentsOf: reader.log)
      return nil
    }
    let isBroken = parameters.indices.map { slot in
      reader.given[slot] == nil && (reader.isMentioned[slot] || parameters[slot].isRequired)
    }
    var completion = ValueCompletion(self, clusterFile: cluster)
    completion.complete(reader.given, isBroken: isBroken)
    var rules = RuleEvaluation(completion, language: language ?? languages.first ?? "")
    rules.evaluate(reader.given)

    var found = reader.log
    found.add(contentsOf: completion.log)
    found.add(contentsOf: rules.log)
    log.add(contentsOf: found)
    let bindings = completion.values.compactMap(\.self)
    let origins = completion.origins.compactMap(\.self)
    guard !found.hasErrors, bindings.count == parameters.count else { return nil }
    return ParameterValues(
      bindings: bindings,
      origins: origins,
      title: reader.title,
      clusterFile: cluster,
      given: reader.given
    )
  }
}
