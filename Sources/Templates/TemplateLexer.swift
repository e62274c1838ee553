import Diagnostics

/// Cuts a template into text and tags; knows nothing of names or of which tag closes which.
struct TemplateLexer {
  private let file: SourceFile
  private var position = 0
  private var textStart = 0
  private var tokens: [TemplateToken] = []
  private var log = DiagnosticLog()

  private init(_ file: SourceFile) { self.file = file }

  /// The tokens of a file; a tag that is malformed is reported and left out.
  static func tokens(of file: SourceFile, log: inout DiagnosticLog) -> [TemplateToken] {
    var lexer = TemplateLexer(file)
    lexer.run()
    log.add(contentsOf: lexer.log)
    return lexer.tokens
  }

  private mutating func run() {
    let bytes = file.bytes
    while position + 1 < bytes.count {
      guard bytes[position] == Self.openBrace, bytes[position + 1] == Self.openBrace else {
        position += 1
        continue
      }
      let start = position
      let isTriple = position + 2 < bytes.count && bytes[position + 2] == Self.openBrace
      let inner = position + (isTriple ? 3 : 2)
      guard let close = closing(from: inner, braces: isTriple ? 3 : 2) else {
        reportUnclosed(at: start, braces: isTriple ? 3 : 2)
        break
      }
      position = close + (isTriple ? 3 : 2)
      addTag(start..<position, inner: inner..<close, isTriple: isTriple)
    }
    addText(upTo: bytes.count)
  }

  /// The offset of the first run of closing braces at or after `offset`.
  private func closing(from offset: Int, braces: Int) -> Int? {
    let bytes = file.bytes
    var at = offset
    while at + braces <= bytes.count {
      if bytes[at..<at + braces].allSatisfy({ $0 == Self.closeBrace }) { return at }
      at += 1
    }
    return nil
  }

  private mutating func reportUnclosed(at start: Int, braces: Int) {
    let end = start + braces
    log.add(
      .error(
        .templateSyntax,
        "this tag is never closed",
        at: file.range(start..<end),
        cure: "close it with '\(String(repeating: "}", count: braces))'"
      )
    )
  }

  private mutating func addText(upTo end: Int) {
    guard textStart < end else { return }
    tokens.append(TemplateToken(kind: .text, range: textStart..<end, name: end..<end))
    textStart = end
  }

  private mutating func addTag(_ tag: Range<Int>, inner: Range<Int>, isTriple: Bool) {
    addText(upTo: tag.lowerBound)
    textStart = tag.upperBound
    if isTriple {
      addNamed(.raw, tag, inner)
      return
    }
    let mark = inner.first.map { file.bytes[$0] }
    let rest = inner.isEmpty ? inner : inner.lowerBound + 1..<inner.upperBound
    switch mark {
    case UInt8(ascii: "!"):
      tokens.append(
        TemplateToken(kind: .comment, range: tag, name: rest.upperBound..<rest.upperBound)
      )
    case UInt8(ascii: "#"): addNamed(.section(inverted: false, end: 0), tag, rest)
    case UInt8(ascii: "^"): addNamed(.section(inverted: true, end: 0), tag, rest)
    case UInt8(ascii: "/"): addNamed(.close, tag, rest)
    case UInt8(ascii: "&"): addNamed(.raw, tag, rest)
    case UInt8(ascii: ">"):
      addNamed(.partial(indentation: tag.lowerBound..<tag.lowerBound), tag, rest)
    case UInt8(ascii: "="):
      reject(tag, "templates cannot change the tag's braces", cure: "write {{ and }}")
    case UInt8(ascii: "$"), UInt8(ascii: "<"):
      reject(tag, "templates have no blocks or parents", cure: "use a partial: {{> name}}")
    default: addNamed(.escaped, tag, inner)
    }
  }

  private mutating func addNamed(_ kind: TemplateToken.Kind, _ tag: Range<Int>, _ inner: Range<Int>)
  {
    let name = trimmed(inner)
    guard !name.isEmpty else {
      reject(tag, "this tag has no name", cure: nil)
      return
    }
    let isPartial = if case .partial = kind { true } else { false }
    guard isName(name, isPartial: isPartial) else {
      let text = String(decoding: file.bytes[name], as: UTF8.self)
      reject(
        name,
        "'\(text)' is not a name",
        cure: isPartial
          ? "letters, digits, '-', '_' and '/' only"
          : "letters, digits, '-' and '_', joined by '.'; or '.' alone"
      )
      return
    }
    tokens.append(TemplateToken(kind: kind, range: tag, name: name))
  }

  private mutating func reject(_ range: Range<Int>, _ message: String, cure: String?) {
    log.add(.error(.templateSyntax, message, at: file.range(range), cure: cure))
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Self.isSpace(file.bytes[start]) { start += 1 }
    while end > start, Self.isSpace(file.bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private func isName(_ range: Range<Int>, isPartial: Bool) -> Bool {
    let separator = isPartial ? UInt8(ascii: "/") : UInt8(ascii: ".")
    let name = file.bytes[range]
    if !isPartial, name.count == 1, name.first == separator { return true }
    var wantsLetter = true
    for byte in name {
      if byte == separator {
        if wantsLetter { return false }
        wantsLetter = true
      } else {
        guard Self.isNameByte(byte) else { return false }
        wantsLetter = false
      }
    }
    return !wantsLetter
  }

  private static let openBrace = UInt8(ascii: "{")
  private static let closeBrace = UInt8(ascii: "}")

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
