extension DiagnosticFormatter {
  /// The head line, the source line with a caret under the mistake, and the notes.
  func textLines(_ diagnostic: Diagnostic) -> [String] {
    var lines: [String] = []
    let severity = paint(diagnostic.severity.rawValue, diagnostic.severity)
    let head = "\(severity): \(diagnostic.message) [\(diagnostic.id.rawValue)]"
    lines.append(place(diagnostic.range).map { "\($0): \(head)" } ?? head)
    if let range = diagnostic.range, !Self.isHidden(diagnostic.id) {
      lines += snippet(range, cure: diagnostic.cure)
    } else if let cure = diagnostic.cure {
      lines.append("  \(cure)")
    }
    for note in diagnostic.notes {
      lines.append((place(note.range).map { "\($0): " } ?? "") + "note: \(note.message)")
    }
    return lines
  }

  /// Whether the line holds a secret: what is printed ends in logs.
  private static func isHidden(_ id: DiagnosticID) -> Bool { id == .secretInValues }

  private func snippet(_ range: SourceRange, cure: String?) -> [String] {
    let file = sources[range.file]
    let index = file.lineIndex(at: Int(range.start))
    let line = file.line(index)
    let number = String(index + 1)
    let gutter = String(repeating: " ", count: number.count)
    let start = min(Int(range.start), line.endIndex)
    let end = min(max(Int(range.end), start), line.endIndex)
    // Tabs stay tabs in the padding, so that they end in the same column as above.
    let padding = String(
      decoding: line[line.startIndex..<start].filter { $0 == 0x09 || $0 & 0xC0 != 0x80 }
        .map { $0 == 0x09 ? 0x09 : 0x20 },
      as: UTF8.self
    )
    let extra = DisplayWidth.of(line[line.startIndex..<start]) - padding.utf8.count
    let width = max(1, DisplayWidth.of(line[start..<end]))
    let caret = "^" + String(repeating: "~", count: width - 1)
    var marked = "\(gutter) | \(padding)\(String(repeating: " ", count: max(0, extra)))\(caret)"
    if let cure { marked += " \(cure)" }
    return ["\(number) | \(String(decoding: line, as: UTF8.self))", marked]
  }

  private func paint(_ word: String, _ severity: Diagnostic.Severity) -> String {
    guard colored else { return word }
    return "\u{1B}[1;\(severity == .error ? 31 : 33)m\(word)\u{1B}[0m"
  }
}
