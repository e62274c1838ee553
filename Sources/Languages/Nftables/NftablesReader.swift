/// Reads finished rules of nftables.
///
/// Tokens: `word`, a run of inert characters; `string`; `comment`; `mark`, any other character;
/// `line`, the end of one.
enum NftablesReader {
  static func tokens(of text: [UInt8]) -> [Token]? {
    var tokens: [Token] = []
    var rest = text[...]
    while let byte = rest.first {
      switch byte {
      case 0x0A:
        rest = rest.dropFirst()
        tokens.append(Token("line", []))
      case 0x20, 0x09: rest = rest.dropFirst()
      case UInt8(ascii: "#"):
        let comment = rest.prefix { $0 != 0x0A }
        rest = rest[comment.endIndex...]
        tokens.append(Token("comment", Array(LineEnd.withoutGuard(comment))))
      case UInt8(ascii: "\""):
        let string = rest.dropFirst().prefix { $0 != byte && $0 != 0x0A }
        rest = rest[string.endIndex...]
        guard rest.popFirst() == byte else { return nil }
        tokens.append(Token("string", Array(string)))
      case UInt8(ascii: "\\"):
        rest = rest.dropFirst()
        guard rest.popFirst() == 0x0A else { return nil }
      case _ where ASCIIClass.isInert(byte):
        let word = rest.prefix(while: ASCIIClass.isInert)
        rest = rest[word.endIndex...]
        tokens.append(Token("word", Array(word)))
      case 0x21...0x7E:
        rest = rest.dropFirst()
        tokens.append(Token("mark", [byte]))
      default: return nil
      }
    }
    return tokens
  }
}
