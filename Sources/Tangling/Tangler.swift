import Diagnostics
import Expressions
import GuideModel
import Resolution

/// Writes the files of a resolved guide.
package enum Tangler {
  /// All files, cluster files first, then host by host in the order of the fences.
  package static func tangle(_ resolved: ResolvedGuide) -> [TangledFile] {
    var files: [TangledFile] = []
    for (index, instances) in resolved.instances.enumerated() {
      let fence = resolved.guide.fences[index]
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

  /// Writes one text.
  ///
  /// `PlacementCheck` has seen to it, when the guide was read, that every value is of a type whose
  /// text means nothing to any of our languages, or is armoured text alone on its line.
  package static func text(_ resolved: ResolvedText) -> TangledText {
    var bytes: [UInt8] = []
    var spans: [TangledText.Span] = []
    for segment in resolved.segments {
      switch segment {
      case .literal(let literal):
        bytes += literal
      case .value(let value):
        let start = bytes.count
        append(value, to: &bytes)
        spans.append(.init(range: start..<bytes.count, names: value.names))
      }
    }
    return TangledText(bytes: bytes, spans: spans)
  }

  private static func append(_ value: ResolvedValue, to bytes: inout [UInt8]) {
    guard value.alphabet == .armored else {
      bytes += value.text
      return
    }
    // Every line of a PEM block gets the indentation of the placeholder's line.
    let lineStart = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let indentation = Array(bytes[lineStart...])
    var lines = value.text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes += [UInt8(ascii: "\n")] + indentation }
      bytes += line
    }
  }
}
