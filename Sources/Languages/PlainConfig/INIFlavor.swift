/// Tells what program reads a text with the fence language `ini`, by the names of its sections.
enum INIFlavor {
  static func language(of text: [UInt8]) -> any Language.Type {
    for line in text.split(separator: 0x0A) {
      let line = line.drop(while: ASCIIClass.isBlank)
      guard line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]"))
      else { continue }
      let name = line[line.index(after: line.startIndex)..<close].filter { !ASCIIClass.isBlank($0) }
      if UnitLanguage.isUnitSection(name) { return UnitLanguage.self }
      if name.elementsEqual("req".utf8) { return OpenSSLConfigLanguage.self }
    }
    return INILanguage.self
  }
}
