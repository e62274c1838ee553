import Glibc
import Publishing

// A process that publishes, for tests that kill it, race it, or run it where the disk is full.

let arguments = Array(CommandLine.arguments.dropFirst())
let number = arguments.dropFirst(2).map { Int($0) ?? 0 }
do {
  switch (arguments.first, number.count) {
  case ("publish", 2), ("publish", 3):
    let site = SampleSite(generation: number[0], count: number[1], size: number.dropFirst(2).first)
    print(summary(try site.publish(to: arguments[1])))
  case ("alternate", 2):
    // Says that it is about to begin, and goes on until it is killed.
    _ = write(STDOUT_FILENO, "\n", 1)
    var generation = number[0]
    while true {
      _ = try SampleSite(generation: generation, count: number[1]).publish(to: arguments[1])
      generation = 1 - generation
    }
  case ("archive", 0):
    try writeArchive(to: arguments[1])
  case ("measure", 1):
    try measure(arguments[1], count: number[0])
  default:
    complain("usage: publish-fixture publish|alternate|archive|measure OUTPUT …")
    exit(64)
  }
} catch let error as PublishingError {
  complain("\(error)")
  exit(PublishingError.exitCode)
}

func complain(_ message: String) {
  let line = Array("\(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
}

func summary(_ report: PublishReport) -> String {
  "written \(report.written), unchanged \(report.unchanged), removed \(report.removed)"
}

func writeArchive(to path: String) throws {
  let bytes = try TarArchive.gzip(folder: sitePath("m1"), entries: SampleSite.archiveEntries)
  guard let file = fopen(path, "wb") else { exit(1) }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

/// Prints how long it takes to publish `count` files for the first time, unchanged, and with one in
/// a hundred of them changed.
func measure(_ output: String, count: Int) throws {
  for (name, generation) in [("fresh", 0), ("unchanged", 0), ("1 % changed", 1)] {
    let clock = ContinuousClock()
    var report: PublishReport?
    let time = try clock.measure {
      report = try SampleSite(generation: generation, count: count, isLarge: true)
        .publish(to: output)
    }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    let text = report.map(summary) ?? ""
    print("\(name): \(Int(Double(count) / seconds)) files/s, \(time) (\(text))")
  }
}
