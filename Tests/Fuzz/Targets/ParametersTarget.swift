import Diagnostics
import Parameters

/// A `params` block and a cluster's values, divided by NUL, end in values or in an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func testParameters(_ data: FuzzData?, _ count: Int) -> Int32 {
  let texts = fuzzInput(data, count).split(
    separator: 0,
    maxSplits: 1,
    omittingEmptySubsequences: false
  )
  guard texts.count == 2 else { return 0 }
  var map = SourceMap()
  var log = DiagnosticLog()
  let guide = map.add(path: "guide.md", bytes: Array(texts[0]))
  let cluster = map.add(path: "lab.yaml", bytes: Array(texts[1]))
  _ = YAMLDocument.read(SourceExcerpt(cluster), log: &log)
  log = DiagnosticLog()
  guard
    let set = ParameterSet.build(
      blocks: [SourceExcerpt(guide)],
      languages: ["en", "zh"],
      log: &log
    )
  else {
    precondition(log.hasErrors, "refused without a reason")
    return 0
  }
  let values = set.resolve(
    cluster: cluster,
    certificates: { _ in .unreadable(reason: "no such file") },
    log: &log
  )
  precondition((values != nil) != log.hasErrors, "an error with values, or neither")
  return 0
}
