/// Reads a finished file of variables.
///
/// Tokens: `comment`, `name`, `value`. In a decoded value a byte 0xFE stands for a `$` or a
/// backquote that means something, before the character itself.
struct EnvFileReader {
  /// Whether a shell reads the file too.
  let expandsVariables: Bool

  private static let lineFeed: UInt8 = 0x0A

  func tokens(of text: [UInt8]) -> [Token]? {
    var tokens: [Token] = []
    var rest = text[...]
    while true {
      rest = rest.drop { ASCIIClass.isBlank($0) || $0 == Self.lineFeed }
      guard let first = rest.first else { return tokens }
      if first == UInt8(ascii: "#") || (!expandsVariables && first == UInt8(ascii: ";")) {
        let line = rest.prefix { $0 != Self.lineFeed }
        rest = rest[line.endIndex...]
        tokens.append(Token("comment", Array(LineEnd.withoutGuard(line))))
        continue
      }
      let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != Self.lineFeed }
      rest = rest[name.endIndex...]
      guard rest.popFirst() == UInt8(ascii: "="), isName(name), let value = value(&rest) else {
        return nil
      }
      tokens += [Token("name", Array(name)), Token("value", value)]
    }
  }

  private func isName(_ name: ArraySlice<UInt8>) -> Bool {
    let export = Array("export ".utf8)
    let hasExport = expandsVariables && name.starts(with: export)
    return ASCIIClass.isName(hasExport ? name.dropFirst(export.count) : name)
  }

  /// The value up to the end of its line, which is left; nil when a second word follows.
  ///
  /// To systemd a blank is part of a value, and a quote begins a quoted part only where no part
  /// without quotes goes on.
  private func value(_ text: inout ArraySlice<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var blanks: [UInt8] = []
    var isPlain = false
    while let byte = text.first, byte != Self.lineFeed {
      if expandsVariables, ASCIIClass.isBlank(byte) {
        return restIsEmpty(&text) ? decoded : nil
      }
      text = text.dropFirst()
      if ASCIIClass.isBlank(byte) {
        if isPlain { blanks.append(byte) }
        continue
      }
      decoded += blanks
      blanks = []
      switch byte {
      case UInt8(ascii: "\"") where expandsVariables || !isPlain:
        guard let quoted = doubleQuoted(&text) else { return nil }
        decoded += quoted
      case UInt8(ascii: "'") where expandsVariables || !isPlain:
        guard let close = text.firstIndex(of: byte) else { return nil }
        decoded += text[..<close]
        text = text[(close + 1)...]
      case UInt8(ascii: "\\"):
        guard let escaped = text.popFirst() else { return nil }
        if escaped != Self.lineFeed { decoded.append(escaped) }
        isPlain = true
      default:
        append(byte, to: &decoded)
        isPlain = true
      }
    }
    return decoded
  }

  private func doubleQuoted(_ text: inout ArraySlice<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return decoded
      case UInt8(ascii: "\\"):
        guard let escaped = text.popFirst() else { return nil }
        switch escaped {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "`"):
          decoded.append(escaped)
        case Self.lineFeed: break
        default: decoded += [byte, escaped]
        }
      default: append(byte, to: &decoded)
      }
    }
    return nil
  }

  private func append(_ byte: UInt8, to decoded: inout [UInt8]) {
    if expandsVariables, byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`") {
      decoded.append(0xFE)
    }
    decoded.append(byte)
  }

  /// Passes blanks, and a comment where a shell reads it.
  private func restIsEmpty(_ text: inout ArraySlice<UInt8>) -> Bool {
    text = text.drop(while: ASCIIClass.isBlank)
    guard let byte = text.first, byte != Self.lineFeed else { return true }
    guard expandsVariables, byte == UInt8(ascii: "#") else { return false }
    text = text.drop { $0 != Self.lineFeed }
    return true
  }
}

/// Reads a finished file of variables for Docker. Tokens: `comment`, `name`, `value`.
enum DockerEnvFileReader {
  static func tokens(of text: [UInt8]) -> [Token]? {
    var tokens: [Token] = []
    for line in text.split(separator: 0x0A) {
      let line = line.drop(while: ASCIIClass.isBlank)
      if line.isEmpty { continue }
      if line.first == UInt8(ascii: "#") {
        tokens.append(Token("comment", Array(LineEnd.withoutGuard(line))))
        continue
      }
      let assignment = line.firstIndex(of: UInt8(ascii: "=")) ?? line.endIndex
      let name = line[..<assignment]
      guard !name.isEmpty, !name.contains(where: ASCIIClass.isBlank) else { return nil }
      tokens.append(Token("name", Array(name)))
      if assignment != line.endIndex {
        tokens.append(Token("value", Array(line[(assignment + 1)...])))
      }
    }
    return tokens
  }
}
