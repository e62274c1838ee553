/// Reads a finished INI file of unknown syntax: `section`, `key`, `value`, `comment` and `line`,
/// all as they are written.
enum INIReader {
  static func tokens(of text: [UInt8]) -> [Token]? {
    text.split(separator: 0x0A).compactMap { line -> [Token]? in
      let content = line.drop(while: ASCIIClass.isBlank)
      switch content.first {
      case nil: return nil
      case UInt8(ascii: "["): return [Token("section", Array(line))]
      case UInt8(ascii: "#"), UInt8(ascii: ";"): return [Token("comment", Array(line))]
      default:
        let assignment = line.firstIndex {
          $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":")
        }
        guard let assignment else { return [Token("line", Array(line))] }
        return [
          Token("key", Array(line[..<assignment])), Token("value", Array(line[assignment...])),
        ]
      }
    }.flatMap(\.self)
  }
}
