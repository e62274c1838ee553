/// Words.
extension ShellReader {
  struct Word {
    /// Decoded, with marks.
    var value: [UInt8] = []
    /// Decoded, without marks.
    var plain: [UInt8] = []
    var isQuoted = false
    var isAssignment = false

    /// Nothing but digits, unquoted.
    var isNumber: Bool {
      !isQuoted && !value.isEmpty && value.allSatisfy { (0x30...0x39).contains($0) }
    }

    fileprivate mutating func append(_ byte: UInt8) {
      value.append(byte)
      plain.append(byte)
    }

    /// Whether `=` comes behind a name, which an index and `+` can follow.
    fileprivate var endsName: Bool {
      guard !isQuoted, let first = plain.first, !(0x30...0x39).contains(first) else { return false }
      var name = plain[...]
      if name.last == UInt8(ascii: "+") { name.removeLast() }
      if name.last == UInt8(ascii: "]") { return true }
      return value.count == plain.count
        && name.allSatisfy {
          (0x30...0x39).contains($0) || $0 == 0x5F || (0x61...0x7A).contains($0 | 0x20)
        }
    }
  }

  /// Reads a word; it ends before a blank or an operator.
  mutating func readWord(isRegex: Bool) throws(Malformed) -> Word {
    var word = Word()
    let start = index
    while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"): return word
      case UInt8(ascii: ";"), UInt8(ascii: "&"): return word
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        guard peek(1) == UInt8(ascii: "(") else { return word }
        try readSubstitution(&word.value)
      case UInt8(ascii: "|"), UInt8(ascii: ")"):
        guard isRegex else { return word }
        appendSpecial(byte, &word)
      case UInt8(ascii: "("):
        if isRegex {
          appendSpecial(byte, &word)
        } else if let last = word.value.last, "?*+@!".utf8.contains(last) {
          try readPattern(&word.value)
        } else {
          return word
        }
      case UInt8(ascii: "["):
        if word.endsName {
          try readIndex(&word)
        } else {
          appendSpecial(byte, &word)
        }
      case UInt8(ascii: "="):
        if word.endsName { word.isAssignment = true }
        word.append(byte)
        index += 1
      default: try readPart(byte, &word)
      }
    }
    if index == start { throw Malformed() }
    return word
  }

  private mutating func appendSpecial(_ byte: UInt8, _ word: inout Word) {
    word.value += [Self.special, byte]
    word.plain.append(byte)
    index += 1
  }

  private mutating func readPart(_ byte: UInt8, _ word: inout Word) throws(Malformed) {
    switch byte {
    case UInt8(ascii: "\\"):
      word.isQuoted = true
      index += 1
      guard let next = current else { throw Malformed() }
      if next != UInt8(ascii: "\n") { word.append(next) }
      index += 1
    case UInt8(ascii: "'"):
      word.isQuoted = true
      let content = try readSingleQuotes()
      word.value += content
      word.plain += content
    case UInt8(ascii: "\""):
      word.isQuoted = true
      let start = word.value.count
      try readDoubleQuotes(&word.value)
      word.plain += word.value[start...]
    case UInt8(ascii: "$") where peek(1) == UInt8(ascii: "'"):
      word.isQuoted = true
      index += 1
      try readANSIQuotes(&word)
    case UInt8(ascii: "$") where peek(1) == UInt8(ascii: "\""):
      word.isQuoted = true
      index += 1
      word.value.append(Self.unknown)
      try readDoubleQuotes(&word.value)
    case UInt8(ascii: "$"), UInt8(ascii: "`"):
      try readExpansion(&word.value, isQuoted: false)
    case let byte where "*?]{}~!^".utf8.contains(byte): appendSpecial(byte, &word)
    default:
      word.append(byte)
      index += 1
    }
  }

  mutating func readSingleQuotes() throws(Malformed) -> ArraySlice<UInt8> {
    guard let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "'")) else {
      throw Malformed()
    }
    let content = bytes[(index + 1)..<end]
    index = end + 1
    return content
  }

  mutating func readDoubleQuotes(_ value: inout [UInt8]) throws(Malformed) {
    index += 1
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return
      case UInt8(ascii: "\\"):
        guard let next = peek(1) else { throw Malformed() }
        if !"$`\"\\\n".utf8.contains(next) { value.append(byte) }
        if next != UInt8(ascii: "\n") { value.append(next) }
        index += 2
      case UInt8(ascii: "$"), UInt8(ascii: "`"): try readExpansion(&value, isQuoted: true)
      default:
        value.append(byte)
        index += 1
      }
    }
    throw Malformed()
  }

  private mutating func readANSIQuotes(_ word: inout Word) throws(Malformed) {
    index += 1
    while let byte = current {
      index += 1
      if byte == UInt8(ascii: "'") { return }
      guard byte == UInt8(ascii: "\\") else {
        word.append(byte)
        continue
      }
      guard let escape = current else { throw Malformed() }
      index += 1
      switch escape {
      case UInt8(ascii: "x"):
        word.append(readNumber(radix: 16, digits: 2) ?? escape)
      case 0x30...0x37:
        index -= 1
        word.append(readNumber(radix: 8, digits: 3) ?? escape)
      default:
        let controls: [UInt8: UInt8] = [
          0x61: 7, 0x62: 8, 0x65: 27, 0x45: 27, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11,
        ]
        if let control = controls[escape] {
          word.append(control)
        } else if "\\'\"?".utf8.contains(escape) {
          word.append(escape)
        } else {
          // `\u` and the like: as written, for no value can stand behind it.
          word.value += [Self.special, UInt8(ascii: "\\"), escape]
        }
      }
    }
    throw Malformed()
  }

  private mutating func readNumber(radix: Int, digits: Int) -> UInt8? {
    var number = 0
    var count = 0
    while count < digits, let byte = current,
      let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80, digit < radix
    {
      number = number * radix + digit
      count += 1
      index += 1
    }
    return count == 0 ? nil : UInt8(truncatingIfNeeded: number)
  }
}
