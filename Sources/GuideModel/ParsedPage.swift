import Diagnostics
import Markdown

/// A page after the Markdown parser, before its own syntax is understood.
struct ParsedPage {
  let name: String
  let file: SourceFile
  let text: PageText
  let document: MarkdownDocument
  /// The info strings of its fenced code blocks, by node.
  let infos: [Int: FenceInfo]

  init?(_ page: GuideSource.Page, log: inout DiagnosticLog) {
    name = page.name
    file = page.file
    text = PageText(page.file, log: &log)
    guard
      let document = MarkdownDocument.parse(text.bytes, in: page.file, log: &log)
    else { return nil }
    self.document = document
    var infos: [Int: FenceInfo] = [:]
    for (index, node) in document.nodes.enumerated() where node.kind == .codeBlock {
      let line = file.lineRange(Int(node.startLine) - 1)
      if let info = FenceInfo(file, line: line, log: &log) { infos[index] = info }
    }
    self.infos = infos
  }

  /// The content of a code block, as it stands in the file.
  func content(of index: Int) -> SourceExcerpt {
    let node = document.nodes[index]
    var line = Int(node.startLine) - 1 + (infos[index] == nil ? 0 : 1)
    var ranges: [Range<Int>] = []
    var length = 0
    var position = node.text.lowerBound
    let bytes = document.bytes
    while position < node.text.upperBound {
      if bytes[position] == UInt8(ascii: "\n") {
        ranges.append(suffix(of: line, length))
        line += 1
        length = 0
        position += 1
      } else if let sentinel = Sentinel.read(
        bytes,
        at: position,
        opening: Sentinel.placeholderOpen
      ) {
        length += text.placeholders[sentinel.number].outer.count
        position = sentinel.end
      } else {
        length += 1
        position += 1
      }
    }
    if length > 0 { ranges.append(suffix(of: line, length)) }
    return SourceExcerpt(file, lines: ranges)
  }

  /// The last `length` bytes of a line: what is left of it inside lists and quotes.
  private func suffix(of line: Int, _ length: Int) -> Range<Int> {
    let range = file.lineRange(line)
    return max(range.lowerBound, range.upperBound - length)..<range.upperBound
  }
}

extension SourceFile {
  /// The offsets of the line with this 0-based index, without its line end.
  func lineRange(_ index: Int) -> Range<Int> {
    guard lineStarts.indices.contains(index) else { return bytes.count..<bytes.count }
    let slice = line(index)
    return slice.startIndex..<slice.endIndex
  }
}
