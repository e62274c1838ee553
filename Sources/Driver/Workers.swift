import Bundling
import Diagnostics
import Dispatch
import Publishing
import Synchronization
import Templates

/// Makes the clusters of a plan, several at a time: the only concurrency of the program.
enum Workers {
  /// - Parameter write: takes each finished file; called from several threads.
  static func make(
    _ plan: SitePlan,
    _ templates: TemplateSet,
    log: inout DiagnosticLog,
    write: @Sendable (ClusterProduct.File) throws(Failure) -> Void
  ) throws(Failure) {
    let next = Atomic<Int>(0)
    let logs = Mutex<[Int: DiagnosticLog]>([:])
    let failure = Mutex<Failure?>(nil)
    let workers = max(1, min(plan.request.jobs, plan.jobs.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while failure.withLock({ $0 == nil }) {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < plan.jobs.count else { return }
        do throws(Failure) {
          let jobLog = try make(plan.jobs[index], plan, templates, write: write)
          logs.withLock { $0[index] = jobLog }
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    let found = logs.withLock { $0 }
    for index in plan.jobs.indices {
      if let jobLog = found[index] { log.add(contentsOf: jobLog) }
    }
  }

  /// Makes one cluster and hands its files on.
  private static func make(
    _ job: SitePlan.Job,
    _ plan: SitePlan,
    _ templates: TemplateSet,
    write: @Sendable (ClusterProduct.File) throws(Failure) -> Void
  ) throws(Failure) -> DiagnosticLog {
    var log = DiagnosticLog()
    let product: ClusterProduct?
    do throws(ArchiveError) {
      product = try ClusterProduct.make(
        job.guide,
        job.cluster,
        templates: templates,
        clusters: job.clusters,
        sources: plan.sources,
        language: plan.request.language,
        log: &log
      )
    } catch {
      throw .machine(error.description)
    }
    for file in product?.files ?? [] { try write(file) }
    return log
  }
}
