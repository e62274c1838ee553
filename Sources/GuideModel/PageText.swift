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
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.bytes.count + 256)
    var placeholders: [PlaceholderScanner.Match] = []
    var tableDirectives: [Range<Int>] = []
    var afterTableRow = false
    for lineIndex in file.lineStarts.indices {
      let line = file.line(lineIndex)
      Self.reportReserved(line, in: file, log: &log)
      if afterTableRow, let directive = Directive.lineRange(line) {
        bytes += line[line.startIndex..<directive.lowerBound].prefix { $0 == 0x20 || $0 == 0x3E }
        bytes += Sentinel.tableDirective(tableDirectives.count)
        tableDirectives.append(directive)
      } else {
        afterTableRow = Self.isTableRow(line)
        Self.copy(line, of: file, to: &bytes, &placeholders)
      }
      if lineIndex + 1 < file.lineStarts.count { bytes.append(UInt8(ascii: "\n")) }
    }
    self.bytes = bytes
    self.placeholders = placeholders
    self.tableDirectives = tableDirectives
  }

  private static func copy(
    _ line: ArraySlice<UInt8>,
    of file: SourceFile,
    to bytes: inout [UInt8],
    _ placeholders: inout [PlaceholderScanner.Match]
  ) {
    var position = line.startIndex
    for match in PlaceholderScanner.all(in: file.bytes, line.startIndex..<line.endIndex) {
      bytes += file.bytes[position..<match.outer.lowerBound]
      bytes += Sentinel.placeholder(placeholders.count)
      placeholders.append(match)
      position = match.outer.upperBound
    }
    bytes += file.bytes[position..<line.endIndex]
  }

  /// A line whose first character, quote markers apart, is a pipe.
  private static func isTableRow(_ line: ArraySlice<UInt8>) -> Bool {
    line.first { $0 != 0x20 && $0 != UInt8(ascii: ">") } == UInt8(ascii: "|")
  }

  private static func reportReserved(
    _ line: ArraySlice<UInt8>,
    in file: SourceFile,
    log: inout DiagnosticLog
  ) {
    guard line.contains(0xF3) else { return }
    for index in line.indices where Sentinel.isReserved(file.bytes, at: index) {
      log.add(
        .error(
          .reservedCharacter,
          "U+F0000 to U+F0003 are reserved for the generator",
          at: file.range(index..<(index + 4)),
          cure: "remove this private-use character"
        )
      )
    }
  }
}
