/// Sizes of files as readers see them.
package enum FileSize {
  /// Bytes up to a kilobyte, then kilobytes with one decimal, rounded up.
  package static func text(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    let tenths = (bytes + 99) / 100
    return "\(tenths / 10).\(tenths % 10) kB"
  }
}
