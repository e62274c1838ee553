import Diagnostics
import GuideModel
import Resolution

/// Writes the files of a resolved guide.
package enum Tangler {
  /// All files, cluster files first, then host by host in the order of the fences.
  ///
  /// Each file and each command is read back in its own language; one that does not hold exactly
  /// its values is an error.
  package static func tangle(_ resolved: ResolvedGuide, log: inout DiagnosticLog) -> [TangledFile] {
    var files: [TangledFile] = []
    for (index, instances) in resolved.instances.enumerated() {
      let fence = resolved.guide.fences[index]
      for instance in instances { ReadBack.check(instance, of: fence, log: &log) }
      guard case .file(_, let mode, let owner) = fence.role else { continue }
      for instance in instances {
        guard let path = instance.path else { continue }
        let names = Set(fence.references.map(\.name)).sorted()
        files.append(
          TangledFile(
            host: instance.host,
            path: path,
            bytes: text(instance.text).bytes,
            mode: mode,
            owner: owner,
            fence: index,
            origin: fence.range,
            names: names
          )
        )
      }
    }
    let order = Dictionary(
      uniqueKeysWithValues: resolved.hosts.enumerated().map { ($0.element, $0.offset) }
    )
    let place = { (file: TangledFile) in file.host.flatMap { order[$0] } ?? -1 }
    return files.enumerated()
      .sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }
      .map(\.element)
  }

  /// Writes one text, each value as its place demands.
  package static func text(_ resolved: ResolvedText) -> TangledText {
    var bytes: [UInt8] = []
    var spans: [TangledText.Span] = []
    for segment in resolved.segments {
      switch segment {
      case .literal(let literal):
        bytes += literal
      case .value(let value):
        let start = bytes.count
        value.encoding.append(value.text, to: &bytes)
        spans.append(.init(range: start..<bytes.count, sources: value.sources))
      }
    }
    return TangledText(bytes: bytes, spans: spans)
  }
}
