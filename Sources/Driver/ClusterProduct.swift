import Bundling
import Diagnostics
import GuideModel
import Publishing
import Resolution
import Tangling
import Templates
import Weaving

/// Everything that the site holds of one cluster.
struct ClusterProduct: Sendable {
  struct File: Sendable {
    let path: SitePath
    let bytes: [UInt8]
    let mode: UInt32
  }

  let files: [File]
  let facts: ClusterFacts

  /// Makes a cluster from its values to its last page; nil when the log has an error.
  static func make(
    _ guide: PreparedGuide,
    _ cluster: PreparedGuide.Cluster,
    templates: TemplateSet,
    clusters: [ClusterWeaver.ClusterName],
    site: SiteOutline,
    sources: SourceMap,
    language: String,
    log: inout DiagnosticLog
  ) throws(ArchiveError) -> ClusterProduct? {
    guard let values = guide.values(of: cluster, language: language, log: &log) else { return nil }
    let resolved = GuideResolver.resolve(guide.guide, values, cluster: cluster.name, log: &log)
    guard !log.hasErrors else { return nil }
    let tangled = Tangler.tangle(resolved, log: &log)
    guard
      let bundle = try ClusterBundle.make(resolved, tangled, sources: sources, log: &log)
    else { return nil }
    let edition = ClusterEdition(
      resolved: resolved,
      bundle: bundle,
      title: cluster.title,
      sources: sources
    )
    let weaver = ClusterWeaver(
      guide.programs,
      edition,
      templates: templates,
      clusters: clusters,
      site: site
    )
    let pages = weaver.weave(log: &log)
    guard !log.hasErrors else { return nil }
    return ClusterProduct(
      files: files(of: bundle, in: "\(guide.guide.name)/\(cluster.name)")
        + pages.files.map { File(path: checked($0.path), bytes: $0.bytes, mode: 0o644) },
      facts: pages.facts
    )
  }

  private static func files(of bundle: ClusterBundle, in folder: String) -> [File] {
    // The site is for everybody to read; a file gets its own mode where it is installed, and an
    // executable one can be run from where it was downloaded.
    let files = bundle.files.map { bundled in
      File(
        path: checked("\(folder)/\(bundled.path.text)"),
        bytes: bundled.file.bytes,
        mode: bundled.file.mode & 0o100 != 0 ? 0o755 : 0o644
      )
    }
    let archives = bundle.archives.map {
      File(path: checked("\(folder)/\($0.path.text)"), bytes: $0.bytes, mode: 0o644)
    }
    let descriptions = bundle.descriptions.map {
      File(path: checked("\(folder)/\($0.path.text)"), bytes: $0.bytes, mode: 0o644)
    }
    return files + archives + descriptions
  }

  /// A path put together from names that were checked when they were read.
  static func checked(_ text: String) -> SitePath {
    guard let path = SitePath(text) else { preconditionFailure("'\(text)' is no site path") }
    return path
  }
}
