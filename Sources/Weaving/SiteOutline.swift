import GuideModel

/// What every page must know of the site that it is a part of.
package struct SiteOutline: Sendable {
  /// Where the site will be published, if that is known.
  let address: SiteAddress?
  /// The languages of all guides, each once; the site's own index is in the first of them, with a
  /// page for each of the others.
  let languages: [String]

  package init(_ guides: [Guide], address: SiteAddress?) {
    self.address = address
    var languages: [String] = []
    for language in guides.flatMap(\.languages) where !languages.contains(language) {
      languages.append(language)
    }
    self.languages = languages.isEmpty ? ["en"] : languages
  }

  /// The file of the site's index in a language.
  func indexName(in language: String) -> String { Self.indexName(in: language, of: languages) }

  /// The file of an index that exists in several languages.
  static func indexName(in language: String, of languages: [String]) -> String {
    language == languages.first ? "index.html" : "index.\(language).html"
  }
}
