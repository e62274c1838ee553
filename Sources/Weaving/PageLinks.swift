/// Links between pages: written to the Markdown file, published to the page.
enum PageLinks {
  /// `02-network.md#ranges` becomes `02-network.html#ranges`; everything else stays.
  static func published(_ url: [UInt8]) -> [UInt8] {
    let end = url.firstIndex(of: UInt8(ascii: "#")) ?? url.count
    guard !url.contains(UInt8(ascii: ":")), url[..<end].suffix(3).elementsEqual(".md".utf8) else {
      return url
    }
    return Array(url[..<(end - 3)]) + Array(".html".utf8) + Array(url[end...])
  }
}
