/// Where in an HTML document a template stands, as far as it decides what may be written there.
///
/// It follows the states of the HTML tokenizer (WHATWG HTML, section 13.2.5) that matter: text,
/// tags, attribute values by their quotes, comments, and the raw text of scripts and styles.
struct HTMLPosition {
  private enum State: Equatable {
    case text
    /// Behind a `<` that may begin a tag.
    case lessThan
    /// Behind `<!`; `dashes` of a comment's opening seen.
    case declaration(dashes: Int)
    case comment(dashes: Int)
    case tagName
    /// Between attributes, or behind a name whose `=` has not come.
    case betweenAttributes
    case attributeName
    /// Behind `=`.
    case valueStart
    case unquotedValue
    case quotedValue(UInt8)
    /// In a script or style; `matched` bytes of its end tag seen.
    case rawText(matched: Int)
  }

  /// What keeps a variable from standing somewhere; nil says that it may.
  enum Obstacle: String {
    case tag = "inside a tag"
    case lessThan = "right behind '<'"
    case unquoted = "in an attribute value without quotes"
    case script = "inside a <script>"
    case style = "inside a <style>"
    case declaration = "inside a declaration"
    case codeAttribute = "in an attribute that holds code"
    case htmlInAttribute = "in an attribute"
    case htmlInComment = "in a comment"
  }

  private var state = State.text
  private var element = ShortName()
  private var isEndTag = false
  private var attribute = ShortName()

  var isText: Bool { state == .text }

  /// Whether what follows would be read the same way from here as from `other`.
  func agrees(with other: HTMLPosition) -> Bool {
    if isBetweenAttributes || other.isBetweenAttributes {
      return isBetweenAttributes && other.isBetweenAttributes && element == other.element
    }
    guard state == other.state else { return false }
    switch state {
    case .quotedValue: return element == other.element && attribute == other.attribute
    case .rawText: return element == other.element
    default: return true
    }
  }

  private var isBetweenAttributes: Bool {
    switch state {
    case .tagName, .attributeName, .betweenAttributes: true
    default: false
    }
  }

  /// The position in the words of a diagnostic.
  var description: String {
    switch state {
    case .text: "in text"
    case .lessThan: "behind a '<'"
    case .declaration: "in a declaration"
    case .comment: "in a comment"
    case .tagName, .betweenAttributes, .attributeName: "inside a tag"
    case .valueStart, .unquotedValue, .quotedValue: "inside an attribute value"
    case .rawText: "inside a <\(element.text)>"
    }
  }

  /// Why a value must not be written here.
  func obstacle(forHTML isHTML: Bool) -> Obstacle? {
    switch state {
    case .text: nil
    case .lessThan: .lessThan
    case .declaration: .declaration
    case .comment: isHTML ? .htmlInComment : nil
    case .tagName, .betweenAttributes, .attributeName: .tag
    case .valueStart, .unquotedValue: .unquoted
    case .quotedValue: attribute.holdsCode ? .codeAttribute : isHTML ? .htmlInAttribute : nil
    case .rawText: element == .style ? .style : .script
    }
  }

  /// Moves past a value that was written here.
  mutating func skipValue() {
    if case .comment = state { state = .comment(dashes: 0) }
  }

  mutating func advance(over byte: UInt8) {
    switch state {
    case .text: if byte == UInt8(ascii: "<") { state = .lessThan }
    case .lessThan: advanceBehindLessThan(byte)
    case .declaration(let dashes): advanceInDeclaration(byte, dashes)
    case .comment(let dashes): advanceInComment(byte, dashes)
    case .rawText(let matched): advanceInRawText(byte, matched)
    default: advanceInTag(byte)
    }
  }

  private mutating func advanceBehindLessThan(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "!"): state = .declaration(dashes: 0)
    case UInt8(ascii: "/") where !isEndTag: isEndTag = true
    case UInt8(ascii: "<") where !isEndTag: break
    case _ where Self.isLetter(byte):
      element = ShortName()
      element.append(byte)
      state = .tagName
      return
    default: state = .text
    }
    if state != .lessThan { isEndTag = false }
  }

  private mutating func advanceInDeclaration(_ byte: UInt8, _ dashes: Int) {
    if byte == UInt8(ascii: "-"), dashes >= 0 {
      state = dashes == 1 ? .comment(dashes: 0) : .declaration(dashes: 1)
    } else {
      // A doctype: nothing but '>' ends it, and no comment can begin in it any more.
      state = byte == UInt8(ascii: ">") ? .text : .declaration(dashes: -1)
    }
  }

  private mutating func advanceInComment(_ byte: UInt8, _ dashes: Int) {
    switch byte {
    case UInt8(ascii: "-"): state = .comment(dashes: min(dashes + 1, 2))
    case UInt8(ascii: ">") where dashes == 2: state = .text
    default: state = .comment(dashes: 0)
    }
  }

  private mutating func advanceInTag(_ byte: UInt8) {
    if case .quotedValue(let quote) = state {
      if byte == quote { state = .betweenAttributes }
      return
    }
    if state == .valueStart, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      state = .quotedValue(byte)
    } else if byte == UInt8(ascii: ">") {
      let isRaw = !isEndTag && (element == .script || element == .style)
      state = isRaw ? .rawText(matched: 0) : .text
      isEndTag = false
    } else if TemplateLexer.isSpace(byte) {
      if state != .valueStart { state = .betweenAttributes }
    } else if state == .tagName, byte != UInt8(ascii: "/") {
      element.append(byte)
    } else if state == .valueStart {
      state = .unquotedValue
    } else if state != .unquotedValue {
      advanceInAttributeName(byte)
    }
  }

  private mutating func advanceInAttributeName(_ byte: UInt8) {
    if byte == UInt8(ascii: "=") {
      state = .valueStart
    } else if byte == UInt8(ascii: "/") {
      state = .betweenAttributes
    } else {
      if state != .attributeName { attribute = ShortName() }
      attribute.append(byte)
      state = .attributeName
    }
  }

  private mutating func advanceInRawText(_ byte: UInt8, _ matched: Int) {
    let end = Array("</\(element.text)".utf8)
    if matched == end.count {
      let endsName =
        TemplateLexer.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
      guard endsName else {
        state = .rawText(matched: byte == UInt8(ascii: "<") ? 1 : 0)
        return
      }
      isEndTag = true
      state = .betweenAttributes
      advanceInTag(byte)
    } else if Self.lowercased(byte) == end[matched] {
      state = .rawText(matched: matched + 1)
    } else {
      state = .rawText(matched: byte == UInt8(ascii: "<") ? 1 : 0)
    }
  }

  fileprivate static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lower = lowercased(byte)
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }
}

extension HTMLPosition.Obstacle {
  /// What the author of the template can do instead.
  var cure: String? {
    switch self {
    case .unquoted: "put quotes around the value"
    case .script, .style, .codeAttribute: "write it into a data- attribute and read it from there"
    case .tag, .lessThan, .declaration: "a value can stand in text or in a quoted attribute value"
    case .htmlInAttribute, .htmlInComment: "use a text field"
    }
  }
}

/// The name of an element or attribute in lower case; only its first bytes, since only short names
/// are ever asked for.
private struct ShortName: Equatable {
  private var bytes: [UInt8] = []

  init(_ name: String = "") { bytes = Array(name.utf8) }

  static let script = ShortName("script")
  static let style = ShortName("style")

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether a browser would run or parse this attribute's value as a program or a document.
  var holdsCode: Bool {
    bytes.starts(with: "on".utf8) || text == "style" || text == "srcdoc"
  }

  mutating func append(_ byte: UInt8) {
    if bytes.count < 16 { bytes.append(HTMLPosition.lowercased(byte)) }
  }
}
