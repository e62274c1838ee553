/// What a run is asked to do.
package struct BuildRequest: Sendable {
  /// The folder that holds `content/` and `templates/`.
  package var directory: String
  /// Where the site goes; nil to check only.
  package var output: String?
  /// The guides and clusters to build; empty for all.
  package var guides: [String]
  package var clusters: [String]
  /// Whether a warning counts as an error.
  package var isStrict: Bool
  /// How many clusters are made at the same time.
  package var jobs: Int
  /// Where the site will be published, for what needs absolute URLs; nil when that is not known.
  package var baseURL: String?
  /// The language in which a guide's own messages are shown, where it has them.
  package var language: String

  package init(
    directory: String,
    output: String?,
    guides: [String] = [],
    clusters: [String] = [],
    isStrict: Bool = false,
    jobs: Int,
    baseURL: String? = nil,
    language: String = "en"
  ) {
    self.directory = directory
    self.output = output
    self.guides = guides
    self.clusters = clusters
    self.isStrict = isStrict
    self.jobs = jobs
    self.baseURL = baseURL
    self.language = language
  }
}
