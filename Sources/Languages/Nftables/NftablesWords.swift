/// The words of nftables that are seen in colour.
enum NftablesWords {
  /// Statements and verdicts; names of chains and sets may be the same, and look the same then.
  private static let keywords: Set<String> = [
    "accept", "add", "chain", "comment", "continue", "counter", "create", "ct", "define", "delete",
    "destroy", "dnat", "drop", "elements", "flags", "flush", "goto", "hook", "include", "insert",
    "jump", "limit", "list", "log", "map", "masquerade", "policy", "priority", "queue", "redirect",
    "redefine", "reject", "return", "rule", "ruleset", "set", "snat", "table", "tcp", "type", "udp",
    "undefine", "vmap",
  ]

  static func mark(_ line: SkeletonLine, in output: inout LineOutput) {
    guard output.isHighlighting else { return }
    let elements = line.elements
    var index = 0
    while index < elements.count {
      let start = index
      guard let byte = elements[index].byte else { return }
      switch byte {
      case UInt8(ascii: "#"):
        // The placer notes comments itself.
        return
      case UInt8(ascii: "\""):
        let close = elements[(index + 1)...].firstIndex { $0.byte == byte }
        index = close.map { $0 + 1 } ?? elements.count
        output.mark(elements[start..<index], .string)
      case UInt8(ascii: "$"):
        index += 1
        while index < elements.count, elements[index].byte.map(ASCIIClass.isNameByte) ?? false {
          index += 1
        }
        output.mark(elements[start..<index], .variable)
      case _ where ASCIIClass.isNameByte(byte):
        while index < elements.count, elements[index].byte.map(isWordByte) ?? false { index += 1 }
        let word = elements[start..<index].bytes(substitute: 0)
        if keywords.contains(String(decoding: word, as: UTF8.self)) {
          output.mark(elements[start..<index], .keyword)
        } else if word.allSatisfy(ASCIIClass.isDigit) {
          output.mark(elements[start..<index], .number)
        }
      default: index += 1
      }
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    ASCIIClass.isInert(byte) && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "=")
  }
}
