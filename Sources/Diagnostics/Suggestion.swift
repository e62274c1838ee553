/// Finds the name that was probably meant.
package enum Suggestion {
  /// The candidate nearest to `name` by edit distance, or nil when none is near enough.
  package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    let typed = Array(name.utf8)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let distance = editDistance(typed, Array(candidate.utf8))
      let limit = max(1, max(typed.count, candidate.utf8.count) / 3)
      guard distance <= limit else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    return best?.name
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions, transpositions.
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
