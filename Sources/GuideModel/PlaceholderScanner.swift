import Diagnostics

/// Finds `{{ expression }}` in bytes. A placeholder ends on the line it starts on; `}}` inside a
/// quoted string of the expression does not end it.
enum PlaceholderScanner {
  struct Match: Equatable {
    /// From the first brace to the last.
    let outer: Range<Int>
    /// Between the braces; nil when the closing braces are missing on this line.
    let inner: Range<Int>?
  }

  /// The next placeholder at or after `start`, or nil.
  static func next(in bytes: [UInt8], from start: Int, to limit: Int) -> Match? {
    var index = start
    while index + 1 < limit {
      if bytes[index] == brace, bytes[index + 1] == brace {
        return match(in: bytes, at: index, to: limit)
      }
      index += 1
    }
    return nil
  }

  /// All placeholders of `range`, in order.
  static func all(in bytes: [UInt8], _ range: Range<Int>) -> [Match] {
    var matches: [Match] = []
    var index = range.lowerBound
    while let match = next(in: bytes, from: index, to: range.upperBound) {
      matches.append(match)
      index = match.outer.upperBound
    }
    return matches
  }

  private static let brace = UInt8(ascii: "{")
  private static let closing = UInt8(ascii: "}")

  private static func match(in bytes: [UInt8], at start: Int, to limit: Int) -> Match {
    var index = start + 2
    var quote: UInt8?
    // Braces of map literals, which may end right before the closing ones: `{{ {'a': 1}}}`.
    var openBraces = 0
    while index < limit, bytes[index] != UInt8(ascii: "\n") {
      let byte = bytes[index]
      if let open = quote {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == open {
          quote = nil
        }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == brace {
        openBraces += 1
      } else if byte == closing, openBraces > 0 {
        openBraces -= 1
      } else if byte == closing, index + 1 < limit, bytes[index + 1] == closing {
        return Match(outer: start..<(index + 2), inner: (start + 2)..<index)
      }
      index += 1
    }
    return Match(outer: start..<(start + 2), inner: nil)
  }
}
