/// A span of time in nanoseconds, at most about 292 years either way.
package struct CELDuration: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Nil unless `text` is `0` or a sequence of decimal numbers with units, as Go writes them:
  /// `300ms`, `-1.5h`, `2h45m`. The units are `ns us µs ms s m h`.
  package init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    var isNegative = false
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      isNegative = rest.removeFirst() == UInt8(ascii: "-")
    }
    if rest.elementsEqual([UInt8(ascii: "0")]) {
      nanoseconds = 0
      return
    }
    guard !rest.isEmpty else { return nil }
    var total: Int64 = 0
    while !rest.isEmpty {
      // Summed as negative numbers, which reach one further.
      guard let part = Self.takePart(&rest) else { return nil }
      let (sum, overflow) = total.subtractingReportingOverflow(part)
      guard !overflow else { return nil }
      total = sum
    }
    guard isNegative || total != .min else { return nil }
    nanoseconds = isNegative ? total : -total
  }

  /// Takes one number with its unit off the front; its value in nanoseconds.
  private static func takePart(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    let whole = rest.prefix(while: DecimalNumber.isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: DecimalNumber.isDigit)
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let letters = rest.prefix { !DecimalNumber.isDigit($0) && $0 != UInt8(ascii: ".") }
    rest = rest.dropFirst(letters.count)
    guard let unit = units.first(where: { letters.elementsEqual($0.name.utf8) })?.size else {
      return nil
    }
    var value: Int64 = 0
    for byte in whole {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    let (scaled, overflow) = value.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    var digitSize = unit
    var part: Int64 = 0
    // Digits below a nanosecond are dropped.
    for byte in fraction {
      digitSize /= 10
      part += digitSize * Int64(byte - UInt8(ascii: "0"))
    }
    let (result, carry) = scaled.addingReportingOverflow(part)
    return carry ? nil : result
  }

  private static let units: [(name: String, size: Int64)] = [
    ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000),
    ("us", 1000), ("\u{B5}s", 1000), ("\u{3BC}s", 1000), ("ns", 1),
  ]

  package static func < (left: CELDuration, right: CELDuration) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The shortest text in Go's notation without zero units: `8760h`, `1h30m`, `1.5s`, `0s`.
  package var description: String {
    guard nanoseconds != 0 else { return "0s" }
    let total = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "-" : ""
    switch total {
    case ..<1000: return "\(sign)\(total)ns"
    case ..<1_000_000: return "\(sign)\(Self.decimal(total, scale: 1000))us"
    case ..<1_000_000_000: return "\(sign)\(Self.decimal(total, scale: 1_000_000))ms"
    default: break
    }
    var text = sign
    let hours = total / 3_600_000_000_000
    let minutes = total / 60_000_000_000 % 60
    let seconds = total % 60_000_000_000
    if hours > 0 { text += "\(hours)h" }
    if minutes > 0 { text += "\(minutes)m" }
    if seconds > 0 { text += "\(Self.decimal(seconds, scale: 1_000_000_000))s" }
    return text
  }

  /// `value / scale` in decimal digits without trailing zeros.
  static func decimal(_ value: UInt64, scale: UInt64) -> String {
    var remainder = value % scale
    guard remainder != 0 else { return "\(value / scale)" }
    var digits = ""
    while remainder != 0 {
      remainder *= 10
      digits += "\(remainder / scale)"
      remainder %= scale
    }
    return "\(value / scale).\(digits)"
  }
}
