import Diagnostics
import GuideModel

/// A guide made of strings, built and reported as a person would see it.
struct InMemoryGuide {
  var configuration = "title: Test\nlanguages: [en]\n"
  /// By language, then name.
  var pages: [(language: String, name: String, text: String)] = []
  var files: [String: String] = [:]

  /// A guide of one English page.
  init(_ page: String, configuration: String? = nil) {
    pages = [("en", "01-page", page)]
    if let configuration { self.configuration = configuration }
  }

  func build() -> (guide: Guide?, log: DiagnosticLog, sources: SourceMap) {
    var sources = SourceMap()
    let configuration = sources.add(path: "guide.yaml", bytes: Array(self.configuration.utf8))
    var pages: [GuideSource.Page] = []
    for page in self.pages {
      let file = sources.add(
        path: "\(page.language)/\(page.name).md",
        bytes: Array(page.text.utf8)
      )
      pages.append(.init(name: page.name, language: page.language, file: file))
    }
    var files: [String: SourceFile] = [:]
    for (path, text) in self.files.sorted(by: { $0.key < $1.key }) {
      files[path] = sources.add(path: path, bytes: Array(text.utf8))
    }
    var log = DiagnosticLog()
    let guide = GuideBuilder.build(
      GuideSource(name: "test", configuration: configuration, pages: pages, files: files),
      log: &log
    )
    return (guide, log, sources)
  }

  /// One line for each diagnostic: `en/01-page.md:3:5 unknown-parameter`.
  var problems: [String] {
    let (_, log, sources) = build()
    return log.diagnostics.map { diagnostic in
      guard let range = diagnostic.range else { return diagnostic.id.rawValue }
      let file = sources[range.file]
      let place = file.location(of: Int(range.start))
      return "\(file.path):\(place.line):\(place.column) \(diagnostic.id.rawValue)"
    }
  }
}
