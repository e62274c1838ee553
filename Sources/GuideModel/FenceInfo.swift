import Diagnostics

/// The info string of a fence: a language, then words and `key=value` or `key="value"`.
struct FenceInfo {
  struct Attribute {
    let name: String
    let nameRange: Range<Int>
    /// The value without its quotes, as a range of the file; nil for a bare word.
    let value: Range<Int>?
  }

  let language: String
  let attributes: [Attribute]
  /// The whole info string in the file.
  let range: Range<Int>

  /// Reads the info string of the fence that opens on `line`, or nil when no fence opens there.
  init?(_ file: SourceFile, line: Range<Int>, log: inout DiagnosticLog) {
    guard let start = Self.infoStart(file.bytes, line) else { return nil }
    range = file.bytes.trimmed(start..<line.upperBound)
    var scanner = Scanner(file: file, position: range.lowerBound, end: range.upperBound)
    language = scanner.language()
    attributes = scanner.attributes(log: &log)
  }

  func value(_ name: String) -> Range<Int>? {
    attributes.first { $0.name == name }?.value
  }

  func has(_ word: String) -> Bool { attributes.contains { $0.name == word } }

  /// Where the info string starts: after the line's run of three or more backticks or tildes.
  private static func infoStart(_ bytes: [UInt8], _ line: Range<Int>) -> Int? {
    var index = line.lowerBound
    while index < line.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") {
        var end = index
        while end < line.upperBound, bytes[end] == byte { end += 1 }
        if end - index >= 3 { return end }
        index = end
      } else {
        index += 1
      }
    }
    return nil
  }
}

private struct Scanner {
  let file: SourceFile
  var position: Int
  let end: Int

  private var bytes: [UInt8] { file.bytes }

  mutating func language() -> String {
    let start = position
    while position < end, bytes[position] != 0x20, bytes[position] != UInt8(ascii: "=") {
      position += 1
    }
    // `file=x` first: there is no language.
    if position < end, bytes[position] == UInt8(ascii: "=") {
      position = start
      return ""
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  mutating func attributes(log: inout DiagnosticLog) -> [FenceInfo.Attribute] {
    var result: [FenceInfo.Attribute] = []
    while let attribute = next(log: &log) {
      if result.contains(where: { $0.name == attribute.name }) {
        log.add(
          .error(
            .fenceAttribute,
            "'\(attribute.name)' is given twice",
            at: file.range(attribute.nameRange),
            cure: "keep one"
          )
        )
      }
      result.append(attribute)
    }
    return result
  }

  private mutating func next(log: inout DiagnosticLog) -> FenceInfo.Attribute? {
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    guard position < end else { return nil }
    let start = position
    while position < end, bytes[position] != 0x20, bytes[position] != UInt8(ascii: "=") {
      position += 1
    }
    let nameRange = start..<position
    let name = String(decoding: bytes[nameRange], as: UTF8.self)
    guard position < end, bytes[position] == UInt8(ascii: "=") else {
      return .init(name: name, nameRange: nameRange, value: nil)
    }
    position += 1
    return .init(name: name, nameRange: nameRange, value: value(log: &log))
  }

  private mutating func value(log: inout DiagnosticLog) -> Range<Int> {
    guard position < end, bytes[position] == UInt8(ascii: "\"") else {
      let start = position
      // A placeholder in a bare value may hold blanks.
      while position < end, bytes[position] != 0x20 {
        if let match = PlaceholderScanner.next(in: bytes, from: position, to: end),
          match.outer.lowerBound == position
        {
          position = match.outer.upperBound
        } else {
          position += 1
        }
      }
      return start..<position
    }
    let start = position + 1
    position = start
    while position < end, bytes[position] != UInt8(ascii: "\"") { position += 1 }
    let range = start..<position
    if position == end {
      log.add(
        .error(
          .fenceAttribute,
          "the quoted value is not closed",
          at: file.range((start - 1)..<end),
          cure: "end it with \" (inside, use ' for the strings of an expression)"
        )
      )
    } else {
      position += 1
    }
    return range
  }
}
