import Diagnostics
import Expressions
import Parameters

/// A guide made of `params` blocks and one cluster, built and resolved; what is wrong is in `report`.
struct GuideFixture {
  let set: ParameterSet?
  let values: ParameterValues?
  /// One line per diagnostic: `place: severity: message [id] cure`, then its notes.
  let report: String

  init(
    _ blocks: String...,
    cluster: String? = nil,
    certificates: [String: String] = [:],
    languages: [String] = ["en", "zh"],
    language: String? = nil
  ) {
    var map = SourceMap()
    var log = DiagnosticLog()
    var excerpts: [SourceExcerpt] = []
    for (index, block) in blocks.enumerated() {
      let file = map.add(path: "guide\(index + 1).md", bytes: Array(block.utf8))
      excerpts.append(SourceExcerpt(file))
    }
    set = ParameterSet.build(blocks: excerpts, languages: languages, log: &log)
    var resolved: ParameterValues?
    if let set, let cluster {
      let file = map.add(path: "lab.yaml", bytes: Array(cluster.utf8))
      resolved = set.resolve(
        cluster: file,
        certificates: { path in
          certificates[path].map { .bytes(Array($0.utf8)) } ?? .unreadable(reason: "no such file")
        },
        language: language,
        log: &log
      )
    }
    values = resolved
    report = log.diagnostics.map { GuideFixture.line($0, map) }.joined(separator: "\n")
  }

  static func line(_ diagnostic: Diagnostic, _ map: SourceMap) -> String {
    var line =
      "\(place(diagnostic.range, map)): \(diagnostic.severity.rawValue): \(diagnostic.message)"
      + " [\(diagnostic.id.rawValue)]"
    if let cure = diagnostic.cure { line += " \(cure)" }
    for note in diagnostic.notes { line += "\n  \(place(note.range, map)): \(note.message)" }
    return line
  }

  /// `path:line:column-column`; the second column is the one behind the last character.
  static func place(_ range: SourceRange?, _ map: SourceMap) -> String {
    guard let range else { return "nowhere" }
    let file = map[range.file]
    let start = file.location(of: Int(range.start))
    let end = file.location(of: Int(range.end))
    return "\(file.path):\(start.line):\(start.column)"
      + (end.line == start.line && end.column > start.column ? "-\(end.column)" : "")
  }

  /// The value of a parameter as JSON.
  func json(_ name: String) -> String? {
    guard let set, let values, let slot = set.index(of: name) else { return nil }
    var bytes: [UInt8] = []
    values.bindings[slot].appendJSON(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
