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
  /// The guide's folder.
  let folder: String

  struct Cluster: Sendable {
    let name: String
    let file: SourceFile
  }

  /// Builds and checks a guide; nil when it cannot be judged.
  init?(_ files: Workspace.Guide, log: inout DiagnosticLog) {
    guard let guide = GuideBuilder.build(files.source, log: &log) else { return nil }
    PlacementCheck.check(guide, log: &log)
    self.guide = guide
    programs = GuidePrograms(guide)
    clusters = files.clusters.map { Cluster(name: $0.name, file: $0.file) }
    folder = files.folder
  }

  /// The values of a cluster, or nil when some are wrong.
  func values(of cluster: Cluster, language: String, log: inout DiagnosticLog)
    -> ParameterValues?
  {
    guide.parameters.resolve(
      cluster: cluster.file,
      certificates: { CertificateFile.read($0, besides: "\(folder)/clusters") },
      language: language, log: &log)
  }
}
