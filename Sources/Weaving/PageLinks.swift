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

  /// The place that a URL leads to within the guide, or nil when it names no place or leads out.
  static func target(_ url: ArraySlice<UInt8>) -> (page: String?, anchor: String)? {
    guard let hash = url.firstIndex(of: UInt8(ascii: "#")), !url.contains(UInt8(ascii: ":")) else {
      return nil
    }
    let path = url[..<hash]
    let anchor = String(decoding: url[(hash + 1)...], as: UTF8.self)
    if path.isEmpty { return (nil, anchor) }
    guard path.suffix(3).elementsEqual(".md".utf8) else { return nil }
    return (String(decoding: path.dropLast(3), as: UTF8.self), anchor)
  }
}
