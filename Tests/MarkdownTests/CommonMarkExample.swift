/// One example of the CommonMark specification.
struct CommonMarkExample {
  let line: Int
  let markdown: [UInt8]
  let html: [UInt8]

  /// Reads the examples out of the specification's text: between a fence of 32 backticks with the
  /// word `example`, the Markdown, a line with a dot, and the HTML; `→` stands for a tab.
  static func all(in text: [UInt8]) -> [CommonMarkExample] {
    let fence = String(repeating: "`", count: 32)
    var examples: [CommonMarkExample] = []
    var start: Int?
    var parts: [[UInt8]] = []
    for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if line.elementsEqual((fence + " example").utf8) {
        start = index + 1
        parts = [[]]
      } else if let first = start, line.elementsEqual(fence.utf8) {
        examples.append(.init(line: first, markdown: parts[0], html: parts[1]))
        start = nil
      } else if start != nil, parts.count == 1, line.elementsEqual(".".utf8) {
        parts.append([])
      } else if start != nil {
        parts[parts.count - 1] += withTabs(line) + [0x0A]
      }
    }
    return examples
  }

  private static func withTabs(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let arrow: [UInt8] = Array("→".utf8)
    var result: [UInt8] = []
    var rest = line
    while let first = rest.first {
      if rest.starts(with: arrow) {
        result.append(0x09)
        rest = rest.dropFirst(arrow.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
