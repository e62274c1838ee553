import Diagnostics

/// A text that a reader sees: one for all languages, or one per language.
package struct LocalizedText: Sendable, Hashable {
  private enum Wording: Sendable, Hashable {
    case everywhere(String)
    /// In the order in which they are written; not empty.
    case byLanguage([Translation])
  }

  private struct Translation: Sendable, Hashable {
    let language: String
    let text: String
  }

  private let wording: Wording

  /// The same text in all languages.
  package init(_ text: String) { wording = .everywhere(text) }

  /// Reads a string or a map by language. A language that the guide lacks is an error; one that is
  /// missing is not. Nil after an error, which is in the log.
  package init?(_ node: YAMLNode, languages: [String], log: inout DiagnosticLog) {
    guard let parts = LocalizedText.scalars(of: node, languages: languages, log: &log) else {
      return nil
    }
    var translations: [Translation] = []
    for part in parts {
      do throws(Refusal) {
        let text = try TextGrammar.text(part.scalar.text)
        translations.append(Translation(language: part.language ?? "", text: text))
      } catch {
        log.add(.error(.invalidValue, "the text \(error.reason)", at: part.range, cure: error.cure))
        return nil
      }
    }
    if parts.count == 1, parts[0].language == nil {
      wording = .everywhere(translations[0].text)
    } else {
      wording = .byLanguage(translations)
    }
  }

  /// The text in this language; where there is none, the first that was written.
  package func text(in language: String) -> String {
    switch wording {
    case .everywhere(let text): text
    case .byLanguage(let translations):
      (translations.first { $0.language == language } ?? translations[0]).text
    }
  }

  /// The language of the text for this one, when there is none in it; nil also for a text that is
  /// the same in all languages.
  package func otherLanguage(in language: String) -> String? {
    guard case .byLanguage(let translations) = wording,
      !translations.contains(where: { $0.language == language })
    else { return nil }
    return translations[0].language
  }

  struct Part {
    /// Nil for all languages.
    let language: String?
    let scalar: YAMLScalar
    let range: SourceRange
  }

  /// The scalars of a string or a map by language, at least one.
  static func scalars(
    of node: YAMLNode,
    languages: [String],
    log: inout DiagnosticLog
  ) -> [Part]? {
    switch node.content {
    case .scalar(let scalar) where !scalar.isAbsent:
      return [Part(language: nil, scalar: scalar, range: node.range)]
    case .mapping(let entries) where !entries.isEmpty:
      var parts: [Part] = []
      for entry in entries {
        guard languages.contains(entry.key) else {
          let near = Suggestion.nearest(to: entry.key, in: languages)
          log.add(
            .error(
              .unknownLanguage,
              "the guide has no language '\(entry.key)'",
              at: entry.keyRange,
              cure: near.map { "did you mean '\($0)'?" }
                ?? "its languages are \(languages.joined(separator: ", "))"
            )
          )
          return nil
        }
        guard let scalar = entry.value.scalar, !scalar.isAbsent else {
          log.add(
            .error(
              .wrongType,
              "'\(entry.key)' is \(entry.value.formName), but a text is expected",
              at: entry.value.range
            )
          )
          return nil
        }
        parts.append(Part(language: entry.key, scalar: scalar, range: entry.value.range))
      }
      return parts
    default:
      log.add(
        .error(
          .wrongType,
          "here is \(node.formName), but a text or a map by language is expected",
          at: node.range
        )
      )
      return nil
    }
  }
}
