import Diagnostics
import GuideModel
import Parameters
import Publishing
import Tangling
import Weaving

/// A guide that is ready to be made for clusters.
struct PreparedGuide: Sendable {
  let guide: Guide
  let programs: GuidePrograms
  let clusters: [Cluster]
  /// `guide.yaml`.
  let configuration: SourceFile
  /// The guide's folder.
  let folder: String
  /// Whether somebody has written values, be they of use or not.
  let hasClusterFiles: Bool

  struct Cluster: Sendable {
    let name: String
    let file: SourceFile
    /// What its file calls it, or else its name.
    let title: LocalizedText

    init(_ cluster: Workspace.Cluster, languages: [String]) {
      name = cluster.name
      file = cluster.file
      // What is wrong with the file is reported when its values are read.
      var ignored = DiagnosticLog()
      let document = YAMLDocument.read(SourceExcerpt(cluster.file), log: &ignored)
      title =
        document?.root?["title"].flatMap {
          LocalizedText($0, languages: languages, log: &ignored)
        } ?? LocalizedText(cluster.name)
    }
  }

  /// Builds and checks a guide; nil when it cannot be judged.
  init?(_ files: Workspace.Guide, log: inout DiagnosticLog) {
    guard files.isComplete, let guide = GuideBuilder.build(files.source, log: &log) else {
      return nil
    }
    self.guide = guide
    programs = GuidePrograms(guide, log: &log)
    clusters = files.clusters.map { Cluster($0, languages: guide.languages) }
    configuration = files.source.configuration
    folder = files.folder
    hasClusterFiles = files.hasClusterFiles
  }

  /// The values of a cluster, or nil when some are wrong.
  func values(of cluster: Cluster, language: String, log: inout DiagnosticLog)
    -> ParameterValues?
  {
    guide.parameters.resolve(
      cluster: cluster.file,
      certificates: { CertificateFile.read($0, besides: "\(folder)/clusters") },
      language: language,
      log: &log
    )
  }
}
