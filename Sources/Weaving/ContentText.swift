/// The text of a page's content as a reader sees it, section by section: for the search, for the
/// page's description, and to tell whether a step has changed.
///
/// Inline elements leave no gap; the end of a block, a cell and a line of code are line ends; other
/// white space is one blank.
struct ContentText {
  /// What stands under a heading of level 1 to 3, up to the next of them.
  struct Section {
    /// Empty for what stands before the first heading.
    var anchor = ""
    var level = 0
    var title: [UInt8] = []
    var text: [UInt8] = []
    /// The title and the text outside of figures.
    var prose = ContentHash()
  }

  private(set) var sections: [Section] = [Section()]
  private var figures = 0
  private var isInTitle = false
  /// Within the line of a file's size, sum and origin, which is no text to look for.
  private var isInFacts = false
  /// White space that is due before the next character.
  private var gap: UInt8?

  /// - Parameter html: of our own making: attributes are in double quotes and hold no `>`.
  init(_ html: [UInt8]) {
    html.withUnsafeBufferPointer { read($0) }
    if sections[0].text.isEmpty, sections.count > 1 { sections.removeFirst() }
  }

  private mutating func read(_ html: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < html.count {
      switch html[index] {
      case UInt8(ascii: "<"):
        let end = html[index...].firstIndex(of: UInt8(ascii: ">")) ?? html.count
        readTag(html[(index + 1)..<end])
        index = end + 1
      case UInt8(ascii: "&"):
        let limit = min(html.count, index + 12)
        if let end = html[index..<limit].firstIndex(of: UInt8(ascii: ";")) {
          appendReference(html[(index + 1)..<end])
          index = end + 1
        } else {
          append(html[index])
          index += 1
        }
      case UInt8(ascii: "\n"):
        gap = UInt8(ascii: "\n")
        index += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        gap = gap ?? UInt8(ascii: " ")
        index += 1
      case let byte:
        append(byte)
        index += 1
      }
    }
  }

  private mutating func append(_ byte: UInt8) {
    guard !isInFacts else { return }
    let last = sections.count - 1
    if isInTitle {
      if gap != nil, !sections[last].title.isEmpty { sections[last].title.append(0x20) }
      sections[last].title.append(byte)
    } else {
      if let gap, !sections[last].text.isEmpty { sections[last].text.append(gap) }
      sections[last].text.append(byte)
    }
    if figures == 0 {
      // How lines are broken is not what a text says.
      if gap != nil { sections[last].prose.add(0x20) }
      sections[last].prose.add(byte)
    }
    gap = nil
  }

  private mutating func appendReference(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": append(UInt8(ascii: "&"))
    case "lt": append(UInt8(ascii: "<"))
    case "gt": append(UInt8(ascii: ">"))
    case "quot": append(UInt8(ascii: "\""))
    case "#39", "#x27": append(UInt8(ascii: "'"))
    case "nbsp": gap = gap ?? UInt8(ascii: " ")
    case let other:
      for byte in Self.scalar(other)?.utf8.map(\.self) ?? Array("&\(other);".utf8) { append(byte) }
    }
  }

  /// The character of a numeric reference, such as `#x2019`.
  private static func scalar(_ reference: String) -> String? {
    guard reference.hasPrefix("#") else { return nil }
    let digits = reference.dropFirst()
    let number =
      digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }

  // MARK: Tags

  /// Elements inside a line: they part no words.
  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "code", "del", "em", "i", "kbd", "mark", "s", "small", "span",
    "strong", "sub", "sup", "time", "u", "var", "wbr",
  ]

  private mutating func readTag(_ tag: Slice<UnsafeBufferPointer<UInt8>>) {
    let isEnd = tag.first == UInt8(ascii: "/")
    let word = (isEnd ? tag.dropFirst() : tag).prefix { $0 != UInt8(ascii: " ") }
    let name = String(decoding: word, as: UTF8.self)
    if Self.inline.contains(name) { return }
    switch name {
    case "h1", "h2", "h3":
      if isEnd {
        isInTitle = false
      } else {
        sections.append(Section(anchor: Self.id(tag), level: Int(word.last ?? 0) - 48))
        isInTitle = true
      }
    case "figure": figures += isEnd ? -1 : 1
    case "p": isInFacts = tag.elementsEqual("p class=\"file-facts\"".utf8)
    default: break
    }
    gap = UInt8(ascii: "\n")
  }

  private static func id(_ tag: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    for attribute in tag.split(separator: UInt8(ascii: " "))
    where attribute.starts(with: "id=\"".utf8) {
      return String(decoding: attribute.dropFirst(4).dropLast(), as: UTF8.self)
    }
    return ""
  }
}
