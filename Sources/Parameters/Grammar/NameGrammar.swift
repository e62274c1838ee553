/// The grammars of names and of encoded bytes.
enum NameGrammar {
  /// RFC 1123: lower-case letters, digits and inner hyphens, at most 63.
  static func dnsLabel(_ text: String) throws(Refusal) -> String {
    if text.utf8.count > 1, text.utf8.last == UInt8(ascii: ".") {
      throw Refusal("ends with a dot")
    }
    if text.utf8.contains(where: \.isASCIIUpper), isLabel(text.asciiLowercased.utf8) {
      throw Refusal("has upper-case letters")
    }
    guard isLabel(text.utf8) else {
      if text.utf8.count > 63 {
        throw Refusal("is longer than 63 characters", cure: "shorten it")
      }
      throw Refusal("is not a DNS label")
    }
    return text
  }

  /// Labels with dots between them, at most 253 characters, no dot at the end.
  static func dnsName(_ text: String) throws(Refusal) -> String {
    if text.utf8.count > 1, text.utf8.last == UInt8(ascii: ".") {
      throw Refusal("ends with a dot")
    }
    if text.utf8.count > 253 {
      throw Refusal("is longer than 253 characters", cure: "shorten it")
    }
    if text.utf8.contains(where: \.isASCIIUpper), isName(text.asciiLowercased) {
      throw Refusal("has upper-case letters")
    }
    guard isName(text) else { throw Refusal("is not a DNS name") }
    return text
  }

  static func identifier(_ text: String) throws(Refusal) -> String {
    guard let first = text.utf8.first, first.isASCIILetter || first == UInt8(ascii: "_"),
      text.utf8.allSatisfy({ $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") })
    else { throw Refusal("is not an identifier") }
    if text.utf8.count > 255 {
      throw Refusal("is longer than 255 characters", cure: "shorten it")
    }
    return text
  }

  /// What a guide may list as a value of an `enum`.
  static func enumValue(_ text: String) throws(Refusal) -> String {
    guard let first = text.utf8.first, first != UInt8(ascii: "-"),
      text.utf8.allSatisfy({ $0.isASCIIAlphanumeric || "._-".utf8.contains($0) })
    else {
      throw Refusal(
        "is not made of letters, digits, '.', '_' and '-'",
        cure: "rename the value"
      )
    }
    return text
  }

  static func hex(_ text: String) throws(Refusal) -> String {
    if text.utf8.contains(where: \.isASCIIUpper), text.utf8.allSatisfy(\.isHexDigit) {
      throw Refusal("has upper-case digits")
    }
    guard !text.utf8.isEmpty, text.utf8.allSatisfy(\.isLowerHexDigit) else {
      throw Refusal("is not hexadecimal")
    }
    if text.utf8.count > TextGrammar.longestLine {
      throw Refusal("is longer than \(TextGrammar.longestLine) bytes", cure: "shorten it")
    }
    return text
  }

  /// RFC 4648 with padding; the bits behind the last byte must be zero, so that each byte string
  /// has one form.
  static func base64(_ text: String) throws(Refusal) -> String {
    let bytes = Array(text.utf8)
    if bytes.count > TextGrammar.longestText {
      throw Refusal("is longer than \(TextGrammar.longestText) bytes", cure: "shorten it")
    }
    let padding = bytes.suffix(2).count { $0 == UInt8(ascii: "=") }
    let digits = bytes.dropLast(padding).map(base64Value)
    guard !bytes.isEmpty, bytes.count % 4 == 0, !digits.contains(nil),
      padding == 0 || bytes.last == UInt8(ascii: "=")
    else { throw Refusal("is not base64 (A-Z a-z 0-9 + /, padded with =)") }
    if padding > 0, let last = digits.last.flatMap(\.self) {
      guard last & (padding == 1 ? 0b11 : 0b1111) == 0 else {
        throw Refusal("is base64 with stray bits at its end", cure: "encode the bytes again")
      }
    }
    return text
  }

  private static func base64Value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  private static func isLabel(_ bytes: some Collection<UInt8>) -> Bool {
    guard (1...63).contains(bytes.count) else { return false }
    let hyphen = UInt8(ascii: "-")
    return bytes.first != hyphen && Array(bytes.suffix(1)) != [hyphen]
      && bytes.allSatisfy { $0.isASCIILower || $0.isASCIIDigit || $0 == hyphen }
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy(isLabel)
  }
}
