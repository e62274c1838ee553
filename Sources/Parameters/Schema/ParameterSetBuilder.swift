import Diagnostics
import Expressions

/// Puts the declarations of all blocks together and checks them.
struct ParameterSetBuilder {
  let languages: [String]
  var log = DiagnosticLog()

  init(languages: [String]) { self.languages = languages }

  /// The set; meaningless when the log has errors.
  mutating func build(_ blocks: [SourceExcerpt]) -> ParameterSet? {
    var declarations: [ParameterDeclaration] = []
    var guideRules: [RuleDeclaration] = []
    var brokenNames: [String] = []
    var isReadable = true
    for block in blocks {
      var reader = DeclarationReader(block, languages: languages)
      reader.read()
      log.add(contentsOf: reader.log)
      declarations += reader.parameters
      guideRules += reader.guideRules
      brokenNames += reader.brokenNames
      isReadable = isReadable && reader.isReadable
    }
    declarations = withoutDuplicates(declarations)
    // What an unreadable block would have declared would only be reported as unknown.
    guard isReadable, let order = evaluationOrder(of: declarations) else { return nil }
    let typed = environment(of: declarations, brokenNames, in: order)
    let checker = SchemaChecker(environment: typed.environment, slotCount: declarations.count)
    var parameters: [Parameter] = []
    for (slot, declaration) in declarations.enumerated() {
      let parameter = checker.parameter(
        declaration,
        derivation: typed.derivations[slot],
        log: &log
      )
      if let parameter { parameters.append(parameter) }
    }
    let rules = guideRules.compactMap { $0.check(in: typed.environment, log: &log) }
    guard !log.hasErrors else { return nil }
    checkEnvironmentNames(of: parameters, declarations)
    return ParameterSet(
      parameters: parameters,
      rules: rules,
      environment: typed.environment,
      languages: languages,
      evaluationOrder: order
    )
  }

  private mutating func withoutDuplicates(
    _ declarations: [ParameterDeclaration]
  ) -> [ParameterDeclaration] {
    var first: [String: SourceRange] = [:]
    return declarations.filter { declaration in
      if let range = first[declaration.name] {
        log.add(
          .error(
            .duplicateParameter,
            "the parameter '\(declaration.name)' is declared twice",
            at: declaration.range,
            cure: "rename or remove one of the two",
            notes: [.init("first declared here", at: range)]
          )
        )
        return false
      }
      first[declaration.name] = declaration.range
      return true
    }
  }

  private mutating func evaluationOrder(of declarations: [ParameterDeclaration]) -> [Int]? {
    let slots = Dictionary(
      uniqueKeysWithValues: declarations.enumerated().map { ($1.name, $0) }
    )
    let needs = declarations.map { declaration in
      declaration.dependencies.compactMap { slots[$0.name] }
    }
    switch DependencyOrder.of(needs) {
    case .order(let order): return order
    case .cycle(let cycle):
      let names = cycle.map { declarations[$0].name }
      let closed = (names + [names[0]]).joined(separator: " -> ")
      let notes = cycle.indices.map { index -> Diagnostic.Note in
        let next = names[(index + 1) % names.count]
        let mention = declarations[cycle[index]].dependencies.first { $0.name == next }
        return .init("'\(names[index])' reads '\(next)' here", at: mention?.range)
      }
      log.add(
        .error(
          .parameterCycle,
          "parameters depend on each other: \(closed)",
          at: declarations[cycle[0]].range,
          cure: "give one of them a value of its own",
          notes: notes
        )
      )
      return nil
    }
  }

  private struct Typed {
    var environment = TypeEnvironment()
    var derivations: [Expression?]
  }

  /// Declares all parameters; those derived without a type get that of their expression, which
  /// only reads what comes before in `order`.
  private mutating func environment(
    of declarations: [ParameterDeclaration],
    _ brokenNames: [String],
    in order: [Int]
  ) -> Typed {
    var typed = Typed(derivations: Array(repeating: nil, count: declarations.count))
    // Whoever reads a broken declaration is not to blame. Nothing is evaluated after an error, so
    // the slot does not matter.
    for name in brokenNames { typed.environment.declare(name, .dyn, slot: 0) }
    for (slot, declaration) in declarations.enumerated() {
      if let schema = declaration.schema {
        typed.environment.declare(declaration.name, schema.celType, slot: slot)
      }
    }
    for slot in order {
      guard let parsed = declarations[slot].derivation else { continue }
      guard let expression = parsed.check(in: typed.environment, log: &log) else {
        // Others may read it; `dyn` keeps them from being blamed.
        if declarations[slot].schema == nil {
          typed.environment.declare(declarations[slot].name, .dyn, slot: slot)
        }
        continue
      }
      typed.derivations[slot] = expression
      if declarations[slot].schema == nil {
        typed.environment.declare(declarations[slot].name, expression.type, slot: slot)
      }
    }
    return typed
  }

  /// Names that `cluster.env` must not set: it is read by shells and by systemd.
  private static let shellVariables: Set<String> = [
    "PATH", "HOME", "SHELL", "IFS", "CDPATH", "ENV", "BASH_ENV", "BASHOPTS", "SHELLOPTS",
    "GLOBIGNORE", "PS0", "PS1", "PS2", "PS4", "PROMPT_COMMAND", "UID", "EUID", "PPID", "GROUPS",
    "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT",
  ]

  /// Two parameters may not be exported under one name, nor one under a name that shells know.
  private mutating func checkEnvironmentNames(
    of parameters: [Parameter],
    _ declarations: [ParameterDeclaration]
  ) {
    var first: [String: SourceRange] = [:]
    for (parameter, declaration) in zip(parameters, declarations) {
      guard let env = parameter.env else {
        if let written = declaration.env {
          log.add(
            .error(
              .invalidDeclaration,
              "'\(parameter.name)' is no single line that could be exported",
              at: written.range,
              cure: "remove 'env'"
            )
          )
        }
        continue
      }
      let range = declaration.env?.range ?? parameter.range
      if Self.shellVariables.contains(env) {
        log.add(
          .error(
            .invalidDeclaration,
            "the variable \(env) would change how shells and programs run",
            at: range,
            cure: "give '\(parameter.name)' another 'env'"
          )
        )
      }
      if let other = first[env] {
        log.add(
          .error(
            .duplicateEnv,
            "the variable \(env) is exported twice",
            at: range,
            cure: "give one of the two another 'env'",
            notes: [.init("first exported here", at: other)]
          )
        )
      } else {
        first[env] = range
      }
    }
  }
}
