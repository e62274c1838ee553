import Diagnostics
import Publishing
import Templates
import Weaving

/// The whole program as one function:
///
/// 1. Read the workspace.
/// 2. Build each guide, check where its values stand, compile its pages and the templates.
/// 3. For each cluster, several at a time: resolve, tangle, bundle, weave, and add to the new site.
/// 4. Add the indexes and assets, and publish; or, after any error, leave everything as it was.
package enum Pipeline {
  package static func run(_ request: BuildRequest) throws(Failure) -> BuildResult {
    var log = DiagnosticLog()
    let workspace = try Workspace.open(request.directory, log: &log)
    let templates = TemplateSet(
      sources: workspace.templates,
      roots: PageTemplate.roots,
      log: &log
    )
    let guides = workspace.guides.compactMap { PreparedGuide($0, log: &log) }
    let plan = try SitePlan(request, guides, workspace, log: &log)
    var report: PublishReport?
    if let templates, !log.hasErrors {
      report = try make(plan, templates, log: &log)
    } else {
      // The site cannot be made any more; but one run shows all mistakes, also in the values.
      for job in plan.jobs {
        _ = job.guide.values(of: job.cluster, language: request.language, log: &log)
      }
    }
    return BuildResult(
      diagnostics: request.isStrict ? log.diagnostics.map(\.asError) : log.diagnostics,
      sources: workspace.sources,
      pageCount: workspace.guides.reduce(0) { $0 + $1.source.pages.count },
      clusterCount: plan.jobs.count,
      report: report
    )
  }

  /// Makes everything, and publishes it when nothing is wrong and an output is asked for.
  private static func make(
    _ plan: SitePlan,
    _ templates: TemplateSet,
    log: inout DiagnosticLog
  ) throws(Failure) -> PublishReport? {
    guard let output = plan.request.output else {
      _ = try Workers.make(plan, templates, log: &log) { _ throws(Failure) in }
      return nil
    }
    let transaction = try Failure.wrapping { () throws(PublishingError) in
      try SiteTransaction(output: output)
    }
    try fill(transaction, plan, templates, log: &log)
    guard !log.hasErrors, !plan.request.isStrict || log.diagnostics.isEmpty else { return nil }
    do throws(PublishingError) {
      return try transaction.commit()
    } catch {
      throw .machine(error.description)
    }
  }

  /// Adds every file to the new site; what there is after an error is never published.
  private static func fill(
    _ transaction: borrowing SiteTransaction,
    _ plan: SitePlan,
    _ templates: TemplateSet,
    log: inout DiagnosticLog
  ) throws(Failure) {
    let facts = try Workers.make(plan, templates, log: &log) { file throws(Failure) in
      try write(file, to: transaction)
    }
    guard !log.hasErrors else { return }
    for file in try plan.sharedFiles(templates, facts) { try write(file, to: transaction) }
  }

  private static func write(
    _ file: ClusterProduct.File,
    to transaction: borrowing SiteTransaction
  ) throws(Failure) {
    do throws(PublishingError) {
      try transaction.write(file.path, file.bytes, mode: file.mode)
    } catch {
      throw .machine(error.description)
    }
  }
}

extension Diagnostic {
  /// The same as an error, for `--strict`.
  fileprivate var asError: Diagnostic {
    var error = self
    error.severity = .error
    return error
  }
}
