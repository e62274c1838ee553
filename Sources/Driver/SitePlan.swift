import Diagnostics
import Parameters
import Publishing
import Templates
import Weaving

/// Which clusters a run makes, and what else the site then holds.
struct SitePlan: Sendable {
  struct Job: Sendable {
    let guide: PreparedGuide
    let cluster: PreparedGuide.Cluster
    /// All clusters that the site will have of the guide, for the switch in the header.
    let clusters: [ClusterWeaver.ClusterName]
  }

  let request: BuildRequest
  let jobs: [Job]
  let sources: SourceMap
  /// What the pages of all clusters must know of the site.
  let site: SiteOutline
  private let guides: [ShownGuide]
  private let assets: [(path: String, bytes: [UInt8])]
  /// Folders of clusters that this run does not make and the site keeps as they are.
  private let kept: [String]

  /// A guide with the clusters that the site will have of it.
  private struct ShownGuide: Sendable {
    let guide: PreparedGuide
    let clusters: [ClusterWeaver.ClusterName]
  }

  /// - Throws: when the request names a guide or cluster that does not exist.
  init(
    _ request: BuildRequest,
    _ guides: [PreparedGuide],
    _ workspace: Workspace,
    log: inout DiagnosticLog
  ) throws(Failure) {
    // After an error, what cannot be read may be what is named.
    if !log.hasErrors { try Self.checkNames(request, workspace) }
    self.request = request
    let address = request.baseURL.flatMap(SiteAddress.init)
    if let base = request.baseURL, address == nil {
      throw .usage("'\(base)' is no address of a site; write it like https://example.org/guides/")
    }
    site = SiteOutline(guides.map(\.guide), address: address)
    sources = workspace.sources
    assets = workspace.assets
    var jobs: [Job] = []
    var shownGuides: [ShownGuide] = []
    var kept: [String] = []
    for guide in guides {
      var made: [PreparedGuide.Cluster] = []
      var shown: [ClusterWeaver.ClusterName] = []
      for cluster in guide.clusters {
        let folder = "\(guide.guide.name)/\(cluster.name)"
        if Self.isWanted(guide.guide.name, request.guides)
          && Self.isWanted(cluster.name, request.clusters)
        {
          made.append(cluster)
        } else if try Self.isPublished(folder, request) {
          kept.append(folder)
        } else {
          continue
        }
        shown.append(.init(name: cluster.name, title: cluster.title))
      }
      if !guide.hasClusterFiles {
        log.add(
          .warning(
            .noClusters,
            "the guide '\(guide.guide.name)' has no clusters",
            at: guide.configuration.range(0..<0),
            cure: "write \(guide.folder)/clusters/NAME.yaml with your values"
          )
        )
      }
      jobs += made.map { Job(guide: guide, cluster: $0, clusters: shown) }
      shownGuides.append(ShownGuide(guide: guide, clusters: shown))
    }
    self.jobs = jobs
    self.guides = shownGuides
    self.kept = kept
  }

  private static func isWanted(_ name: String, _ names: [String]) -> Bool {
    names.isEmpty || names.contains(name)
  }

  private static func isPublished(_ folder: String, _ request: BuildRequest) throws(Failure)
    -> Bool
  {
    guard let output = request.output else { return false }
    return try Failure.wrapping { () throws(PublishingError) in
      try FileReader.exists("\(output)/\(folder)/manifest.json")
    }
  }

  private static func checkNames(_ request: BuildRequest, _ workspace: Workspace) throws(Failure) {
    let guides = workspace.guides.map(\.source.name)
    for name in request.guides where !guides.contains(name) {
      throw .usage(unknown("guide", name, guides))
    }
    let clusters = workspace.guides.filter { isWanted($0.source.name, request.guides) }
      .flatMap { $0.clusters.map(\.name) }
    for name in request.clusters where !clusters.contains(name) {
      throw .usage(unknown("cluster", name, clusters))
    }
  }

  /// Why a guide or cluster that the request names cannot be taken.
  static func unknown(_ what: String, _ name: String, _ known: [String]) -> String {
    let cure =
      Suggestion.nearest(to: name, in: known).map { "did you mean '\($0)'?" }
      ?? (known.isEmpty ? "there is none" : "there is \(known.joined(separator: ", "))")
    return "there is no \(what) '\(name)'; \(cure)"
  }

  private func summaries(_ facts: [Int: ClusterFacts]) throws(Failure)
    -> [SiteWeaver.GuideSummary]
  {
    var known: [String: ClusterFacts] = [:]
    for (index, facts) in facts { known[folder(of: jobs[index])] = facts }
    if let output = request.output {
      for folder in kept {
        known[folder] = try Failure.wrapping { () throws(PublishingError) in
          let path = "\(output)/\(folder)/\(ClusterFacts.fileName)"
          return try FileReader.exists(path) ? ClusterFacts(json: FileReader.read(path)) : nil
        }
      }
    }
    return guides.map { shown in
      let guide = shown.guide.guide
      let clusters = shown.clusters.map { cluster in
        SiteWeaver.Cluster(cluster, facts: known["\(guide.name)/\(cluster.name)"])
      }
      return SiteWeaver.GuideSummary(guide, clusters: clusters)
    }
  }

  private func folder(of job: Job) -> String { "\(job.guide.guide.name)/\(job.cluster.name)" }

  /// What no single cluster owns: indexes and assets, and the clusters that stay as they are.
  /// - Parameter facts: of the clusters that this run made, by the index of the job.
  func sharedFiles(
    _ templates: TemplateSet,
    _ facts: [Int: ClusterFacts]
  ) throws(Failure) -> [ClusterProduct.File] {
    let summaries = try summaries(facts)
    var files = SiteWeaver(summaries, site: site, templates: templates).weave().map {
      ClusterProduct.File(path: ClusterProduct.checked($0.path), bytes: $0.bytes, mode: 0o644)
    }
    for asset in assets {
      guard let path = SitePath("assets/\(asset.path)") else {
        throw .usage("templates/assets/\(asset.path) is no name for a file of the site")
      }
      files.append(.init(path: path, bytes: asset.bytes, mode: 0o644))
    }
    guard let output = request.output else { return files }
    for folder in kept {
      files += try Failure.wrapping { () throws(PublishingError) in
        var copies: [ClusterProduct.File] = []
        for path in try FileReader.files(below: "\(output)/\(folder)", everything: true) {
          copies.append(
            .init(
              path: ClusterProduct.checked("\(folder)/\(path)"),
              bytes: try FileReader.read("\(output)/\(folder)/\(path)", maximumBytes: .max),
              mode: try FileReader.permissions("\(output)/\(folder)/\(path)")
            )
          )
        }
        return copies
      }
    }
    return files
  }
}
