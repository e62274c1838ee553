/// What has a value only when the script runs. Commands inside become tokens of their own, before
/// the token of the word that holds them.
extension ShellReader {
  /// Reads what begins with `$` or a backquote.
  mutating func readExpansion(_ value: inout [UInt8], isQuoted: Bool) throws(Malformed) {
    if current == UInt8(ascii: "`") {
      try readBackquotes(&value)
      return
    }
    switch peek(1) {
    case UInt8(ascii: "(") where peek(2) == UInt8(ascii: "("):
      value += [Self.unknown] + "((".utf8
      index += 3
      try readArithmetic(&value, closer: "))")
    case UInt8(ascii: "("): try readSubstitution(&value)
    case UInt8(ascii: "{"): try readParameter(&value, isQuoted: isQuoted)
    case UInt8(ascii: "["):
      value += [Self.unknown] + "[".utf8
      index += 2
      try readArithmetic(&value, closer: "]")
    default: readName(&value)
    }
  }

  private mutating func readName(_ value: inout [UInt8]) {
    index += 1
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    let isName = { (byte: UInt8) in
      isDigit(byte) || byte == 0x5F || (0x61...0x7A).contains(byte | 0x20)
    }
    guard let first = current, isName(first) || "@*#?-$!".utf8.contains(first) else {
      value.append(UInt8(ascii: "$"))
      return
    }
    var end = index + 1
    if isName(first), !isDigit(first) {
      while end < bytes.count, isName(bytes[end]) { end += 1 }
    }
    value += [Self.unknown] + bytes[index..<end] + [Self.unknown]
    index = end
  }

  /// `$(`, `<(` or `>(`.
  mutating func readSubstitution(_ value: inout [UInt8]) throws(Malformed) {
    emit("substitution", Array(bytes[index..<(index + 2)]))
    value += [Self.unknown, bytes[index]]
    index += 2
    // A here-document of the outer list has its body behind the outer line.
    let outer = hereDocuments
    hereDocuments = []
    try nest { (reader) throws(Malformed) in
      try reader.readList(isArray: false, isNested: true)
    }
    guard hereDocuments.isEmpty else { throw Malformed() }
    hereDocuments = outer
    emit("substitution", [UInt8(ascii: ")")])
  }

  private mutating func readBackquotes(_ value: inout [UInt8]) throws(Malformed) {
    var end = index + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "`") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.count else { throw Malformed() }
    value += [Self.unknown] + bytes[index...end]
    index = end + 1
  }

  /// `${ }`, as it is written.
  private mutating func readParameter(_ value: inout [UInt8], isQuoted: Bool) throws(Malformed) {
    value += [Self.unknown] + "{".utf8
    index += 2
    var content: [UInt8] = []
    var hasTrimmer = false
    while let byte = current {
      switch byte {
      case UInt8(ascii: "}"):
        index += 1
        value += Self.withoutParentheses(content) + "}".utf8
        return
      case UInt8(ascii: "'") where !isQuoted || hasTrimmer:
        content += [UInt8(ascii: "'")] + (try readSingleQuotes()) + [UInt8(ascii: "'")]
      default:
        hasTrimmer = hasTrimmer || isTrimmer(byte)
        try readRaw(byte, &content)
      }
    }
    throw Malformed()
  }

  /// Behind these, single quotes quote also between double quotes.
  private func isTrimmer(_ byte: UInt8) -> Bool { "#%/^,@".utf8.contains(byte) }

  /// A part of an expansion that is kept as it is written.
  private mutating func readRaw(_ byte: UInt8, _ content: inout [UInt8]) throws(Malformed) {
    switch byte {
    case UInt8(ascii: "\\"):
      guard let next = peek(1) else { throw Malformed() }
      content += [byte, next]
      index += 2
    case UInt8(ascii: "\""):
      content.append(byte)
      content = try nest { (reader) throws(Malformed) in
        var content = content
        try reader.readDoubleQuotes(&content)
        return content
      }
      content.append(byte)
    case UInt8(ascii: "$"), UInt8(ascii: "`"):
      content = try nest { (reader) throws(Malformed) in
        var content = content
        try reader.readExpansion(&content, isQuoted: false)
        return content
      }
    default:
      content.append(byte)
      index += 1
    }
  }

  /// An arithmetic expression, as it is written, up to and with what closes it.
  mutating func readArithmetic(_ value: inout [UInt8], closer: String) throws(Malformed) {
    let (open, close): (UInt8, UInt8) = closer == "]" ? (0x5B, 0x5D) : (0x28, 0x29)
    var content: [UInt8] = []
    var nesting = 0
    while let byte = current {
      if nesting == 0, startsWith(closer) {
        index += closer.utf8.count
        value += Self.withoutParentheses(content) + closer.utf8
        return
      }
      if byte == UInt8(ascii: "'") {
        content += [byte] + (try readSingleQuotes()) + [byte]
        continue
      }
      if byte == open { nesting += 1 }
      if byte == close { nesting -= 1 }
      guard nesting >= 0 else { throw Malformed() }
      try readRaw(byte, &content)
    }
    throw Malformed()
  }

  /// The index of an array.
  mutating func readIndex(_ word: inout Word) throws(Malformed) {
    index += 1
    word.value += [Self.special] + "[".utf8
    try readArithmetic(&word.value, closer: "]")
    word.plain += "[]".utf8
  }

  /// The alternatives of an extended pattern, as they are written.
  mutating func readPattern(_ value: inout [UInt8]) throws(Malformed) {
    var content: [UInt8] = []
    var nesting = 0
    while let byte = current {
      if byte == UInt8(ascii: "'") {
        content += [byte] + (try readSingleQuotes()) + [byte]
        continue
      }
      if byte == UInt8(ascii: "(") { nesting += 1 }
      if byte == UInt8(ascii: ")") { nesting -= 1 }
      try readRaw(byte, &content)
      if nesting == 0 {
        value += [Self.special] + content
        return
      }
    }
    throw Malformed()
  }

  /// `(-5)` and `-5` are the same number; the least one is written as a difference.
  static func withoutParentheses(_ content: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < content.count {
      if content[index] == UInt8(ascii: "("), index + 1 < content.count,
        content[index + 1] == UInt8(ascii: "-")
      {
        var end = index + 2
        while end < content.count, (0x30...0x39).contains(content[end]) { end += 1 }
        if content[index...].starts(with: ShellEncoder.leastInteger) {
          output += "\(Int64.min)".utf8
          index += ShellEncoder.leastInteger.count
          continue
        }
        if end > index + 2, end < content.count, content[end] == UInt8(ascii: ")") {
          output += content[(index + 1)..<end]
          index = end + 1
          continue
        }
      }
      output.append(content[index])
      index += 1
    }
    return output
  }
}
