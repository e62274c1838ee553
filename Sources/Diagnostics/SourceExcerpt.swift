/// Text taken out of a source file line by line, such as the body of an indented fence, that still
/// knows where each of its lines stands in the file.
package struct SourceExcerpt: Sendable {
  package let file: SourceFile
  package let bytes: [UInt8]
  /// For each line of `bytes`: its offset there, and its offset in the file.
  private let lines: [(here: Int, inFile: Int)]

  /// The whole file.
  package init(_ file: SourceFile) {
    self.file = file
    bytes = file.bytes
    lines = [(0, 0)]
  }

  /// The given stretches of the file, one a line, put together with line ends between and after.
  package init(_ file: SourceFile, lines ranges: [Range<Int>]) {
    self.file = file
    var bytes: [UInt8] = []
    var lines: [(here: Int, inFile: Int)] = []
    for range in ranges {
      lines.append((bytes.count, range.lowerBound))
      bytes += file.bytes[range]
      bytes.append(UInt8(ascii: "\n"))
    }
    self.bytes = bytes
    self.lines = lines
  }

  /// Where the byte at `offset` of this excerpt stands in the file.
  package func fileOffset(_ offset: Int) -> Int {
    guard let last = lines.lastIndex(where: { $0.here <= offset }) else { return 0 }
    return min(lines[last].inFile + offset - lines[last].here, file.bytes.count)
  }

  /// A range of this excerpt as a range of the file.
  package func range(_ offsets: Range<Int>) -> SourceRange {
    // The end is that of the last line, not the start of what follows in the file.
    let isEnd = offsets.lowerBound == bytes.count && bytes.last == UInt8(ascii: "\n")
    let start = fileOffset(isEnd ? bytes.count - 1 : offsets.lowerBound)
    let end = offsets.isEmpty ? start : fileOffset(offsets.upperBound - 1) + 1
    return file.range(start..<max(start, end))
  }
}
