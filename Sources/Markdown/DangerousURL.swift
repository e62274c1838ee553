/// The URLs that cmark leaves out of a page in safe mode.
enum DangerousURL {
  /// Whether a decoded URL starts with a scheme that can run a script or read a file.
  ///
  /// This is cmark's list, and a list of what is bad is never complete: a sink that shows pages to
  /// others should allow the schemes it knows in `HTMLSink.url` instead.
  static func matches(_ url: ArraySlice<UInt8>) -> Bool {
    let start = url.prefix(16).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if ["data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp"]
      .contains(where: { start.starts(with: $0.utf8) })
    {
      return false
    }
    return ["javascript:", "vbscript:", "file:", "data:"]
      .contains { start.starts(with: $0.utf8) }
  }
}
