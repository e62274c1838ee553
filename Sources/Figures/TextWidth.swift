import Diagnostics

/// How wide a text will be, near enough to lay out a figure without a browser.
///
/// Nobody knows the reader's fonts when the page is made. The estimate is a generous one: 0.6 em for
/// a narrow character, which is the width of a monospaced one, and 1 em for a wide one.
package enum TextWidth {
  /// In pixels.
  package static func of(_ text: String, size: Int) -> Int {
    let sum = text.unicodeScalars.reduce(0) { $0 + tenths(of: $1) }
    return (sum * size + 9) / 10
  }

  /// The text, or its beginning with an ellipsis when it is wider than `limit` pixels.
  package static func fit(_ text: String, size: Int, limit: Int) -> String {
    guard of(text, size: size) > limit else { return text }
    var kept = ""
    var width = tenths(of: "…")
    for character in text {
      width += character.unicodeScalars.reduce(0) { $0 + tenths(of: $1) }
      if width * size > limit * 10 { break }
      kept.append(character)
    }
    return kept + "…"
  }

  private static func tenths(of scalar: Unicode.Scalar) -> Int {
    switch DisplayWidth.of(String(scalar).utf8) {
    case 0: 0
    case 1: 6
    default: 10
    }
  }
}
