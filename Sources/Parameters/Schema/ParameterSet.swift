import Diagnostics
import Expressions

/// All parameters of a guide, checked: every expression has a type, every default is a value of its
/// parameter's type, and there is an order in which all of them can be computed.
package struct ParameterSet: Sendable {
  /// In the order of their declaration; the index is the slot in the bindings.
  package let parameters: [Parameter]
  /// The rules that belong to no parameter.
  package let rules: [ParameterRule]
  /// What the guide's expressions may name.
  package let environment: TypeEnvironment
  /// The guide's languages; the first is the source language.
  package let languages: [String]
  /// The slots in an order in which no parameter comes before what it reads.
  let evaluationOrder: [Int]

  /// A guide without parameters.
  package static func empty(languages: [String]) -> ParameterSet {
    ParameterSet(
      parameters: [],
      rules: [],
      environment: TypeEnvironment(),
      languages: languages,
      evaluationOrder: []
    )
  }

  init(
    parameters: [Parameter],
    rules: [ParameterRule],
    environment: TypeEnvironment,
    languages: [String],
    evaluationOrder: [Int]
  ) {
    self.parameters = parameters
    self.rules = rules
    self.environment = environment
    self.languages = languages
    self.evaluationOrder = evaluationOrder
  }

  package func index(of name: String) -> Int? { environment.variables[name]?.slot }

  package subscript(name: String) -> Parameter? { index(of: name).map { parameters[$0] } }

  /// Reads and checks the `params` blocks of a guide; their order decides the order of the
  /// parameters and nothing else. Nil after errors, which are in the log.
  ///
  /// `languages` are the guide's, the source language first.
  package static func build(
    blocks: [SourceExcerpt],
    languages: [String],
    log: inout DiagnosticLog
  ) -> ParameterSet? {
    var builder = ParameterSetBuilder(languages: languages)
    let set = builder.build(blocks)
    log.add(contentsOf: builder.log)
    return builder.log.hasErrors ? nil : set
  }
}
