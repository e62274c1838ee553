import Diagnostics
import Publishing

/// What a run found, and what it wrote.
package struct BuildResult: Sendable {
  package let diagnostics: [Diagnostic]
  package let sources: SourceMap
  /// Markdown files read.
  package let pageCount: Int
  /// Clusters made.
  package let clusterCount: Int
  /// Nil when nothing was published: an error was found, or nothing was asked to be written.
  package let report: PublishReport?

  package var isGood: Bool { !diagnostics.contains { $0.severity == .error } }
}
