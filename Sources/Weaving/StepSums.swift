import GuideModel
import Resolution
import Tangling

/// Computes what a step's ticks are good for: the sum, for each place, of the text of the step, the
/// commands to run there and the files that it shows for there.
struct StepSums {
  let edition: ClusterEdition

  /// - Parameters:
  ///   - fences: those under the step's heading.
  ///   - prose: the sum of the step's text in the source language, without figures.
  func places(_ fences: [Int], prose: ContentHash) -> [Step.Place] {
    var order: [String] = []
    var sums: [String: ContentHash] = [:]
    var commanded: Set<String> = []
    for index in fences {
      let isCommand: Bool
      switch edition.resolved.guide.fences[index].role {
      case .run, .check: isCommand = true
      case .file: isCommand = false
      case .output, .display: continue
      }
      for instance in edition.resolved.instances[index] {
        let host = instance.host ?? ""
        if isCommand, commanded.insert(host).inserted { order.append(host) }
        sums[host, default: prose].add(sum(of: instance))
      }
    }
    // Files of the whole cluster are for the workstation; where it has no part, they are for all.
    let shared = commanded.contains("") ? nil : sums[""]
    return order.map { host in
      var sum = sums[host, default: prose]
      if let shared { sum.add(shared) }
      return Step.Place(host: host, sum: sum.text)
    }
  }

  private func sum(of instance: FenceInstance) -> ContentHash {
    var hash = ContentHash()
    hash.add((instance.path ?? "").utf8)
    hash.add(instance.expect ?? [])
    hash.add(Tangler.text(instance.text).bytes)
    return hash
  }
}
