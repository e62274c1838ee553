/// A page's content as a chapter of the one-page runbook.
enum PrintedContent {
  /// The content with the page's name before every anchor, and before every link to one, so that
  /// anchors stay unique when all pages stand on one.
  ///
  /// What is looked for holds a bare quote, which text and attribute values never do: there it is
  /// escaped. So only markup is found.
  static func html(_ page: RenderedPage, prefix: String) -> [UInt8] {
    let html = page.contentHTML
    let inserted = Array("\(prefix)-".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(html.count + html.count / 16)
    html.withUnsafeBufferPointer { bytes in
      var copied = 0
      var index = 0
      while let quote = bytes[index...].firstIndex(of: UInt8(ascii: "\"")) {
        index = quote + 1
        let before = bytes[..<quote]
        if before.suffix(4).elementsEqual(" id=".utf8) {
          result += bytes[copied..<index]
        } else if before.suffix(5).elementsEqual("href=".utf8),
          index < bytes.count, bytes[index] == UInt8(ascii: "#")
        {
          index += 1
          result += bytes[copied..<index]
        } else {
          continue
        }
        result += inserted
        copied = index
      }
      result += bytes[copied...]
    }
    return result
  }
}
