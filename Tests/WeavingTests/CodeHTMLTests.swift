import Languages
import Resolution
import Tangling
import Testing

@testable import Weaving

@Suite struct CodeHTMLTests {
  private static let source = [ValueSource(slot: 7)]

  private static func html(_ bytes: [UInt8], _ ranges: [Range<Int>], _ language: String) -> [UInt8]
  {
    let spans = ranges.map { TangledText.Span(range: $0, sources: source) }
    var output: [UInt8] = []
    CodeHTML.append(
      TangledText(bytes: bytes, spans: spans),
      language: language,
      origin: { $0.map { "p\($0.slot)" }.joined() },
      to: &output
    )
    return output
  }

  /// The HTML of a text in which `«` and `»` stand round the values, in short: `<s>` for a string,
  /// `<v>` for a value.
  private static func short(_ marked: String, _ language: String) -> String {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    var start = 0
    for character in marked {
      switch character {
      case "«": start = bytes.count
      case "»": ranges.append(start..<bytes.count)
      default: bytes += Array(String(character).utf8)
      }
    }
    return String(decoding: html(bytes, ranges, language), as: UTF8.self)
      .replacing("<span class=\"value\" title=\"p7\">", with: "<v>")
      .replacing(/<span class="token-(.)[a-z]*">/) { "<\($0.output.1)>" }
      .replacing("</span>", with: "</>").replacing("&quot;", with: "\"")
  }

  @Test(arguments: [
    // Inside a token, several in one, all of one.
    (#"a: "x«1»y«2»""#, #"<k>a</>: <s>"x<v>1</>y<v>2</>"</>"#),
    ("a: «12»", "<k>a</>: <n><v>12</></>"),
    ("«a»: b", "<k><v>a</></>: b"),
    // Outside of all tokens, and at the ends of the text.
    ("- «x»", "- <v>x</>"),
    // A value that holds tokens.
    (#"«{"a":1}»"#, #"<v>{<k>"a"</>:<n>1</>}</>"#),
    // A value that begins in one token and ends in another: both are cut at its ends.
    (#"a: «"x" # y» z"#, #"<k>a</>: <v><s>"x"</> <c># y</></><c> z</>"#),
    (#"a: ["b«", "»c"]"#, #"<k>a</>: [<s>"b</><v><s>"</>, <s>"</></><s>c"</>]"#),
  ])
  func `a token and a value hold one another or are apart`(marked: String, html: String) {
    #expect(Self.short(marked, "yaml") == html)
  }

  @Test func `an empty value and a constant have no mark`() {
    #expect(Self.short("a: «»1", "yaml") == "<k>a</>: <n>1</>")
    var output: [UInt8] = []
    let constant = TangledText.Span(range: 0..<1, sources: [])
    CodeHTML.append(
      TangledText(bytes: [0x78], spans: [constant]),
      language: "",
      origin: { _ in "" },
      to: &output
    )
    #expect(output == [0x78])
  }

  @Test func `what a browser would change is written as a reference`() {
    #expect(
      String(decoding: Self.html(Array("a\r\nb<&>\"".utf8), [], ""), as: UTF8.self)
        == "a&#13;\nb&lt;&amp;&gt;&quot;"
    )
  }

  @Test(arguments: LanguageTable.known + ["console", ""])
  func `the text of the HTML is the text, and its spans nest`(language: String) throws {
    var generator = SystemRandomNumberGenerator()
    let meaning = Array("\n\n  \t\r#'\"`$\\{}[]()<>|&;:=,-.!%~a1zifé中".utf8)
    for length in stride(from: 0, to: 240, by: 3) {
      let bytes = (0..<length).map { _ in
        meaning[Int.random(in: 0..<meaning.count, using: &generator)]
      }
      var edges = (0..<8).map { _ in Int.random(in: 0...length, using: &generator) }.sorted()
      if Bool.random(using: &generator) { edges = Array(edges.prefix(2)) }
      let ranges = stride(from: 0, to: edges.count, by: 2).map { edges[$0]..<edges[$0 + 1] }
      let html = Self.html(bytes, ranges, language)
      var depth = 0
      var marks = 0
      var text: [UInt8] = []
      var rest = html[...]
      while let byte = rest.first {
        switch byte {
        case UInt8(ascii: "<"):
          let end = try #require(rest.firstIndex(of: UInt8(ascii: ">")))
          let tag = String(decoding: rest[...end], as: UTF8.self)
          depth += tag == "</span>" ? -1 : 1
          #expect(depth >= 0)
          if tag.hasPrefix("<span class=\"value\"") { marks += 1 }
          rest = rest[(end + 1)...]
        case UInt8(ascii: "&"):
          let end = try #require(rest.firstIndex(of: UInt8(ascii: ";")))
          let references = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#13;": "\r"]
          let reference = String(decoding: rest[...end], as: UTF8.self)
          text += Array(try #require(references[reference]).utf8)
          rest = rest[(end + 1)...]
        default:
          text.append(byte)
          rest = rest.dropFirst()
        }
      }
      #expect(text == bytes && depth == 0)
      #expect(marks == ranges.count { !$0.isEmpty })
    }
  }
}
