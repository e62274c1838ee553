/// Reads a finished unit.
///
/// Tokens: `section`, `key`, `comment`; of a command `prefix`, `word` and `separator`; of
/// `Environment=` `assignment`; `text` of free text, with the blanks at its edges; `value` of any
/// other setting, as it is written. In decoded values a byte 0xFF stands before the letter of a
/// specifier, and 0xFE round the name of a variable: bytes that UTF-8 does not have.
enum UnitReader {
  static func tokens(of text: [UInt8]) -> [Token]? {
    var tokens: [Token] = []
    var section: [UInt8] = []
    var pending: [UInt8]?
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = line.drop(while: ASCIIClass.isBlank)
      if line.first == UInt8(ascii: "#") || line.first == UInt8(ascii: ";") {
        tokens.append(Token("comment", Array(LineEnd.withoutGuard(line))))
        continue
      }
      var setting = pending ?? []
      pending = nil
      setting += line
      if endsEscaped(line) {
        setting[setting.count - 1] = 0x20
        pending = setting
      } else if !setting.allSatisfy(ASCIIClass.isBlank) {
        guard let read = read(setting, &section) else { return nil }
        tokens += read
      }
    }
    return pending == nil ? tokens : nil
  }

  private static func endsEscaped(_ line: ArraySlice<UInt8>) -> Bool {
    var isEscaped = false
    for byte in line { isEscaped = !isEscaped && byte == UInt8(ascii: "\\") }
    return isEscaped
  }

  private static func read(_ line: [UInt8], _ section: inout [UInt8]) -> [Token]? {
    if line.first == UInt8(ascii: "[") {
      let header = ByteText.trim(line[...])
      guard header.count > 2, header.last == UInt8(ascii: "]") else { return nil }
      section = Array(header.dropFirst().dropLast())
      return [Token("section", section)]
    }
    guard let assignment = line.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let key = Array(ByteText.trim(line[..<assignment]))
    guard !key.isEmpty else { return nil }
    let value = line[(assignment + 1)...]
    let head = Token("key", key)
    switch UnitSetting(section: section, key: key) {
    case .command: return UnitWordReader.command(value).map { [head] + $0 }
    case .environment: return UnitWordReader.assignments(value).map { [head] + $0 }
    case .freeText:
      return UnitWordReader.specifiers(LineEnd.withoutGuard(value)).map {
        [head, Token("text", $0)]
      }
    case .other, .unknown: return [head, Token("value", Array(value))]
    }
  }
}
