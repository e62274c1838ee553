/// Values that mean something to some reader of configuration.
enum HostileValues {
  /// Lines that strings of a guide may be: no controls, no blanks at the edges, not empty.
  static let strings: [String] =
    [
      "$(touch pwned)", "`touch pwned`", "${HOME}", "$HOME", "$$", "$", "$${x}", "%n", "%%", "%",
      "%H %i%", "a%", "\\", "\\\\", "a\\", "a\\\\", "\\\"", "\"", "\"\"", "'", "''", "'a'\\''b'",
      "\"a\" b", "a \"b\"", "x; rm -rf /", ";", "; y", "#", "# not a comment", "a # b", "a;b",
      "]]>", "]", "[Service]", "[dn]", "ExecStart=/bin/true", "A=b", "=", "a=b c=d", "~", "~root",
      "*", "?", "[a-z]", "{a,b}", "!", "!!", "a!b", "|", "||", "&", "&&", "<", ">", ">>", "<<E",
      "-x", "--", "-", "@x", "+x", ":x", "\\n", "\\x41", "\\u0041", "\\t\\r\\b", "a\\ b", "\\s",
      "no", "yes", "null", "on", "~", "1e3", "0x1f", "010", "10:20:30", "1_000", ".inf", "é", "中文",
      "😀", "x'\u{301}; echo PWNED; echo '\u{301}", "\"\u{301}$(id)\"", "\u{200F}RTL", "\u{200D}",
      "a\u{00A0}b", "\u{00A0}", "two  blanks", "many words in one line", "a,b:c", "DNS:x,IP:::1",
      "@section", "$ENV::PATH", "${ENV::PATH}", "$(ENV::PATH)", "critical,CA:TRUE", ".include x",
      "{{other}}", "<!-- x -->", "a\\'b\\\"c\\`d", "\\$x\\`y\\\"", "%%%", "%%n%n", "\\%", "$\\",
      "\\;",
    ]

  /// Values that only an expression makes.
  static let edges = ["", " ", " a", "a ", "  a  b  ", "\\ ", " \\", "\" ", " #", "a\\ "]

  static let long = String(repeating: "0123456789abcde\"\\$%`' #;", count: 2731)

  /// Mixtures of pieces that mean something, without blanks at the edges; the same in each run.
  static let random: [String] = {
    let pieces = [
      "\\", "\"", "'", "`", "$", "${", "}", "%", "#", ";", "=", " ", "a", "n", "x41", "(", ")", "é",
      "[",
      "]", ",", ":", "@", "!", "0",
    ]
    var seed: UInt64 = 2_463_534_242
    return (0..<400).map { _ in
      let text = (0..<8).map { _ -> String in
        seed ^= seed << 13
        seed ^= seed >> 7
        seed ^= seed << 17
        return pieces[Int(seed % UInt64(pieces.count))]
      }
      let inner = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      return inner.isEmpty ? "x" : inner.joined()
    }
  }()

  static let inert = [
    "a", "10.0.0.1", "fd00::1", "10.0.0.0/8", "no", "a,b", "-x", "@x", "+x", ":x", "a=b", "/x/y",
    "=",
    ",", "::", "--", "a@b.c", "1", "-1",
  ]
}
