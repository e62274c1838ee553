/// How many terminal cells a text takes, so that a caret stands right under Chinese text.
///
/// The ranges are those of Unicode's East Asian Width "W" and "F" (UAX #11), joined where only
/// unassigned code points lie between; combining marks and zero-width characters take none.
package enum DisplayWidth {
  package static func of(_ text: some Sequence<UInt8>) -> Int {
    var width = 0
    for scalar in String(decoding: Array(text), as: UTF8.self).unicodeScalars {
      width += of(scalar)
    }
    return width
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    case .control: return scalar == "\t" ? 1 : 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      return 1
    }
  }
}
