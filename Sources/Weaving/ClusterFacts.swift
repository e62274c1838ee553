/// What an index tells of a cluster at a glance.
package struct ClusterFacts: Sendable, Hashable {
  /// The file that keeps them in the cluster's folder, for a build that leaves the cluster alone.
  package static let fileName = "summary.json"

  package let hosts: Int
  package let steps: Int
  package let files: Int

  package init(hosts: Int, steps: Int, files: Int) {
    self.hosts = hosts
    self.steps = steps
    self.files = files
  }

  var json: [UInt8] {
    Array("{\"hosts\": \(hosts), \"steps\": \(steps), \"files\": \(files)}\n".utf8)
  }

  /// Reads what `json` wrote; nil for anything else.
  package init?(json: [UInt8]) {
    let numbers = json.split { !(0x30...0x39).contains($0) }
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3 else { return nil }
    self.init(hosts: numbers[0], steps: numbers[1], files: numbers[2])
    guard self.json == json else { return nil }
  }
}
