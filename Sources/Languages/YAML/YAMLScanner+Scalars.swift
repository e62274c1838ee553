/// Scalars and the properties of nodes.
extension YAMLScanner {
  // MARK: Properties

  /// Reads an anchor, an alias or a tag; its end.
  mutating func scanProperty(_ start: Int, inFlow: Bool) -> Int {
    var end = start + 1
    while end < line.count, !line.isBlank(end), !(inFlow && isFlowIndicator(end)) { end += 1 }
    mark(start..<end, .keyword)
    refuseAll(
      start..<end,
      "cannot stand in a tag, an anchor or an alias",
      cure: "write it out, or put the text between double quotes"
    )
    return end
  }

  /// Whether a property is a tag that makes the scalar something else than a string.
  func isTypeTag(_ range: Range<Int>) -> Bool {
    let bytes = range.compactMap { line.byte($0) }
    return bytes.first == UInt8(ascii: "!") && !bytes.elementsEqual("!!str".utf8)
      && !bytes.elementsEqual("!".utf8)
  }

  // MARK: Plain scalars

  /// The end of the plain scalar that starts at `start`, without trailing blanks; at least one
  /// unit is taken.
  func plainEnd(from start: Int, inFlow: Bool) -> Int {
    var index = start
    var end = start
    while index < line.count {
      if line.byte(index) == .numberSign, index > start, line.isBlank(index - 1) { break }
      if line.byte(index) == .colon,
        line.isBlankOrEnd(index + 1) || inFlow && isFlowIndicator(index + 1)
      {
        break
      }
      if inFlow, isFlowIndicator(index) { break }
      index += 1
      if !line.isBlank(index - 1) { end = index }
    }
    return max(end, start + (start == index ? 0 : 1))
  }

  /// Writes a plain scalar: as it is when it holds no value or is only a number or a boolean, else
  /// with double quotes.
  mutating func emitPlain(_ range: Range<Int>, isKey: Bool, hasTypeTag: Bool) {
    if let first = range.first, let byte = line.byte(first), !canBeginPlain(byte, first) {
      report(
        line.range(range.lowerBound, range.upperBound),
        "A scalar without quotes cannot begin so.",
        cure: "put it between double quotes"
      )
    }
    let holes = holes(range)
    guard !holes.isEmpty else {
      markPlain(range, isKey: isKey)
      emit(range)
      return
    }
    guard !refuseForTag(holes, range, hasTypeTag) else { return }
    if range.count == 1, !isKey, isBare(holes[0]) {
      append(holes[0], .verbatim)
      return
    }
    output.append(.quote)
    var literal: [UInt8] = []
    for index in range {
      switch line.units[index] {
      case .byte(let byte): literal.append(byte)
      case .hole(let hole):
        appendEscaped(&literal)
        place(hole, .yamlDoubleQuoted, isKey: isKey)
      }
    }
    appendEscaped(&literal)
    output.append(.quote)
  }

  private mutating func appendEscaped(_ literal: inout [UInt8]) {
    var escaped: [UInt8] = []
    StringEscaping.yaml.append(literal, to: &escaped)
    output.append(escaped)
    literal = []
  }

  private func canBeginPlain(_ byte: UInt8, _ index: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), .numberSign, .comma,
      UInt8(ascii: "]"), UInt8(ascii: "}"):
      false
    case .colon: !line.isBlankOrEnd(index + 1)
    default: true
    }
  }

  // MARK: Quoted scalars

  /// Behind the closing quote of the scalar that opens at `start`; nil when it goes on.
  func quotedEnd(from start: Int) -> Int? {
    guard let quote = line.byte(start) else { return nil }
    return closing(quote, from: start + 1)
  }

  /// Behind the next closing quote at or after `start`.
  func closing(_ quote: UInt8, from start: Int) -> Int? {
    var index = start
    while index < line.count {
      let byte = line.byte(index)
      if byte == quote {
        guard quote == .apostrophe, line.byte(index + 1) == quote else { return index + 1 }
        index += 1
      } else if quote == .quote, byte == .backslash, !line.isHole(index + 1) {
        index += 1
      }
      index += 1
    }
    return nil
  }

  mutating func emitQuoted(_ range: Range<Int>, isKey: Bool, hasTypeTag: Bool) {
    let holes = holes(range)
    guard !holes.isEmpty, !refuseForTag(holes, range, hasTypeTag) else {
      if holes.isEmpty {
        mark(range, isKey ? .key : .string)
        emit(range)
      }
      return
    }
    let isDouble = line.byte(range.lowerBound) == .quote
    var escapeEnd = range.lowerBound
    for index in range {
      switch line.units[index] {
      case .byte(let byte):
        output.append(byte)
        if isDouble, byte == .backslash, index >= escapeEnd { escapeEnd = index + escape(index) }
      case .hole(let hole) where index < escapeEnd:
        refuse(hole, "cannot stand in an escape", cure: #"write \\ for a backslash"#)
      case .hole(let hole) where isDouble:
        place(hole, .yamlDoubleQuoted, isKey: isKey)
      case .hole(let hole):
        placeInSingleQuotes(hole)
      }
    }
  }

  /// The length of the escape that starts at `index`.
  private func escape(_ index: Int) -> Int {
    switch line.byte(index + 1) {
    case UInt8(ascii: "x"): 4
    case UInt8(ascii: "u"): 6
    case UInt8(ascii: "U"): 10
    default: 2
    }
  }

  private mutating func placeInSingleQuotes(_ hole: Int) {
    switch kind(hole) {
    case .integer, .boolean, .inert: append(hole, .verbatim)
    case .line: append(hole, .yamlSingleQuoted)
    case .armored, .text:
      refuse(
        hole,
        "cannot stand between single quotes, which have no sign for a line break",
        cure: "write double quotes"
      )
    }
  }

  private mutating func place(_ hole: Int, _ encoding: Encoding, isKey: Bool) {
    switch kind(hole) {
    case .integer, .boolean, .inert: append(hole, .verbatim)
    case .line: append(hole, encoding)
    case .armored, .text:
      guard isKey else {
        append(hole, encoding)
        return
      }
      refuse(
        hole,
        "cannot stand in a key, which is one short line",
        cure: "use a type of one line for the key"
      )
    }
  }

  private mutating func refuseForTag(_ holes: [Int], _ range: Range<Int>, _ hasTag: Bool) -> Bool {
    let isNumber = range.count == 1 && kind(holes[0]).isBare
    guard hasTag, !isNumber else { return false }
    refuseAll(
      range,
      "cannot stand in a scalar with a tag",
      cure: "remove the tag, or write !!str"
    )
    return true
  }

  // MARK: Quoted scalars of several lines

  mutating func scanUnclosedQuote(_ start: Int, flow: [UInt8]) -> YAMLMode {
    let offset = line.offsets[start]
    let quote = line.byte(start) ?? .quote
    refuseInLongQuote(start..<line.count)
    return .quoted(quote: quote, start: offset, flow: flow)
  }

  mutating func refuseInLongQuote(_ range: Range<Int>) {
    mark(range, .string)
    refuseAll(
      range,
      "cannot stand in a quoted scalar of several lines",
      cure: #"close the quote on its line; between double quotes a line break is \n"#
    )
  }
}
