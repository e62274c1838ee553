/// Values that break out of quotes, change their type, or confuse a reader.
enum HostileDataValues {
  /// Values of one line.
  static let lines: [String] =
    words + numbers + signs + ["", String(repeating: "x\"'\\", count: 250)]

  /// Values of several lines as well.
  static let texts: [String] =
    lines + [
      "\n", "\n\n", "a\n", "a\nb", "a\n\n b\n", " a\n  b", "a\n---\nb", "a\n...\n", "\ta\n\tb",
      "- a\n- b\n", "k: v\nx: y", "\"\"\"\n\"\"\"", "'''\n", "a\n# b\n", "a,b\n\"c\"\n",
      String(repeating: "0123456789abcde\n", count: 4096),
    ]

  /// What readers of YAML take for something else than a string.
  private static let words = [
    "no", "No", "NO", "n", "N", "yes", "y", "Y", "on", "On", "off", "OFF", "true", "True", "TRUE",
    "false", "null", "Null", "NULL", "~", "<<", "=", ".inf", "-.inf", "+.INF", ".nan", ".NaN",
    "none", "nil", "undefined", "NaN", "Infinity", "{}", "[]", "!!str", "&a", "*a", "!", "|", ">",
    "- a", "? a", ": a", "-", "?", ":", "a:", "a: b", "a #b", "#a", "%a", "@a", "`a`", "---",
    "...", "--- a", "{a: b}", "[a, b]", ",", "a, b", "]", "}", "[", "{", "a]", "a}", "a:b",
    "https://h:1", "::", "::1", "1:2:3:4:5:6:7:8", "10:20:30:40:50:51:52:53", "k=v",
    "=1+1", "+1", "@SUM(1)", "-1+1", "=cmd|' /C calc'!A0",
  ]

  private static let numbers = [
    "0", "1", "-1", "+1", "00", "010", "0644", "08", "0o14", "0x1F", "0b11", "1_000", "1.0", "1.30",
    "1.10", ".5", "5.", "1e3", "1E3", "1e-3", "1.5e+3", "12:30", "12:30:45", "12:30:45.5", "190:20",
    "2001-12-14", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43", "1979-05-27T07:32:00Z",
    "123456789012345678901234567890", "0.1.2", "10.0.0.1", "10.0.0.0/24", "1,000", "0x", "1__0",
  ]

  private static let signs = [
    "'", "\"", "''", "\"\"", "'''", "\"\"\"", "\\", "\\\\", "\\\"", "\\'", "\\n", "\\u0041",
    "\\x41",
    "a'b", "a\"b", "a\\", "a\\b", "it's", "\"quoted\"", "'quoted'", " a", "a ", " ", "  a  ",
    "$(id)", "`id`", "${HOME}", "$HOME", "%n", "%%", "%s", "]]>", "<!--", "&amp;", "{{x}}", "{{",
    "}}", "{% x %}", "a;b", "a|b", "a&b", "a>b", "a<b", "!", "!!", "a!b", "*", "?x", "[a-z]",
    "~/x", "#", "##", "//", "/* */", "--", "-- x", "键", "值: \"值\"", "e\u{301}", "'\u{301}",
    "\"\u{301}", "\\\u{301}", "\u{200F}abc", "\u{200B}", "\u{A0}a\u{A0}", "\u{1F600}",
    "\u{1F468}\u{200D}\u{1F469}", "\u{3000}", "\u{FFFD}", "\u{10FFFD}", "\u{E000}",
    "x'\u{301}; echo PWNED; echo '\u{301}",
  ]
}
