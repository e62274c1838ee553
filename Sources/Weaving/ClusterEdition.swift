import Bundling
import Diagnostics
import GuideModel
import Parameters
import Resolution

/// A guide made for one cluster: what its pages show.
package struct ClusterEdition: Sendable {
  let resolved: ResolvedGuide
  let bundle: ClusterBundle
  /// What the cluster is called; its name where its file gives no title.
  let title: LocalizedText
  /// Names the guide's files on the parameters and files pages.
  let sources: SourceMap
  let origins: ValueOrigins

  package init(
    resolved: ResolvedGuide,
    bundle: ClusterBundle,
    title: LocalizedText,
    sources: SourceMap
  ) {
    self.resolved = resolved
    self.bundle = bundle
    self.title = title
    self.sources = sources
    origins = ValueOrigins(resolved, sources)
  }
}
