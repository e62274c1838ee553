/// Takes finished shell text apart, quotes removed. It knows nothing of holes, and shares no code
/// with the lexer that places them, so that each checks the other.
///
/// In a token's value, 0xFF stands before something that has a value only when the script runs, and
/// 0xFE before a byte that is special because it is not quoted; UTF-8 has neither.
struct ShellReader {
  /// The text is not well formed.
  struct Malformed: Error {}

  struct HereDocument {
    let delimiter: [UInt8]
    let isQuoted: Bool
    let stripsTabs: Bool
  }

  static let unknown: UInt8 = 0xFF
  static let special: UInt8 = 0xFE
  private static let maximalDepth = 100

  let bytes: [UInt8]
  var index = 0
  var tokens: [Token] = []
  var hereDocuments: [HereDocument] = []
  private var depth = 0
  /// `((` begins an expression; in a plain shell, two subshells.
  let hasArithmeticCommands: Bool

  private init(_ bytes: [UInt8], depth: Int, hasArithmeticCommands: Bool) {
    self.bytes = bytes
    self.depth = depth
    self.hasArithmeticCommands = hasArithmeticCommands
  }

  static func tokens(of text: [UInt8], dialect: ShellDialect) -> [Token]? {
    guard !text.contains(where: { $0 == 0 || $0 >= 0xFE }) else { return nil }
    var reader = ShellReader(text, depth: 0, hasArithmeticCommands: dialect == .bash)
    do throws(Malformed) {
      try reader.readList(isArray: false, isNested: false)
    } catch {
      return nil
    }
    return reader.hereDocuments.isEmpty ? reader.tokens : nil
  }

  /// The tokens of the body of a here-document, which is expanded but has no words.
  func tokens(ofBody body: [UInt8]) throws(Malformed) -> [Token] {
    var reader = ShellReader(
      body,
      depth: depth + 1,
      hasArithmeticCommands: hasArithmeticCommands
    )
    guard depth < Self.maximalDepth else { throw Malformed() }
    var value: [UInt8] = []
    while let byte = reader.current {
      switch byte {
      case UInt8(ascii: "\\"): reader.escapeInBody(&value)
      case UInt8(ascii: "$"), UInt8(ascii: "`"): try reader.readExpansion(&value, isQuoted: true)
      default:
        value.append(byte)
        reader.index += 1
      }
    }
    return reader.tokens + [Token("here-document", value)]
  }

  private mutating func escapeInBody(_ value: inout [UInt8]) {
    let next = peek(1)
    if next == UInt8(ascii: "\n") {
      index += 2
    } else if let next, "\\$`".utf8.contains(next) {
      value.append(next)
      index += 2
    } else {
      value.append(UInt8(ascii: "\\"))
      index += 1
    }
  }

  // MARK: Bytes

  var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  func peek(_ distance: Int) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  func startsWith(_ literal: String) -> Bool { bytes[index...].starts(with: literal.utf8) }

  mutating func emit(_ kind: String, _ value: [UInt8]) { tokens.append(Token(kind, value)) }

  mutating func nest<Result>(
    _ body: (inout ShellReader) throws(Malformed) -> Result
  ) throws(Malformed) -> Result {
    guard depth < Self.maximalDepth else { throw Malformed() }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }
}
