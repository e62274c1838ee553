import Foundation
import Testing

@testable import Publishing

@Suite("The JSON writer") struct JSONWriterTests {
  private func document(indented: Bool) -> String {
    var writer = JSONWriter(indented: indented)
    writer.object { writer in
      writer.member("z", "text")
      writer.member("a", 42)
      writer.member("yes", true)
      writer.key("none")
      writer.null()
      writer.member("list", ["x", "y"])
      writer.member("nothing", [])
      writer.key("raw")
      writer.raw(Array(#"{"k":1}"#.utf8))
      writer.key("items")
      writer.array { writer in
        writer.integer(-1)
        writer.object { _ in }
        writer.array { _ in }
        writer.object { $0.member("b", false) }
      }
    }
    return String(decoding: writer.finished(), as: UTF8.self)
  }

  @Test("puts one member a line, in the order of the calls")
  func indented() {
    #expect(
      document(indented: true) == """
        {
          "z": "text",
          "a": 42,
          "yes": true,
          "none": null,
          "list": ["x", "y"],
          "nothing": [],
          "raw": {"k":1},
          "items": [
            -1,
            {},
            [],
            {
              "b": false
            }
          ]
        }

        """
    )
  }

  @Test("puts everything on one line when it is asked to")
  func compact() {
    #expect(
      document(indented: false)
        == #"{"z":"text","a":42,"yes":true,"none":null,"list":["x","y"],"nothing":[],"#
        + #""raw":{"k":1},"items":[-1,{},[],{"b":false}]}"# + "\n"
    )
  }

  @Test(
    "escapes what JSON, a script or a terminal would misread",
    arguments: [
      ("", #""""#), ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#),
      ("\u{0}\u{8}\u{1F}\u{7F}", #""\u0000\u0008\u001f\u007f""#),
      ("</script><!--", #""\u003c/script>\u003c!--""#),
      ("\u{7F}\u{80}\u{9F}\u{A0}", #""\u007f\u0080\u009f"# + "\u{A0}\""),
      ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}" + #"\u2028\u2029"# + "\u{202A}\""),
      ("é中😀", "\"é中😀\""),
    ]
  )
  func escapes(_ text: String, _ expected: String) {
    var writer = JSONWriter(indented: false)
    writer.string(text)
    let bytes = writer.finished()
    #expect(String(decoding: bytes, as: UTF8.self) == expected + "\n")
  }

  @Test("writes strings and keys that every reader reads back")
  func roundTrip() throws {
    let scalars = (UInt32(0)..<0x3000).compactMap { UnicodeScalar($0) }
    let text = String(String.UnicodeScalarView(scalars)) + "😀"
    var writer = JSONWriter()
    writer.object { $0.member(text, text) }
    let read = try JSONDecoder().decode([String: String].self, from: Data(writer.finished()))
    #expect(read.keys.map { Array($0.utf8) } == [Array(text.utf8)])
    #expect(read.values.map { Array($0.utf8) } == [Array(text.utf8)])
  }

  @Test("passes on the error of what it nests")
  func errors() {
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      var writer = JSONWriter()
      try writer.array { (_) throws(Failure) in throw Failure() }
    }
  }
}
