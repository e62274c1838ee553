/// A page's content as a chapter of the one-page runbook.
enum PrintedContent {
  /// The content with the page's name before every anchor, and before every link to one, so that
  /// anchors stay unique when all pages stand on one.
  static func html(_ page: RenderedPage, prefix: String) -> [UInt8] {
    var html = page.contentHTML
    html = replacing(Array(" id=\"".utf8), in: html, with: Array(" id=\"\(prefix)-".utf8))
    return replacing(Array("href=\"#".utf8), in: html, with: Array("href=\"#\(prefix)-".utf8))
  }

  /// The patterns hold a bare quote, which text and attribute values never do: there it is
  /// escaped. So only markup is found.
  private static func replacing(_ pattern: [UInt8], in html: [UInt8], with text: [UInt8])
    -> [UInt8]
  {
    var result: [UInt8] = []
    result.reserveCapacity(html.count + html.count / 16)
    var copied = 0
    var index = 0
    while index + pattern.count <= html.count {
      guard html[index] == pattern[0], html[index..<(index + pattern.count)].elementsEqual(pattern)
      else {
        index += 1
        continue
      }
      result += html[copied..<index]
      result += text
      index += pattern.count
      copied = index
    }
    return result + html[copied...]
  }
}
