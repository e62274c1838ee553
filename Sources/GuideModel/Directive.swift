import Diagnostics
import Expressions

/// `<!-- @if E -->` and its relatives, as they steer a page.
package enum Directive: Sendable {
  case ifBegin(Expression)
  case elseIf(Expression)
  case elseBegin
  /// The loop's variable gets slot `variable`, `loop` (index, first, last) the one after it.
  case forBegin(variable: Int, Expression)
  case end
  /// The table of the parameters that this page declares.
  case parameterTable
  case table(TableDirective)
  case figure(FigureDirective)

  /// A directive as written: its keyword and what follows.
  struct Syntax {
    let keyword: String
    let keywordRange: Range<Int>
    let rest: Range<Int>
    let range: Range<Int>
  }

  /// The range of `<!-- @… -->` when it is all that stands on the line (quote markers apart).
  static func lineRange(_ line: ArraySlice<UInt8>) -> Range<Int>? {
    var start = line.startIndex
    while start < line.endIndex, line[start] == 0x20 || line[start] == UInt8(ascii: ">") {
      start += 1
    }
    var end = line.endIndex
    while end > start, line[end - 1] == 0x20 { end -= 1 }
    let text = line[start..<end]
    guard text.starts(with: Array("<!--".utf8)), text.suffix(3).elementsEqual(Array("-->".utf8)),
      text.count >= 7
    else { return nil }
    let inner = text.dropFirst(4).drop { $0 == 0x20 }
    return inner.first == UInt8(ascii: "@") ? start..<end : nil
  }

  /// Takes `<!-- @keyword rest -->` apart; `range` must come from `lineRange`.
  static func syntax(_ bytes: [UInt8], _ range: Range<Int>) -> Syntax {
    var position = range.lowerBound + 4
    let end = range.upperBound - 3
    while position < end, bytes[position] != UInt8(ascii: "@") { position += 1 }
    let keywordStart = min(position + 1, end)
    position = keywordStart
    while position < end, isLetter(bytes[position]) { position += 1 }
    let keyword = String(decoding: bytes[keywordStart..<position], as: UTF8.self)
    return Syntax(
      keyword: keyword,
      keywordRange: keywordStart..<position,
      rest: bytes.trimmed(position..<end),
      range: range
    )
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

/// `<!-- @table machines: name, ip, role -->`.
package struct TableDirective: Sendable {
  /// A list of records.
  package let list: Expression
  /// The fields to show, each with its index in the record.
  package let columns: [(name: String, index: Int)]
}

extension [UInt8] {
  /// The range without blanks and tabs at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
    while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }
}

/// `<!-- @figure network: connections -->`: a drawing made of the cluster's values.
package struct FigureDirective: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// How the ranges divide the address space.
    case addresses
    /// The hosts, and who calls whom.
    case network
    /// Who signs what, and who shows it to whom.
    case certificates
  }

  package let kind: Kind
  package let data: Expression?
  package let range: SourceRange
}
