import Diagnostics

/// What a page may cost. cmark 0.30 is quadratic on some inputs; they are refused before it runs,
/// by counting the same constructs that it would have to look at again and again.
enum MarkdownLimits {
  static let bytes = 1 << 20
  static let nesting = 100
  static let columns = 1_000
  /// Cells that rows shorter than their head are filled up with.
  static let addedCells = 200_000

  /// Why a page is refused.
  struct Excess: Error, Equatable {
    let reason: String
    /// The line of the text, 1-based, if one can be named.
    let line: Int?
    let cure: String

    func diagnostic(in file: SourceFile, firstLine: Int) -> Diagnostic {
      var range = file.range(0..<0)
      if let line {
        let index = min(max(firstLine + line - 2, 0), file.lineStarts.count - 1)
        let content = file.line(index)
        range = file.range(content.startIndex..<content.endIndex)
      }
      return .error(.markdownTooComplex, reason, at: range, cure: cure)
    }
  }

  static func tooDeep(line: Int) -> Excess {
    Excess(
      reason: "Markdown is nested more than \(nesting) deep",
      line: line,
      cure: "close the outer markup, or put the text in a fence"
    )
  }

  /// Refuses a text that cmark would need more than a moment for.
  static func check(_ text: [UInt8]) throws(Excess) {
    if text.count > bytes {
      throw Excess(
        reason: "the page has \(text.count) bytes; at most \(bytes) are read",
        line: nil,
        cure: "split the page"
      )
    }
    var estimate = CostEstimate()
    if let line = text.withUnsafeBufferPointer({ estimate.lineOfExcess(in: $0) }) {
      throw Excess(
        reason: "this page repeats unfinished markup too often",
        line: line,
        cure: "close the markup, or put the text in a fence"
      )
    }
  }
}
