import Diagnostics
import Expressions
import Languages
import Parameters

/// Finds out, when the guide is read, how each value of a text will be written: the text's language
/// knows what is safe where. A value of a type that cannot be safe where it stands is an error
/// then, so that a guide that compiles comes out right for every valid value.
struct TextPlacer {
  private let template: TextTemplate
  private let parameters: ParameterSet
  private var holes: [TextTemplate.Placeholder] = []

  /// The template with an encoding for each placeholder, and literals as the language wants them.
  static func place(
    _ template: TextTemplate,
    language: String,
    parameters: ParameterSet,
    log: inout DiagnosticLog
  ) -> TextTemplate {
    var placer = TextPlacer(template, parameters)
    let pieces = placer.pieces(template.nodes)
    if placer.holes.isEmpty { return template }
    let skeleton = Skeleton(
      bytes: template.bytes,
      pieces: pieces,
      holes: placer.holes.map { .init(kind(of: $0), isFragment: $0.isFragment) }
    )
    switch LanguageTable.language(for: language, text: template.bytes).place(skeleton) {
    case .success(let placement):
      return placer.template(placement)
    case .failure(let failure):
      for problem in failure.problems { placer.report(problem, log: &log) }
      return template
    }
  }

  /// Checks the path of a file: it becomes a path of the site and of a script.
  static func checkPath(
    _ template: TextTemplate,
    parameters: ParameterSet,
    log: inout DiagnosticLog
  ) {
    var placer = TextPlacer(template, parameters)
    _ = placer.pieces(template.nodes)
    for (index, hole) in placer.holes.enumerated()
    where hole.expression.type.alphabet != .inert {
      placer.report(
        PlacementProblem(
          .hole(index),
          "cannot stand in the path of a file",
          cure: "use a parameter of type dnsLabel, ident or enum"
        ),
        log: &log
      )
    }
  }

  private init(_ template: TextTemplate, _ parameters: ParameterSet) {
    self.template = template
    self.parameters = parameters
  }

  // MARK: Template to skeleton

  private mutating func pieces(_ nodes: [TextTemplate.Node]) -> [Skeleton.Piece] {
    var pieces: [Skeleton.Piece] = []
    for node in nodes {
      switch node {
      case .literal(let range):
        pieces.append(.literal(range))
      case .placeholder(var placeholder):
        placeholder.isFragment = isFragment(placeholder)
        holes.append(placeholder)
        pieces.append(.hole(holes.count - 1))
      case .conditional(let branches):
        var alternatives: [[Skeleton.Piece]] = []
        for branch in branches { alternatives.append(self.pieces(branch.body)) }
        if branches.last?.condition != nil { alternatives.append([]) }
        pieces.append(.branches(alternatives))
      case .loop(_, _, let body):
        pieces.append(.loop(self.pieces(body)))
      }
    }
    return pieces
  }

  /// What every value of the placeholder's type looks like.
  private static func kind(of placeholder: TextTemplate.Placeholder) -> Skeleton.Kind {
    var type = placeholder.expression.type
    while case .nullable(let inner) = type { type = inner }
    switch type {
    case .bool: return .boolean
    case .int: return .integer
    case .dyn: return .text
    default: break
    }
    switch type.alphabet {
    case .inert: return .inert
    case .armored: return .armored
    case .line: return .line
    case .text: return .text
    }
  }

  /// Whether the whole expression is a call of `json` or `yaml`.
  private func isFragment(_ placeholder: TextTemplate.Placeholder) -> Bool {
    let bytes = template.excerpt.file.bytes
    let range = placeholder.range
    let expression = bytes.trimmed(
      (Int(range.start) + 2)..<max(Int(range.start) + 2, Int(range.end) - 2)
    )
    let text = bytes[expression]
    guard text.starts(with: Array("json(".utf8)) || text.starts(with: Array("yaml(".utf8)) else {
      return false
    }
    var depth = 0
    var quote: UInt8?
    var index = expression.lowerBound
    while index < expression.upperBound {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { index += 1 } else if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
        // The first parenthesis closes with the last byte, or there is more than the call.
        if depth == 0 { return index == expression.upperBound - 1 }
      }
      index += 1
    }
    return false
  }

  private func report(_ problem: PlacementProblem, log: inout DiagnosticLog) {
    switch problem.place {
    case .hole(let index):
      let placeholder = holes[index]
      log.add(
        .error(
          .valuePlacement,
          "a value of type \(placeholder.expression.type) \(problem.message)",
          at: placeholder.range,
          cure: Self.phrase(problem.cure),
          notes: declarations(of: placeholder)
        )
      )
    case .bytes(let range):
      log.add(
        .error(
          .textPlacement,
          Self.phrase(problem.message),
          at: template.excerpt.range(range),
          cure: Self.phrase(problem.cure)
        )
      )
    }
  }

  /// A sentence as diagnostics write it: without a capital, without a full stop.
  private static func phrase(_ sentence: String) -> String {
    var phrase = sentence
    if phrase.hasSuffix(".") { phrase.removeLast() }
    let first = phrase.prefix(2)
    // `YAML` and `A` stay; `This` does not.
    guard let letter = first.first, first.dropFirst().allSatisfy(\.isLowercase) else {
      return phrase
    }
    return letter.lowercased() + phrase.dropFirst()
  }

  /// Where the types come from.
  private func declarations(of placeholder: TextTemplate.Placeholder) -> [Diagnostic.Note] {
    placeholder.expression.freeNames.compactMap { name in
      parameters[name].map { .init("'\(name)' is declared here", at: $0.range) }
    }
  }

  // MARK: Placement to template

  private func template(_ placement: Placement) -> TextTemplate {
    var bytes: [UInt8] = []
    let nodes = nodes(placement.pieces, like: template.nodes, &bytes)
    return TextTemplate(
      bytes: bytes,
      excerpt: template.excerpt,
      nodes: nodes,
      slotCount: template.slotCount
    )
  }

  /// The placed pieces as nodes, with the conditions and lists of the nodes that they came from:
  /// both have the same branches and loops in the same order.
  private func nodes(
    _ pieces: [Placement.Piece],
    like original: [TextTemplate.Node],
    _ bytes: inout [UInt8]
  ) -> [TextTemplate.Node] {
    var control = original.filter { node in
      switch node {
      case .conditional, .loop: true
      case .literal, .placeholder: false
      }
    }[...]
    var nodes: [TextTemplate.Node] = []
    for piece in pieces {
      switch piece {
      case .literal(let literal):
        guard !literal.isEmpty else { continue }
        nodes.append(.literal(bytes.count..<(bytes.count + literal.count)))
        bytes += literal
      case .hole(let index, let encoding):
        var placeholder = holes[index]
        placeholder.encoding = encoding
        nodes.append(.placeholder(placeholder))
      case .branches(let alternatives):
        guard case .conditional(let branches)? = control.popFirst() else {
          preconditionFailure("a placement has the branches of its skeleton")
        }
        nodes.append(
          .conditional(
            zip(branches, alternatives).map { branch, pieces in
              .init(
                condition: branch.condition,
                body: self.nodes(pieces, like: branch.body, &bytes)
              )
            }
          )
        )
      case .loop(let pieces):
        guard case .loop(let variable, let list, let body)? = control.popFirst() else {
          preconditionFailure("a placement has the loops of its skeleton")
        }
        nodes.append(
          .loop(variable: variable, list: list, body: self.nodes(pieces, like: body, &bytes))
        )
      }
    }
    return nodes
  }
}
