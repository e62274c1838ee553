import Diagnostics
import Glibc
import GuideModel
import Parameters
import Publishing
import Resolution
import Tangling

/// Measures what it costs to write values safely: the files and commands of one guide and its
/// clusters, written three ways, over and over.
///
///     tangle-benchmark content/kubernetes [SECONDS]
@main
struct TangleBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else {
      print("usage: tangle-benchmark GUIDE-FOLDER [SECONDS]")
      exit(64)
    }
    let seconds = arguments.count > 2 ? Double(arguments[2]) ?? 2 : 2
    let resolved = try clusters(of: arguments[1])
    let texts = resolved.flatMap { guide in
      guide.instances.flatMap { $0.map(\.text) }
    }
    let bytes = texts.reduce(0) { $0 + $1.plain.count }
    print("\(resolved.count) clusters, \(texts.count) files and commands, \(bytes) bytes")
    measure("values as they are", seconds, resolved.count) {
      for text in texts { blackHole(text.plain.count) }
    }
    measure("values encoded", seconds, resolved.count) {
      for text in texts { blackHole(Tangler.text(text).bytes.count) }
    }
    measure("values encoded, texts read back", seconds, resolved.count) {
      for guide in resolved {
        var log = DiagnosticLog()
        blackHole(Tangler.tangle(guide, log: &log).count)
        precondition(!log.hasErrors, "the guide's texts read back")
      }
    }
  }

  /// The guide, resolved for each of its clusters.
  private static func clusters(of folder: String) throws -> [ResolvedGuide] {
    var sources = SourceMap()
    var log = DiagnosticLog()
    var files: [String: SourceFile] = [:]
    for path in try FileReader.files(below: folder) {
      files[path] = sources.add(path: path, bytes: try FileReader.read("\(folder)/\(path)"))
    }
    guard let configuration = files["guide.yaml"] else {
      print("\(folder) is no guide")
      exit(64)
    }
    let pages = files.keys.sorted().filter { $0.hasSuffix(".md") }.compactMap { path in
      let parts = path.split(separator: "/").map(String.init)
      return files[path].map {
        GuideSource.Page(name: String(parts[1].dropLast(3)), language: parts[0], file: $0)
      }
    }
    let source = GuideSource(
      name: "guide",
      configuration: configuration,
      pages: pages,
      files: files.filter { $0.key.hasPrefix("files/") }
    )
    guard let guide = GuideBuilder.build(source, log: &log), !log.hasErrors else {
      print("the guide has mistakes; see bespoke check")
      exit(1)
    }
    return files.keys.sorted().filter { $0.hasPrefix("clusters/") && $0.hasSuffix(".yaml") }
      .compactMap { path in
        guard let file = files[path],
          let values = guide.parameters.resolve(
            cluster: file,
            certificates: { _ in .unreadable(reason: "not measured") },
            log: &log
          )
        else { return nil }
        return GuideResolver.resolve(guide, values, cluster: "cluster", log: &log)
      }
  }

  /// Repeats `body` for about `seconds` and prints the fastest round.
  private static func measure(
    _ name: String,
    _ seconds: Double,
    _ clusters: Int,
    _ body: () -> Void
  ) {
    var best = Double.infinity
    var rounds = 0
    let start = processorSeconds()
    while rounds < 3 || processorSeconds() - start < seconds {
      let before = processorSeconds()
      body()
      best = min(best, processorSeconds() - before)
      rounds += 1
    }
    let microseconds = Int(best / Double(clusters) * 1e6)
    print("\(name): \(microseconds) us of CPU per cluster (best of \(rounds))")
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Keeps the optimiser from dropping the work.
  @inline(never)
  private static func blackHole(_ value: Int) {}
}
