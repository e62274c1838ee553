/// A character that an input method makes where an ASCII one is meant.
struct FullWidthForm: Sendable {
  let character: Unicode.Scalar
  let ascii: String
  /// Whether the ASCII one builds the structure of a YAML file.
  var isStructural: Bool { ":\",'[]{}#-".contains(ascii) }

  init?(_ scalar: Unicode.Scalar) {
    character = scalar
    switch scalar.value {
    case 0xFF01...0xFF5E:
      // The block mirrors ASCII from '!' on.
      guard let mirrored = Unicode.Scalar(scalar.value - 0xFF01 + 0x21) else { return nil }
      ascii = String(Character(mirrored))
    case 0x3000: ascii = " "
    case 0x3001: ascii = ","
    case 0x3002, 0xFF61: ascii = "."
    case 0x3010, 0x3014: ascii = "["
    case 0x3011, 0x3015: ascii = "]"
    case 0x201C, 0x201D, 0x300C, 0x300D, 0x300E, 0x300F: ascii = "\""
    case 0x2018, 0x2019: ascii = "'"
    case 0x2013, 0x2014, 0x2212: ascii = "-"
    case 0x2026: ascii = "..."
    default: return nil
    }
  }

  /// The text with each such character replaced, or nil when it has none.
  static func ascii(of text: String) -> String? {
    var result = ""
    var found = false
    for scalar in text.unicodeScalars {
      if let form = FullWidthForm(scalar) {
        result += form.ascii
        found = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return found ? result : nil
  }

  /// The first such character in a stretch of UTF-8 bytes.
  static func first(
    in bytes: [UInt8],
    _ stretch: Range<Int>,
    where isWanted: (FullWidthForm) -> Bool
  ) -> (form: FullWidthForm, range: Range<Int>)? {
    var offset = stretch.lowerBound
    for scalar in String(decoding: bytes[stretch], as: UTF8.self).unicodeScalars {
      let width = UTF8.width(scalar)
      if let form = FullWidthForm(scalar), isWanted(form) { return (form, offset..<offset + width) }
      offset += width
    }
    return nil
  }
}

extension FullWidthForm {
  /// A cure for a text that has a full-width character where YAML's structure needs an ASCII one.
  static func structuralCure(in text: String) -> String? {
    for scalar in text.unicodeScalars {
      if let form = FullWidthForm(scalar), form.isStructural {
        return "write '\(form.ascii)\(form.ascii == ":" ? " " : "")' for the full-width '\(scalar)'"
      }
    }
    return nil
  }
}
