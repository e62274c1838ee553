/// The texts of one language of a cluster as a script, for pages opened from a disk may load
/// nothing else: `bespokeSearch({pages: [[file, title], …], sections: [[page, anchor, title, text], …]})`.
///
/// There are no words and no lists of places in it: a search looks through the texts themselves, so
/// that it finds any run of characters, in Chinese as in an address or a flag.
struct SearchIndex {
  private var pages: [UInt8] = []
  private var sections: [UInt8] = []
  private var pageCount = 0

  /// Adds a page, to which the sections that follow belong.
  mutating func addPage(_ file: String, title: [UInt8]) {
    if pageCount > 0 { pages += ",\n".utf8 }
    pageCount += 1
    pages.append(UInt8(ascii: "["))
    ScriptText.append(Array(file.utf8), to: &pages)
    pages.append(UInt8(ascii: ","))
    ScriptText.append(title, to: &pages)
    pages.append(UInt8(ascii: "]"))
  }

  mutating func add(_ section: ContentText.Section) {
    guard !section.title.isEmpty || !section.text.isEmpty else { return }
    if !sections.isEmpty { sections += ",\n".utf8 }
    sections += "[\(pageCount - 1),".utf8
    ScriptText.append(Array(section.anchor.utf8), to: &sections)
    sections.append(UInt8(ascii: ","))
    ScriptText.append(section.title, to: &sections)
    sections.append(UInt8(ascii: ","))
    ScriptText.append(section.text, to: &sections)
    sections.append(UInt8(ascii: "]"))
  }

  var script: [UInt8] {
    Array("bespokeSearch({\"pages\":[".utf8) + pages + Array("],\"sections\":[\n".utf8) + sections
      + Array("]});\n".utf8)
  }
}
