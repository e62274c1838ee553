import Diagnostics
import Foundation
import Testing

@testable import Parameters

/// Whatever bytes stand in a block or a cluster file, the end is values or an error.
@Suite struct RobustnessTests {
  private static let fragments = [
    "：", "“", "{", "}", "[", "]", "'", "\"", "&a", "*a", "!!x", "<<: ", "\u{0}", "\u{85}",
    "\u{2028}",
    "\t", "\r\n", "{{", "}}", "---\n", "? ", "- ", "|\n", ">\n", "%YAML 1.1\n", "self", "index",
    "null",
    "-----BEGIN PRIVATE KEY-----", "expr", "default: ", "nullable: true, ", "10.97.0.0/12", "\\",
    "#",
  ]

  @Test func mutationsEndInValuesOrErrors() {
    var random = LinearGenerator(state: 20_260_101)
    let rounds = ProcessInfo.processInfo.environment["BESPOKE_ROUNDS"].flatMap(Int.init) ?? 400
    for _ in 0..<rounds {
      let block = mutate(ParameterSetTests.example, &random)
      let cluster = mutate(
        "title: {en: Lab}\ncluster_name: lab\nmachines:\n  - {name: m1, ip: 192.168.10.11}\n",
        &random
      )
      for (params, values) in [
        (Array(ParameterSetTests.example.utf8), cluster),
        (block, Array("cluster_name: lab\n".utf8)),
      ] {
        var map = SourceMap()
        var log = DiagnosticLog()
        let guide = map.add(path: "guide.md", bytes: params)
        let set = ParameterSet.build(
          blocks: [SourceExcerpt(guide)],
          languages: ["en", "zh"],
          log: &log
        )
        #expect(set != nil || log.hasErrors)
        guard let set else { continue }
        let file = map.add(path: "lab.yaml", bytes: values)
        let resolved = set.resolve(
          cluster: file,
          certificates: { _ in .unreadable(reason: "none") },
          log: &log
        )
        #expect((resolved != nil) != log.hasErrors)
        for diagnostic in log.diagnostics { _ = GuideFixture.line(diagnostic, map) }
      }
    }
  }

  private func mutate(_ text: String, _ random: inout LinearGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where place < bytes.count: bytes.remove(at: place)
      case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2 where place < bytes.count: bytes.removeSubrange(place..<min(bytes.count, place + 9))
      default:
        let fragment = Self.fragments[Int.random(in: 0..<Self.fragments.count, using: &random)]
        bytes.insert(contentsOf: fragment.utf8, at: min(place, bytes.count))
      }
    }
    return bytes
  }
}

/// The same sequence in every run (Knuth's MMIX constants).
private struct LinearGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 31)
  }
}
