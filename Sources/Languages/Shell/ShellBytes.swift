/// Classes of bytes that shells tell apart.
enum ShellBytes {
  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  /// May stand in a variable's name.
  static func isName(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  static func isNameStart(_ byte: UInt8) -> Bool { isName(byte) && !isDigit(byte) }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte)
      || ((byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "f"))
  }

  /// A parameter with a name of one byte, such as `$@`.
  static func isSpecialParameter(_ byte: UInt8) -> Bool {
    "@*#?-$!".utf8.contains(byte)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  static func isIdentifier(_ bytes: some Collection<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    return isNameStart(first) && bytes.allSatisfy(isName)
  }
}

/// The words that mean something only where a command begins.
enum ShellReservedWord {
  private static let all: Set<[UInt8]> = Set(
    [
      "!", "[[", "]]", "{", "}", "case", "coproc", "do", "done", "elif", "else", "esac", "fi",
      "for", "function", "if", "in", "select", "then", "time", "until", "while",
    ].map { Array($0.utf8) }
  )

  static func isReserved(_ word: [UInt8]) -> Bool { all.contains(word) }
}
