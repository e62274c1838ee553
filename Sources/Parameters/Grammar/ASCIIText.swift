/// Byte-wise changes of ASCII characters in a text; everything else stays as it is.
extension String {
  var asciiLowercased: String {
    mapping { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 0x20 : $0 }
  }

  var asciiUppercased: String {
    mapping { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 0x20 : $0 }
  }

  /// Without a plus sign and without the zeros that stand before the first other digit.
  var withoutLeadingZeros: String {
    var bytes = Array(utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    while bytes.count > 1, bytes[0] == UInt8(ascii: "0") { bytes.removeFirst() }
    return (isNegative ? "-" : "") + String(decoding: bytes, as: UTF8.self)
  }

  func trimming(_ isTrimmed: (UInt8) -> Bool) -> String {
    var bytes = Array(utf8)[...]
    while let first = bytes.first, isTrimmed(first) { bytes.removeFirst() }
    while let last = bytes.last, isTrimmed(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  func dropping(_ isDropped: (UInt8) -> Bool) -> String {
    String(decoding: utf8.filter { !isDropped($0) }, as: UTF8.self)
  }

  func replacing(_ found: Set<UInt8>, with replacement: Unicode.Scalar) -> String {
    let byte = UInt8(truncatingIfNeeded: replacement.value)
    return mapping { found.contains($0) ? byte : $0 }
  }

  private func mapping(_ transform: (UInt8) -> UInt8) -> String {
    String(decoding: utf8.map(transform), as: UTF8.self)
  }
}

/// The byte classes of the grammars.
extension UInt8 {
  var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isASCIILower: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  var isASCIIUpper: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  var isASCIILetter: Bool { isASCIILower || isASCIIUpper }
  var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }
  var isLowerHexDigit: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
  }
  var isHexDigit: Bool {
    isLowerHexDigit || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(self)
  }
}
