import Diagnostics

/// A page's Markdown with our own syntax cut out, line for line, so that the Markdown parser never
/// sees a placeholder.
struct PageText {
  /// The text for the Markdown parser; its lines are the file's lines.
  let bytes: [UInt8]
  /// The placeholders in the order of their numbers, as ranges of the file.
  let placeholders: [PlaceholderScanner.Match]
  /// Directives that stand between the rows of a table, as ranges of the file.
  let tableDirectives: [Range<Int>]

  init(_ file: SourceFile, log: inout DiagnosticLog) {
    let source = ReservedCharacters.removed(from: file, log: &log)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.bytes.count + 256)
    var placeholders: [PlaceholderScanner.Match] = []
    var tableDirectives: [Range<Int>] = []
    var afterTableRow = false
    for lineIndex in file.lineStarts.indices {
      let line = file.line(lineIndex)
      if afterTableRow, let directive = Directive.lineRange(line) {
        bytes += line[line.startIndex..<directive.lowerBound].prefix { $0 == 0x20 || $0 == 0x3E }
        bytes += Sentinel.tableDirective(tableDirectives.count)
        tableDirectives.append(directive)
      } else {
        afterTableRow = Self.isTableRow(line)
        Self.copy(line, of: source, to: &bytes, &placeholders)
      }
      if lineIndex + 1 < file.lineStarts.count { bytes.append(UInt8(ascii: "\n")) }
    }
    self.bytes = bytes
    self.placeholders = placeholders
    self.tableDirectives = tableDirectives
  }

  private static func copy(
    _ line: ArraySlice<UInt8>,
    of source: [UInt8],
    to bytes: inout [UInt8],
    _ placeholders: inout [PlaceholderScanner.Match]
  ) {
    var position = line.startIndex
    for match in PlaceholderScanner.all(in: source, line.startIndex..<line.endIndex) {
      bytes += source[position..<match.outer.lowerBound]
      bytes += Sentinel.placeholder(placeholders.count)
      placeholders.append(match)
      position = match.outer.upperBound
    }
    bytes += source[position..<line.endIndex]
  }

  /// A line whose first character, quote markers apart, is a pipe.
  private static func isTableRow(_ line: ArraySlice<UInt8>) -> Bool {
    line.first { $0 != 0x20 && $0 != UInt8(ascii: ">") } == UInt8(ascii: "|")
  }
}
