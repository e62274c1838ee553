/// The grammars of `string` and `text`.
enum TextGrammar {
  static let longestLine = 4096
  static let longestText = 65536

  /// One line: no control or invisible direction characters, no blank at an end.
  static func line(_ text: String) throws(Refusal) -> String {
    if text.utf8.count > longestLine {
      throw Refusal("is longer than \(longestLine) bytes", cure: "shorten it")
    }
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" {
        throw Refusal("has more than one line", cure: "write one line, or declare it as text")
      }
      try refuseUnprintable(scalar)
    }
    if let first = text.utf8.first, let last = text.utf8.last,
      first == UInt8(ascii: " ") || last == UInt8(ascii: " ")
    {
      throw Refusal(
        "starts or ends with a blank",
        cure: "did you mean '\(text.trimming { $0 == UInt8(ascii: " ") })'?"
      )
    }
    return text
  }

  /// Lines of such characters and tabs; CRLF becomes LF.
  static func text(_ text: String) throws(Refusal) -> String {
    if text.utf8.count > longestText {
      throw Refusal("is longer than \(longestText) bytes", cure: "shorten it")
    }
    var normal = String.UnicodeScalarView()
    var hasReturn = false
    for scalar in text.unicodeScalars {
      if hasReturn, scalar != "\n" {
        throw Refusal("has a carriage return within a line", cure: "end lines with LF")
      }
      hasReturn = scalar == "\r"
      if hasReturn { continue }
      if scalar != "\n", scalar != "\t" { try refuseUnprintable(scalar) }
      normal.append(scalar)
    }
    if hasReturn { throw Refusal("has a carriage return within a line", cure: "end lines with LF") }
    return String(normal)
  }

  /// Refuses what a file format or a terminal would drop, interpret or show as something else.
  private static func refuseUnprintable(_ scalar: Unicode.Scalar) throws(Refusal) {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029:
      throw Refusal("contains the control character \(name(scalar))", cure: "remove it")
    case 0x202A...0x202E, 0x2066...0x2069:
      throw Refusal(
        "contains the character \(name(scalar)), which turns the direction of text",
        cure: "remove it"
      )
    case 0xFEFF:
      throw Refusal("contains a byte order mark (U+FEFF)", cure: "remove it")
    case _ where scalar.value & 0xFFFE == 0xFFFE, 0xFDD0...0xFDEF:
      throw Refusal("contains the noncharacter \(name(scalar))", cure: "remove it")
    default:
      return
    }
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
