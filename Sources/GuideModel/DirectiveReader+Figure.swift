import Diagnostics

extension DirectiveReader {
  /// `@figure KIND` or `@figure KIND: EXPRESSION`.
  func readFigure(_ builder: inout GuideBuilder, log: inout DiagnosticLog) -> Directive? {
    let bytes = excerpt.bytes
    let colon = bytes[syntax.rest].firstIndex(of: UInt8(ascii: ":")) ?? syntax.rest.upperBound
    let nameRange = bytes.trimmed(syntax.rest.lowerBound..<colon)
    let name = String(decoding: bytes[nameRange], as: UTF8.self)
    guard let kind = FigureDirective.Kind(rawValue: name) else {
      let known = FigureDirective.Kind.allCases.map(\.rawValue)
      log.add(
        .error(
          .figureSyntax,
          name.isEmpty ? "a figure reads '@figure kind'" : "there is no figure '\(name)'",
          at: excerpt.range(nameRange.isEmpty ? syntax.range : nameRange),
          cure: Suggestion.nearest(to: name, in: known).map { "did you mean '\($0)'?" }
            ?? "known are \(known.joined(separator: ", "))"
        )
      )
      return nil
    }
    let range = excerpt.range(syntax.range)
    guard colon < syntax.rest.upperBound else {
      if kind == .certificates {
        log.add(
          .error(
            .figureSyntax,
            "the figure 'certificates' needs a list of them",
            at: range,
            cure: "write @figure certificates: LIST, where each element says authority, name, "
              + "from and to"
          )
        )
        return nil
      }
      if kind == .network, builder.configuration.hosts == nil {
        log.add(
          .error(
            .figureSyntax,
            "the figure 'network' shows the hosts, and this guide has none",
            at: range,
            cure: "name the list of hosts in guide.yaml (hosts: …), or remove the figure"
          )
        )
        return nil
      }
      return .figure(FigureDirective(kind: kind, data: nil, range: range))
    }
    let dataRange = bytes.trimmed((colon + 1)..<syntax.rest.upperBound)
    return builder.compiler.compile(excerpt, dataRange, in: scope, log: &log).map {
      .figure(FigureDirective(kind: kind, data: $0, range: range))
    }
  }
}
