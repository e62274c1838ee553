import Foundation
import Languages
import Testing

@Suite(.enabled(if: OutsideReader.isThere("openssl"), "openssl is not installed"))
struct OpenSSLReadBackTests {
  private typealias Encode = (Encoding, [UInt8], inout [UInt8]) -> Void

  /// An attribute has at least one byte and at most 64.
  private static let values = (HostileValues.strings + HostileValues.edges + HostileValues.random)
    .filter {
      (1...64).contains($0.unicodeScalars.count)
    }

  private static let head =
    "[req]\nprompt=no\nutf8=yes\nstring_mask=utf8only\ndistinguished_name=dn\n[dn]\n"

  /// The UTF-8 strings in a request whose subject is written so.
  private static func read(_ text: String) throws -> (strings: [[UInt8]], errors: String) {
    try OutsideReader.withFolder { folder in
      try OutsideReader.write(text, to: "a.cnf", in: folder)
      let key = ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key.pem"]
      _ = try OutsideReader.run("openssl", key, in: folder)
      let result = try OutsideReader.run(
        "openssl",
        ["req", "-new", "-key", "key.pem", "-config", "a.cnf", "-outform", "DER"],
        in: folder
      )
      return (utf8Strings(Array(result.output)[...]), result.errors)
    }
  }

  /// The strings of a DER encoding, of a depth that a request has.
  private static func utf8Strings(_ der: ArraySlice<UInt8>, depth: Int = 0) -> [[UInt8]] {
    var strings: [[UInt8]] = []
    var rest = der
    while let tag = rest.popFirst(), var length = rest.popFirst().map(Int.init) {
      if length >= 0x80 {
        let count = length - 0x80
        length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(count)
      }
      let content = rest.prefix(length)
      rest = rest.dropFirst(length)
      if tag == 0x0C { strings.append(Array(content)) }
      if tag & 0x20 != 0, depth < 8 { strings += utf8Strings(content, depth: depth + 1) }
    }
    return strings
  }

  private static func subjects(_ line: String, _ encode: Encode) throws -> [[UInt8]] {
    let lines = values.indices.map { "\($0).OU=\(line)\n" }.joined()
    let count = line.utf8.count { $0 == UInt8(ascii: "}") } / 2
    let filled = values.flatMap { Array(repeating: $0, count: count) }
    let text = OpenSSLConfigLanguage.render(head + lines, filled, with: encode)
    return try read(text ?? "").strings
  }

  @Test(arguments: ["{{line}}", "\"{{line}}\"", "'{{line}}'", "`{{line}}`", "{{line}} # {{line}}"])
  func valuesReachOpenSSLUnchanged(line: String) throws {
    #expect(
      try Self.subjects(line, ConfigurationEncoding.encode) == Self.values.map { Array($0.utf8) }
    )
  }

  @Test(arguments: ["{{line}}", "\"{{line}}\""])
  func withoutEncodersOpenSSLReadsOtherValues(line: String) throws {
    #expect(
      try Self.subjects(line, ConfigurationEncoding.identity) != Self.values.map { Array($0.utf8) }
    )
  }

  @Test func commentsHideNothingButThemselves() throws {
    let values =
      HostileValues.strings + HostileValues.edges + HostileValues.random + [HostileValues.long]
    let lines = values.indices.map { "# {{line}}\n\($0).OU=v\($0)\n" }.joined()
    let text = try #require(OpenSSLConfigLanguage.render(Self.head + lines, values))
    let read = try Self.read(text)
    #expect(read.errors == "")
    #expect(read.strings == values.indices.map { Array("v\($0)".utf8) })
  }
}
