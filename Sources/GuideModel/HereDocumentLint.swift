import Diagnostics

/// Warns of a here-document that the shell expands although nothing in it asks for that: with a
/// quoted delimiter, a `$` that comes in later cannot do harm.
struct HereDocumentLint {
  private let excerpt: SourceExcerpt

  static func check(_ template: TextTemplate, log: inout DiagnosticLog) {
    HereDocumentLint(excerpt: template.excerpt).check(log: &log)
  }

  private func check(log: inout DiagnosticLog) {
    var open: (delimiter: [UInt8], range: Range<Int>, hasValue: Bool, isExpanded: Bool)?
    var start = 0
    for line in excerpt.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let range = start..<(start + line.count)
      start = range.upperBound + 1
      guard let document = open else {
        open = delimiter(in: range).map { (Array(excerpt.bytes[$0]), $0, false, false) }
        continue
      }
      if excerpt.bytes[excerpt.bytes.trimmed(range)].elementsEqual(document.delimiter) {
        if document.hasValue, !document.isExpanded { warn(document.range, log: &log) }
        open = nil
        continue
      }
      let values = PlaceholderScanner.all(in: excerpt.bytes, range)
      open?.hasValue = document.hasValue || !values.isEmpty
      open?.isExpanded = document.isExpanded || expands(range, without: values)
    }
  }

  private func warn(_ range: Range<Int>, log: inout DiagnosticLog) {
    let name = String(decoding: excerpt.bytes[range], as: UTF8.self)
    log.add(
      .warning(
        .unquotedHereDocument,
        "the shell expands this here-document, which holds a value",
        at: excerpt.range(range),
        cure: "quote its delimiter: <<'\(name)'"
      )
    )
  }

  /// The bare delimiter behind `<<` or `<<-`, or nil when no here-document begins on the line.
  private func delimiter(in line: Range<Int>) -> Range<Int>? {
    let bytes = excerpt.bytes
    var index = line.lowerBound
    while index + 2 < line.upperBound {
      guard bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "<"),
        bytes[index + 2] != UInt8(ascii: "<")
      else {
        // Of `<<<`, the last two are no operator.
        index += bytes[index] == UInt8(ascii: "<") && bytes[index + 1] == UInt8(ascii: "<") ? 3 : 1
        continue
      }
      var word = index + 2
      while word < line.upperBound, bytes[word] == UInt8(ascii: "-") || bytes[word] == 0x20 {
        word += 1
      }
      var end = word
      while end < line.upperBound, bytes[end].isNameByte { end += 1 }
      return end > word && !bytes[word].isDigit ? word..<end : nil
    }
    return nil
  }

  /// Whether the shell finds something to expand on the line, placeholders apart.
  private func expands(_ line: Range<Int>, without values: [PlaceholderScanner.Match]) -> Bool {
    line.contains { index in
      let byte = excerpt.bytes[index]
      return (byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "\\"))
        && !values.contains { $0.outer.contains(index) }
    }
  }
}
