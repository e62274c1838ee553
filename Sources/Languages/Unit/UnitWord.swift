/// One word of a setting, as it is written.
struct UnitWord {
  let elements: ArraySlice<SkeletonLine.Element>
  /// The quote that was open before the word, and the one that it leaves open.
  let openQuote: UInt8?
  let endQuote: UInt8?
  /// Whether it has neither quotes nor backslashes.
  let isPlain: Bool

  /// Reads a word to the next blank outside quotes. `elements` begins within it.
  init(prefixOf elements: ArraySlice<SkeletonLine.Element>, openQuote: UInt8?) {
    var quote = openQuote
    var isEscaped = false
    var isPlain = openQuote == nil
    var end = elements.startIndex
    for element in elements {
      if quote == nil, !isEscaped, element.isBlank { break }
      end += 1
      switch element.byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"):
        isEscaped = true
        isPlain = false
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        isPlain = false
        if quote == nil {
          quote = element.byte
        } else if quote == element.byte {
          quote = nil
        }
      default: break
      }
    }
    self.elements = elements[..<end]
    self.openQuote = openQuote
    endQuote = quote
    self.isPlain = isPlain
  }

  /// Whether it separates two commands.
  var isSeparator: Bool {
    openQuote == nil && elements.count == 1 && elements.first?.byte == UInt8(ascii: ";")
  }

  /// The characters before a program's path that say how it is run.
  var prefix: [UInt8] {
    var bytes: [UInt8] = []
    for element in elements {
      switch element.byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): continue
      case UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "+"),
        UInt8(ascii: "!"), UInt8(ascii: "|"):
        if let byte = element.byte { bytes.append(byte) }
      default: return bytes
      }
    }
    return bytes
  }

  /// The index of the first `=`.
  var assignment: Int? { elements.firstIndex { $0.byte == UInt8(ascii: "=") } }

  /// Whether it has a character written by its number: `\x25`, `\045`, `\u0025`.
  var hasCodeEscape: Bool {
    var isEscaped = false
    for element in elements {
      if isEscaped {
        isEscaped = false
        switch element.byte {
        case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"),
          UInt8(ascii: "0"), UInt8(ascii: "1"), UInt8(ascii: "2"), UInt8(ascii: "3"),
          UInt8(ascii: "4"), UInt8(ascii: "5"), UInt8(ascii: "6"), UInt8(ascii: "7"):
          return true
        default: break
        }
      } else {
        isEscaped = element.byte == UInt8(ascii: "\\")
      }
    }
    return false
  }

  /// Whether a `$` that begins a variable's name, or `${`, runs up to a hole or has one in it, or
  /// begins the word without braces, in which case it reaches to its end.
  var hasVariableAtHole: Bool {
    let bytes = elements.bytes(substitute: 0)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$") else {
        index += 1
        continue
      }
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch next {
      case UInt8(ascii: "$"): index += 2
      case UInt8(ascii: "{"):
        let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count
        if bytes[index..<close].contains(0) { return true }
        index = close
      default: return true
      }
    }
    return false
  }
}
