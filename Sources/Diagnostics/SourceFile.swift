/// The text of one input file, with its line table.
///
/// Offsets are UTF-8 byte offsets from the start of `bytes`; lines and columns are 1-based, and a
/// column counts Unicode scalars, as editors do.
package struct SourceFile: Sendable {
  /// A file's place in its `SourceMap`.
  package struct ID: Hashable, Sendable, Comparable {
    package let index: Int32

    package init(index: Int32) { self.index = index }

    package static func < (left: ID, right: ID) -> Bool { left.index < right.index }
  }

  package let id: ID
  /// The path as a person would type it, relative to where the program was started.
  package let path: String
  package let bytes: [UInt8]
  /// The offset at which each line starts; the first is 0.
  package let lineStarts: [Int]

  package init(id: ID, path: String, bytes: [UInt8]) {
    self.id = id
    self.path = path
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// The 0-based index of the line that holds `offset`.
  package func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of the line with this 0-based index, without its line end.
  package func line(_ index: Int) -> ArraySlice<UInt8> {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    return bytes[start..<end]
  }

  /// The 1-based line and column of `offset`.
  package func location(of offset: Int) -> (line: Int, column: Int) {
    let bounded = min(max(offset, 0), bytes.count)
    let index = lineIndex(at: bounded)
    let before = bytes[lineStarts[index]..<bounded]
    // A continuation byte (10xxxxxx) does not start a scalar.
    return (index + 1, before.count { $0 & 0xC0 != 0x80 } + 1)
  }

  /// A range of this file, in byte offsets.
  package func range(_ offsets: Range<Int>) -> SourceRange {
    SourceRange(file: id, start: offsets.lowerBound, end: offsets.upperBound)
  }
}

/// A stretch of one source file, as byte offsets.
package struct SourceRange: Hashable, Sendable {
  package let file: SourceFile.ID
  package let start: Int32
  package let end: Int32

  package init(file: SourceFile.ID, start: Int, end: Int) {
    self.file = file
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: max(start, end))
  }
}

/// All files that one run has read, so that a range can be shown as path, line and column.
package struct SourceMap: Sendable {
  package private(set) var files: [SourceFile] = []
  /// What every path starts with and the site must not show, such as `../guides/`; empty or with a
  /// slash at its end.
  private let root: String

  package init(root: String = "") { self.root = root }

  /// Adds a file and returns it with its identity.
  package mutating func add(path: String, bytes: [UInt8]) -> SourceFile {
    let file = SourceFile(id: .init(index: Int32(files.count)), path: path, bytes: bytes)
    files.append(file)
    return file
  }

  package subscript(_ id: SourceFile.ID) -> SourceFile { files[Int(id.index)] }

  /// Where a range starts, as the site names it: the path below the root, and the line.
  package func origin(of range: SourceRange) -> (path: String, line: Int) {
    let file = self[range.file]
    let path = file.path.hasPrefix(root) ? String(file.path.dropFirst(root.count)) : file.path
    return (path, file.location(of: Int(range.start)).line)
  }
}
