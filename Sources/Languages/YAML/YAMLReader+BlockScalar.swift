/// Block scalars.
extension YAMLReader {
  private enum Chomping {
    case clip
    case strip
    case keep
  }

  /// A line of a block scalar behind the block's indentation, and whether that makes it text.
  private struct Line {
    let text: ArraySlice<UInt8>

    var isEmpty: Bool { text.isEmpty }
    /// A line that folding leaves alone.
    var isMoreIndented: Bool { text.first?.isBlank ?? false }
  }

  mutating func blockScalar(parent: Int) -> Bool {
    let isFolded = cursor.current == UInt8(ascii: ">")
    cursor.index += 1
    var chomping: Chomping?
    var explicit: Int?
    while let byte = cursor.current, !isBlankOrEnd(0) {
      switch byte {
      case UInt8(ascii: "-") where chomping == nil: chomping = .strip
      case UInt8(ascii: "+") where chomping == nil: chomping = .keep
      case UInt8(ascii: "1")...UInt8(ascii: "9") where explicit == nil: explicit = Int(byte) - 0x30
      default: return false
      }
      cursor.index += 1
    }
    guard endLine() else { return false }
    _ = cursor.take(.lineFeed)
    guard
      let indentation = explicit.map({ max(parent, 0) + $0 }) ?? detectIndentation(parent: parent)
    else { return false }
    let lines = lines(indentation)
    var value = Self.join(lines, isFolded: isFolded, chomping: chomping ?? .clip)
    // The last line of the text may have no line feed, and then the scalar has none either.
    if chomping != .strip, cursor.isAtEnd, cursor.peek(-1) != .lineFeed, value.last == .lineFeed,
      !lines.isEmpty
    {
      value.removeLast()
    }
    emit("string", value)
    return true
  }

  /// The indentation of the first line that is not blank; nil when a blank line before is deeper.
  private func detectIndentation(parent: Int) -> Int? {
    var copy = cursor
    var deepest = 0
    while true {
      let spaces = copy.skip { $0 == .space }
      guard copy.current == .lineFeed else {
        if copy.current == .tab, spaces <= parent { return nil }
        if copy.isAtEnd { return max(parent + 1, deepest, spaces) }
        guard spaces > parent else { return max(parent + 1, deepest) }
        return deepest > spaces ? nil : spaces
      }
      deepest = max(deepest, spaces)
      copy.index += 1
    }
  }

  /// Takes the lines of the scalar, up to the first that is less indented.
  private mutating func lines(_ indentation: Int) -> [Line] {
    var result: [Line] = []
    while !cursor.isAtEnd {
      let before = cursor
      var spaces = 0
      while spaces < indentation, cursor.take(.space) { spaces += 1 }
      let start = cursor.index
      if spaces < indentation, cursor.current != .lineFeed, !cursor.isAtEnd {
        cursor = before
        break
      }
      if indentation == 0, isAtAnyMarker { break }
      cursor.skip { $0 != .lineFeed }
      let isLast = cursor.isAtEnd
      // Spaces at the very end, without a line feed, are no line.
      if isLast, cursor.index == start { break }
      result.append(Line(text: cursor.bytes[start..<cursor.index]))
      cursor.index += isLast ? 0 : 1
    }
    return result
  }

  private static func join(_ lines: [Line], isFolded: Bool, chomping: Chomping) -> [UInt8] {
    let textCount = lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
    var value: [UInt8] = []
    var previous: Line?
    var empty = 0
    for line in lines[..<textCount] {
      if line.isEmpty {
        empty += 1
        continue
      }
      if let previous {
        let folds = isFolded && !previous.isMoreIndented && !line.isMoreIndented
        if !folds {
          empty += 1
        } else if empty == 0 {
          value.append(.space)
        }
      }
      value += [UInt8](repeating: .lineFeed, count: empty)
      value += line.text
      empty = 0
      previous = line
    }
    switch chomping {
    case .strip: break
    case .clip: if textCount > 0 { value.append(.lineFeed) }
    case .keep:
      let trailing = lines.count - textCount + (textCount > 0 ? 1 : 0)
      value += [UInt8](repeating: .lineFeed, count: trailing)
    }
    return value
  }
}
