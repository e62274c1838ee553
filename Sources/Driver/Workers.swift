import Bundling
import Diagnostics
import Dispatch
import Publishing
import Synchronization
import Templates
import Weaving

/// Makes the clusters of a plan, several at a time: the only concurrency of the program.
enum Workers {
  /// - Parameter write: takes each finished file; called from several threads.
  /// - Returns: what the indexes tell of the clusters, by the index of the job.
  static func make(
    _ plan: SitePlan,
    _ templates: TemplateSet,
    log: inout DiagnosticLog,
    write: @Sendable (ClusterProduct.File) throws(Failure) -> Void
  ) throws(Failure) -> [Int: ClusterFacts] {
    let next = Atomic<Int>(0)
    let logs = Mutex<[Int: DiagnosticLog]>([:])
    let facts = Mutex<[Int: ClusterFacts]>([:])
    let failure = Mutex<Failure?>(nil)
    let workers = max(1, min(plan.request.jobs, plan.jobs.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while failure.withLock({ $0 == nil }) {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < plan.jobs.count else { return }
        do throws(Failure) {
          let (product, jobLog) = try make(plan.jobs[index], plan, templates)
          logs.withLock { $0[index] = jobLog }
          facts.withLock { $0[index] = product?.facts }
          for file in product?.files ?? [] { try write(file) }
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
    return facts.withLock { $0 }
  }

  /// Makes one cluster.
  private static func make(
    _ job: SitePlan.Job,
    _ plan: SitePlan,
    _ templates: TemplateSet
  ) throws(Failure) -> (ClusterProduct?, DiagnosticLog) {
    var log = DiagnosticLog()
    let product: ClusterProduct?
    do throws(ArchiveError) {
      product = try ClusterProduct.make(
        job.guide,
        job.cluster,
        templates: templates,
        clusters: job.clusters,
        site: plan.site,
        sources: plan.sources,
        language: plan.request.language,
        log: &log
      )
    } catch {
      throw .machine(error.description)
    }
    return (product, log)
  }
}
