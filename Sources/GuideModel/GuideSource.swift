import Diagnostics

/// The files of one guide, read from disk but not yet understood.
package struct GuideSource: Sendable {
  package struct Page: Sendable {
    /// The file name without `.md`.
    package let name: String
    package let language: String
    package let file: SourceFile

    package init(name: String, language: String, file: SourceFile) {
      self.name = name
      self.language = language
      self.file = file
    }
  }

  /// The name of the guide's folder.
  package let name: String
  /// `guide.yaml`.
  package let configuration: SourceFile
  /// All Markdown files of the language folders, sorted by language and name.
  package let pages: [Page]
  /// What is in `files/`, by path relative to the guide's folder (`files/etcd.service`).
  package let files: [String: SourceFile]

  /// The guide's folder as a person would type it, with a slash at its end.
  var folder: String {
    let path = configuration.path
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  package init(
    name: String,
    configuration: SourceFile,
    pages: [Page],
    files: [String: SourceFile]
  ) {
    self.name = name
    self.configuration = configuration
    self.pages = pages
    self.files = files
  }
}
