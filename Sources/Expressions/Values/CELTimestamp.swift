/// A moment in UTC between the years 1 and 9999.
package struct CELTimestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let seconds: Int64
  /// 0..<1,000,000,000, counted forward from `seconds`.
  package let nanoseconds: Int32

  static let secondsRange: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Nil outside the years 1 to 9999.
  package init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard Self.secondsRange.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else {
      return nil
    }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Nil unless `text` is RFC 3339: `2026-01-02T03:04:05Z`, with an optional fraction and offset.
  package init?(_ text: String) {
    let utf8 = Array(text.utf8)
    guard utf8.count >= 20, let date = Self.parseDateTime(utf8) else { return nil }
    var index = 19
    var nanoseconds: Int32 = 0
    if utf8[index] == UInt8(ascii: ".") {
      index += 1
      var size: Int32 = 100_000_000
      let start = index
      while index < utf8.count, DecimalNumber.isDigit(utf8[index]) {
        nanoseconds += size * Int32(utf8[index] - UInt8(ascii: "0"))
        size /= 10
        index += 1
      }
      guard (1...9).contains(index - start) else { return nil }
    }
    guard let offset = Self.parseOffset(utf8[index...]) else { return nil }
    self.init(seconds: date - offset, nanoseconds: nanoseconds)
  }

  /// `2026-01-02T03:04:05`, as seconds.
  private static func parseDateTime(_ utf8: [UInt8]) -> Int64? {
    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for byte in utf8[range] {
        guard DecimalNumber.isDigit(byte) else { return nil }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-"),
      utf8[10] == UInt8(ascii: "T"), utf8[13] == UInt8(ascii: ":"), utf8[16] == UInt8(ascii: ":"),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), day >= 1, day <= daysInMonth(month, year: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let days = CivilDate.daysSinceEpoch(year: year, month: month, day: day)
    return days * 86400 + hour * 3600 + minute * 60 + second
  }

  private static func daysInMonth(_ month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `Z` or `+08:00`, as seconds east of UTC.
  static func parseOffset(_ text: ArraySlice<UInt8>) -> Int64? {
    if text.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
    guard text.count == 6, let sign = text.first,
      sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    else { return nil }
    let digits = Array(text.dropFirst())
    guard digits[2] == UInt8(ascii: ":"),
      [digits[0], digits[1], digits[3], digits[4]].allSatisfy(DecimalNumber.isDigit)
    else { return nil }
    func pair(_ tens: UInt8, _ ones: UInt8) -> Int64 {
      Int64(tens - UInt8(ascii: "0")) * 10 + Int64(ones - UInt8(ascii: "0"))
    }
    let hours = pair(digits[0], digits[1])
    let minutes = pair(digits[3], digits[4])
    guard hours < 24, minutes < 60 else { return nil }
    let offset = hours * 3600 + minutes * 60
    return sign == UInt8(ascii: "-") ? -offset : offset
  }

  package static func < (left: CELTimestamp, right: CELTimestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// The moment this much later, or nil when it is out of range.
  package func adding(_ duration: CELDuration) -> CELTimestamp? {
    var nanoseconds = Int64(self.nanoseconds) + duration.nanoseconds % 1_000_000_000
    var seconds = seconds + duration.nanoseconds / 1_000_000_000
    if nanoseconds < 0 {
      nanoseconds += 1_000_000_000
      seconds -= 1
    } else if nanoseconds >= 1_000_000_000 {
      nanoseconds -= 1_000_000_000
      seconds += 1
    }
    return CELTimestamp(seconds: seconds, nanoseconds: Int32(nanoseconds))
  }

  /// The span from `other` to this moment, or nil when it is too long for a duration.
  package func since(_ other: CELTimestamp) -> CELDuration? {
    let (scaled, overflow) = (seconds - other.seconds).multipliedReportingOverflow(
      by: 1_000_000_000
    )
    let (sum, carry) = scaled.addingReportingOverflow(Int64(nanoseconds - other.nanoseconds))
    return overflow || carry ? nil : CELDuration(nanoseconds: sum)
  }

  /// RFC 3339 in UTC.
  package var description: String {
    let date = CivilDate(secondsSinceEpoch: seconds)
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = "\(number)"
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    var text = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
    text += "\(padded(date.hour, 2)):\(padded(date.minute, 2)):\(padded(date.second, 2))"
    if nanoseconds > 0 {
      text += CELDuration.decimal(UInt64(nanoseconds), scale: 1_000_000_000).dropFirst()
    }
    return text + "Z"
  }
}
