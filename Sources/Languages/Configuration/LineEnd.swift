/// The end of a line that a backslash would continue.
enum LineEnd {
  static let cure = "Put a word between the two, or behind the value."

  /// Why a value of any text cannot stand at `index`: one of its backslashes, or the one before it
  /// when it is empty, could continue the line.
  static func problem(
    of index: Int,
    in elements: ArraySlice<SkeletonLine.Element>,
    _ output: LineOutput
  ) -> String? {
    switch elements[(index + 1)...].first {
    case nil: break
    case .byte(let byte, _):
      return byte == UInt8(ascii: "\\") ? "cannot stand right before a backslash" : nil
    case .hole(let hole):
      return output.isPlain(hole) ? nil : "cannot stand right before another value of any text"
    }
    switch elements[..<index].last(where: { !$0.isBlank }) {
    case .byte(UInt8(ascii: "\\"), _): return "cannot stand behind a backslash"
    case .hole(let hole) where !output.isPlain(hole):
      return "cannot end a line right behind another value of any text"
    default: return nil
    }
  }

  /// Takes away the blank that guards the end of a text whose last character but blanks is a
  /// backslash.
  static func withoutGuard(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let last = text.last, ASCIIClass.isBlank(last),
      text.last(where: { !ASCIIClass.isBlank($0) }) == UInt8(ascii: "\\")
    else { return text }
    return text.dropLast()
  }
}
