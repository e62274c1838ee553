/// Gives every heading of a page an anchor of its own, made from what the author wrote and never
/// from a value, so that links stay good when values change.
struct Anchors {
  private var taken: Set<String> = []

  /// The anchor for a heading's literal text: letters (of any script) and digits, in lower case,
  /// with one `-` for everything between.
  mutating func anchor(for text: [UInt8]) -> String {
    var slug = ""
    var isPending = false
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        if isPending, !slug.isEmpty { slug += "-" }
        isPending = false
        slug += scalar.properties.lowercaseMapping
      } else {
        isPending = true
      }
    }
    if slug.isEmpty { slug = "section" }
    return claim(slug)
  }

  /// The anchor itself, or with a number behind it when it is taken.
  mutating func claim(_ slug: String) -> String {
    var candidate = slug
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(slug)-\(number)"
      number += 1
    }
    return candidate
  }
}
