import Diagnostics
import Expressions
import GuideModel

/// Refuses, when the guide is read, a value of a type that could break out of a script or a
/// configuration file.
///
/// A type passes when its text holds only inert characters (`Alphabet.inert`). Armoured text (the
/// PEM of a certificate) has several lines of such characters and may stand alone on a line.
package enum PlacementCheck {
  package static func check(_ guide: Guide, log: inout DiagnosticLog) {
    for fence in guide.fences {
      if case .output = fence.role { continue }
      fence.body.forEachPlaceholder { check($0, of: guide, log: &log) }
      if case .file(let path, _, _) = fence.role {
        path.forEachPlaceholder { checkPath($0, of: guide, log: &log) }
      }
    }
  }

  private static func check(
    _ placeholder: TextTemplate.Placeholder,
    of guide: Guide,
    log: inout DiagnosticLog
  ) {
    switch placeholder.expression.type.alphabet {
    case .inert:
      return
    case .armored where standsAlone(placeholder):
      return
    case .armored:
      log.add(
        .error(
          .valuePlacement,
          "a value of several lines must stand alone on its line",
          at: placeholder.range,
          cure: "give it a line of its own, or use .base64",
          notes: declarations(placeholder, guide)
        )
      )
    case .line, .text:
      log.add(
        .error(
          .valuePlacement,
          "a value of type \(placeholder.expression.type) cannot stand in a script or a "
            + "configuration file, because its text could end a word or a line",
          at: placeholder.range,
          cure: "declare a narrower type, such as dnsLabel, ident, path or enum",
          notes: declarations(placeholder, guide)
        )
      )
    }
  }

  /// Where the types come from.
  private static func declarations(
    _ placeholder: TextTemplate.Placeholder,
    _ guide: Guide
  ) -> [Diagnostic.Note] {
    placeholder.expression.freeNames.compactMap { name in
      guide.parameters.parameters.first { $0.name == name }
        .map { .init("'\(name)' is declared here", at: $0.range) }
    }
  }

  /// Between blanks or line ends only; what is before the blanks, the tangler indents.
  private static func standsAlone(_ placeholder: TextTemplate.Placeholder) -> Bool {
    let isEnd = { (byte: UInt8?) in byte == nil || byte == UInt8(ascii: "\n") }
    return isEnd(placeholder.after)
      && (isEnd(placeholder.before) || placeholder.before == UInt8(ascii: " "))
  }

  private static func checkPath(
    _ placeholder: TextTemplate.Placeholder,
    of guide: Guide,
    log: inout DiagnosticLog
  ) {
    guard placeholder.expression.type.alphabet != .inert else { return }
    log.add(
      .error(
        .valuePlacement,
        "a value of type \(placeholder.expression.type) cannot stand in the path of a file",
        at: placeholder.range,
        cure: "use a parameter of type dnsLabel, ident or enum",
        notes: declarations(placeholder, guide)
      )
    )
  }
}
