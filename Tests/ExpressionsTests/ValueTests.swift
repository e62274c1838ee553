import Testing

@testable import Expressions

@Suite struct ValueTests {
  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1"), ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("0:0:0:0:0:0:0:1", "::1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("fe80::0001", "fe80::1"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
  ])
  func addressesHaveOneText(_ text: String, _ canonical: String) {
    #expect(IPAddress(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "010.0.0.1", "256.0.0.1", "1.2.3.4 ", "1..2.3", "+1.2.3.4", ":::",
    "1::2::3", "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::ffff:1.2.3.4",
    "::ffff:c0a8:1", "fe80::1%eth0", ":1::", "1:2:3:4:5:6:7:8::", "g::", "１.2.3.4",
  ])
  func rejectsAddress(_ text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func networksKnowTheirAddresses() throws {
    let network = try #require(CIDR("10.96.3.7/16"))
    #expect(network.hasHostBits)
    #expect(network.masked().description == "10.96.0.0/16")
    #expect(!network.masked().hasHostBits)
    #expect(network.description == "10.96.3.7/16")
    #expect(network.host(0)?.description == "10.96.0.0")
    #expect(network.host(65535)?.description == "10.96.255.255")
    #expect(network.host(65536) == nil)
    #expect(network.subnet(16, 0) == network.masked())
    #expect(network.subnet(32, 65535)?.description == "10.96.255.255/32")
    #expect(network.subnet(32, 65536) == nil)
    let all = try #require(CIDR("::/0"))
    #expect(all.subnet(128, .max)?.description == "::7fff:ffff:ffff:ffff/128")
    #expect(all.subnet(0, 0) == all)
    #expect(all.subnet(0, 1) == nil)
    #expect(all.contains(try #require(IPAddress("ffff::"))))
    #expect(!all.contains(try #require(IPAddress("1.2.3.4"))))
    #expect(all.last.description == "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
  }

  @Test(arguments: ["10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "/8", "::/129", "10/8"])
  func rejectsNetwork(_ text: String) {
    #expect(CIDR(text) == nil)
  }

  @Test func versionsHaveAnOrder() {
    let ordered = [
      "0.9", "1.2-alpha", "1.2-alpha.1", "1.2-alpha.beta", "1.2-rc.2", "1.2-rc.11", "1.2",
      "1.2+k3s1", "1.2+k3s2", "1.2.1", "1.10", "2",
    ].compactMap(Version.init)
    #expect(ordered.count == 12)
    for (index, left) in ordered.enumerated() {
      for (other, right) in ordered.enumerated() {
        #expect((left < right) == (index < other), "\(left) \(right)")
        #expect((left == right) == (index == other), "\(left) \(right)")
      }
    }
    #expect(Version("v1.34.0") == Version("1.34"))
    #expect(Version("v1.34.0")?.hashValue == Version("1.34")?.hashValue)
    #expect(Version("1.30")?.text == "1.30")
  }

  @Test(arguments: ["", "v", "1.", ".1", "1..2", "1.02", "1.x", "1-", "1+", "1-a..b", "1 ", "V1"])
  func rejectsVersion(_ text: String) {
    #expect(Version(text) == nil)
  }

  @Test(arguments: [
    ("8760h", "8760h"), ("90m", "1h30m"), ("1h0m0s", "1h"), ("0", "0s"), ("0s", "0s"),
    ("1500ms", "1.5s"), ("1h0.5s", "1h0.5s"), ("-90s", "-1m30s"), ("1.5h", "1h30m"),
    ("10us", "10us"), ("10µs", "10us"), ("7ns", "7ns"), ("1m0.000000001s", "1m0.000000001s"),
    ("2562047h47m16.854775807s", "2562047h47m16.854775807s"),
    ("-2562047h47m16.854775808s", "-2562047h47m16.854775808s"),
  ])
  func durationsHaveOneText(_ text: String, _ canonical: String) {
    #expect(CELDuration(text)?.description == canonical)
  }

  @Test(arguments: ["", "-", "1", "h", "1d", "1h-1m", ".s", "1 h", "2562047h47m16.854775808s"])
  func rejectsDuration(_ text: String) {
    #expect(CELDuration(text) == nil)
  }

  @Test(arguments: ["1-0", "0-1", "1", "1-", "-1", "1-65536", "01-2", "1-2-3", "80:90"])
  func rejectsPortRange(_ text: String) {
    #expect(PortRange(text) == nil)
  }

  @Test(arguments: [
    "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01",
    "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+8:00",
    "0001-01-01T00:00:00+01:00", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.1234567890Z",
  ])
  func rejectsTimestamp(_ text: String) {
    #expect(CELTimestamp(text) == nil)
  }

  @Test func everyDayOfFourCenturiesReadsBack() throws {
    for day in stride(from: Int64(-150_000), to: 150_000, by: 7) {
      let moment = try #require(CELTimestamp(seconds: day * 86400 + 3661, nanoseconds: 5_000_000))
      #expect(CELTimestamp(moment.description) == moment)
    }
  }

  @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
  func base64ReadsBack(_ text: String) {
    let encoded = Base64.encode(Array(text.utf8))
    #expect(Base64.decode(encoded) == Array(text.utf8))
    #expect(Base64.decode(encoded.replacing("=", with: "")) == Array(text.utf8))
  }

  @Test(arguments: ["=", "a", "ab=", "a===", "abc*", "ab==ab==", "YW=="])
  func rejectsBase64(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func stringsOfOtherBytesAreOtherKeys() {
    var map = CELMap()
    let keys: [CELValue] = [
      .string("é"), .string("e\u{301}"), .string("é"), .int(1), .uint(1), .double(1),
    ]
    let inserted = keys.enumerated().map { map.insert($1, .int(Int64($0))) }
    #expect(inserted == [true, true, false, true, false, false])
    #expect(map[.string("e\u{301}")]?.text == "1")
    #expect(map[.double(1)] != nil)
    #expect(map.count == 3)
    #expect(!CELValue.string("é").isEqual(to: .string("e\u{301}")))
  }

  @Test func jsonIsOneLineOfPrintableText() {
    var output: [UInt8] = []
    CELValue.string("a\"\\\n\r\t\u{0}\u{7F}\u{85}\u{2028}\u{FEFF}é😀").appendJSON(to: &output)
    let expected = #""a\"\\\n\r\t\u0000\u007f\u0085\u2028\ufeffé😀""#
    #expect(String(decoding: output, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("^a.c$", "abc", true), ("^a.c$", "a\nc", false), ("(?s)^a.c$", "a\nc", true),
    ("(?m)^b$", "a\nb", true), ("^b$", "a\nb", false), ("a|b|", "", true),
    ("a{2,3}$", "baaa", true),
    ("^a{2,3}$", "aaaa", false), ("^a{2,}$", "aaaa", true), ("^[^a-c]+$", "xyz", true),
    ("^[^a-c]+$", "xbz", false), ("^[]a-]+$", "]-a", true), (#"^\d+\.\w\s$"#, "12._ ", true),
    (#"\bfoo\b"#, "a foo b", true), (#"\bfoo\b"#, "afoo", false), ("(?i)[a-f]x", "FX", true),
    ("^(?:a(?i)b)c$", "aBc", true), ("^(?:a(?i)b)c$", "aBC", false), ("^a+?$", "aaa", true),
    (#"^\x41\x{1F600}$"#, "A😀", true), ("^[[:alnum:]]+$", "aZ9", true), ("a{,2}", "a{,2}", true),
    (#"^[\w.-]+$"#, "a.b-c", true), ("", "anything", true), ("^$", "", true), ("^$", "x", false),
    ("(?P<x>a)(?<y>b)", "ab", true), ("(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
  ])
  func patternMatches(_ pattern: String, _ text: String, _ isMatch: Bool) throws {
    #expect(try RegularExpression(pattern).matches(text) == isMatch)
  }

  @Test func aWholeMatchNeedsNoAnchors() throws {
    #expect(try RegularExpression("a|ab").matchesWhole("ab"))
    #expect(try !RegularExpression("a|b").matchesWhole("ab"))
    #expect(try RegularExpression("a*").matchesWhole(""))
  }

  @Test(arguments: [
    "(", ")", "a)", "[a", "[b-a]", "*", "a**", "+a", "a{1001}", "a{3,2}", #"\q"#, #"\"#, "(?z)",
    #"\pL"#, "[[:nope:]]", #"\x{110000}"#, "{2}",
  ])
  func rejectsPattern(_ pattern: String) {
    #expect(throws: RegularExpression.SyntaxError.self) { try RegularExpression(pattern) }
  }
}
