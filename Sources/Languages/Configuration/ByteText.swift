/// Blanks at the edges of texts.
enum ByteText {
  static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    trimEnd(bytes.drop(while: ASCIIClass.isBlank))
  }

  static func trimEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = bytes.lastIndex { !ASCIIClass.isBlank($0) }.map { $0 + 1 } ?? bytes.startIndex
    return bytes[..<end]
  }
}
