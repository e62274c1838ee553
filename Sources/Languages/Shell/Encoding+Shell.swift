/// Writes values into shell text. Every function appends to `output`; all are total.
package enum ShellEncoder {
  /// Part of a bare word: as it is if every byte is plain, else in single quotes. An empty value
  /// becomes `''`, so that the word stays a word; so does a word that the shell reserves.
  package static func word(_ value: [UInt8], to output: inout [UInt8]) {
    if !value.isEmpty, value.allSatisfy(isPlain), !ShellReservedWord.isReserved(value) {
      output += value
    } else {
      quotedWord(value, to: &output)
    }
  }

  /// Part of a bare word, always in single quotes.
  package static func quotedWord(_ value: [UInt8], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "'"))
    singleQuoted(value, to: &output)
    output.append(UInt8(ascii: "'"))
  }

  /// Between single quotes, where only the quote itself means something.
  package static func singleQuoted(_ value: [UInt8], to output: inout [UInt8]) {
    for byte in value {
      if byte == UInt8(ascii: "'") {
        output += #"'\''"#.utf8
      } else {
        output.append(byte)
      }
    }
  }

  /// Between double quotes. An exclamation mark moves into single quotes: an interactive bash, into
  /// which readers paste, looks for history in double quotes too, and no backslash hides it there.
  package static func doubleQuoted(_ value: [UInt8], to output: inout [UInt8]) {
    for byte in value {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "`"):
        output += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "!"):
        output += #""'!'""#.utf8
      default:
        output.append(byte)
      }
    }
  }

  /// Between `$'` and `'`.
  package static func ansiQuoted(_ value: [UInt8], to output: inout [UInt8]) {
    for byte in value {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "'"):
        output += [UInt8(ascii: "\\"), byte]
      case 0..<0x20, 0x7F:
        let digits = Array("0123456789abcdef".utf8)
        output += [UInt8(ascii: "\\"), UInt8(ascii: "x")]
        output += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default:
        output.append(byte)
      }
    }
  }

  /// An integer in an arithmetic expression: `$((a-{{n}}))` must not become `$((a--5))`.
  /// The least integer is written as a difference: its digits alone are too many for dash.
  package static func arithmetic(_ value: [UInt8], to output: inout [UInt8]) {
    if value.elementsEqual("\(Int64.min)".utf8) {
      output += leastInteger
    } else if value.first == UInt8(ascii: "-") {
      output.append(UInt8(ascii: "("))
      output += value
      output.append(UInt8(ascii: ")"))
    } else {
      output += value
    }
  }

  /// How arithmetic writes `Int64.min`.
  static let leastInteger = Array("(\(Int64.min + 1)-1)".utf8)

  /// Lines in the body of a here-document. The first stands behind `indentation`, which the text
  /// has already; the line feed of the last is the text's own.
  package static func hereDocument(
    _ value: [UInt8],
    indentation: [UInt8],
    to output: inout [UInt8]
  ) {
    let lines = value.last == UInt8(ascii: "\n") ? value.dropLast() : value[...]
    for byte in lines {
      output.append(byte)
      if byte == UInt8(ascii: "\n") { output += indentation }
    }
  }

  /// Bytes that mean nothing in a bare word, wherever they stand in it.
  private static func isPlain(_ byte: UInt8) -> Bool {
    ShellBytes.isName(byte) || "@%+:,./-".utf8.contains(byte)
  }
}
