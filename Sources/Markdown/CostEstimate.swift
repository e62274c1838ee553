/// Counts the constructs on which cmark 0.30's work grows faster than the page.
///
/// All counts are upper bounds of cmark's work, so code in a fence counts too; the limits leave
/// ordinary pages a factor of a hundred and more.
struct CostEstimate {
  /// Steps through open containers: each line walks all of them, and so does, faster, each
  /// emphasis.
  private static let containerSteps = 10_000_000
  /// Bytes scanned for the end of unfinished raw HTML.
  private static let scannedBytes = 100_000_000
  /// Pairs of an image's and a link's bracket in one paragraph.
  private static let bracketPairs = 50_000_000
  /// Bytes copied out of reference definitions.
  private static let definitionBytes = 100_000_000

  /// What is unfinished since the last closer of one kind of raw HTML: how many openers, and the
  /// sum of their offsets.
  private struct Openers {
    var count = 0
    var offsets = 0

    func scanned(until end: Int) -> Int { count * end - offsets }
  }

  private var deepest = 0
  private var steps = 0
  private var scanned = 0
  private var pairs = 0
  private var brackets = 0
  private var longestDefinition = 0
  // One paragraph:
  private var instructions = Openers()
  private var declarations = Openers()
  private var sections = Openers()
  private var images = 0
  private var closers = 0
  /// Where the last line with `]:` starts.
  private var definitionStart: Int?

  /// The 1-based line at which the work becomes too much, or nil.
  mutating func lineOfExcess(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    var start = 0
    var line = 1
    while start < text.count {
      var end = start
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      deepest = max(deepest, Self.depth(of: text[start..<end]))
      steps += deepest
      if text[start..<end].allSatisfy({ Self.isBlank($0) }) {
        endParagraph(at: start)
      } else {
        scan(text, start..<end)
      }
      let unfinished =
        instructions.scanned(until: end) + declarations.scanned(until: end)
        + sections.scanned(until: end)
      if steps > Self.containerSteps || scanned + unfinished > Self.scannedBytes
        || pairs + images * closers > Self.bracketPairs
      {
        return line
      }
      start = end + 1
      line += 1
    }
    endParagraph(at: text.count)
    return brackets * longestDefinition > Self.definitionBytes ? line - 1 : nil
  }

  private mutating func endParagraph(at end: Int) {
    scanned +=
      instructions.scanned(until: end) + declarations.scanned(until: end)
      + sections.scanned(until: end)
    pairs += images * closers
    endDefinition(at: end)
    instructions = Openers()
    declarations = Openers()
    sections = Openers()
    images = 0
    closers = 0
  }

  private mutating func endDefinition(at end: Int) {
    if let definitionStart { longestDefinition = max(longestDefinition, end - definitionStart) }
    definitionStart = nil
  }

  private mutating func scan(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
    var delimiters = 0
    for offset in line {
      let next = offset + 1 < line.upperBound ? text[offset + 1] : 0
      switch text[offset] {
      case UInt8(ascii: "<"):
        if next == UInt8(ascii: "?") {
          instructions.count += 1
          instructions.offsets += offset
        } else if next == UInt8(ascii: "!") {
          open(at: offset, third: offset + 2 < line.upperBound ? text[offset + 2] : 0)
        }
      case UInt8(ascii: "?") where next == UInt8(ascii: ">"): instructions = Openers()
      case UInt8(ascii: ">"): declarations = Openers()
      case UInt8(ascii: "]"):
        if next == UInt8(ascii: "]") { sections = Openers() }
        if next == UInt8(ascii: ":"), definitionStart != line.lowerBound {
          endDefinition(at: line.lowerBound)
          definitionStart = line.lowerBound
        }
        closers += 1
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "!") where next == UInt8(ascii: "["): images += 1
      case UInt8(ascii: "*"), UInt8(ascii: "_"): delimiters += 1
      default: break
      }
    }
    steps += deepest * delimiters / 16
  }

  private mutating func open(at offset: Int, third: UInt8) {
    if third == UInt8(ascii: "[") {
      sections.count += 1
      sections.offsets += offset
    } else {
      declarations.count += 1
      declarations.offsets += offset
    }
  }

  /// How many containers a line can open, or continue by its indentation.
  private static func depth(of line: UnsafeBufferPointer<UInt8>.SubSequence) -> Int {
    var markers = 0
    var indent = 0
    var offset = line.startIndex
    while offset < line.endIndex {
      let byte = line[offset]
      let next = offset + 1 < line.endIndex ? line[offset + 1] : UInt8(ascii: " ")
      switch byte {
      case UInt8(ascii: " "): if markers == 0 { indent += 1 }
      case UInt8(ascii: "\t"): if markers == 0 { indent += 4 }
      case UInt8(ascii: ">"): markers += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard isBlank(next) else { return depth(markers, indent) }
        markers += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "."), UInt8(ascii: ")"):
        guard isBlank(next) else { return depth(markers, indent) }
        markers += 1
      default: return depth(markers, indent)
      }
      offset += 1
    }
    return depth(markers, indent)
  }

  private static func depth(_ markers: Int, _ indent: Int) -> Int {
    // A marker and a blank are the least that an item's lines are indented by.
    markers == 0 ? 0 : markers + indent / 2
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
