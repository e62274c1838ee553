import Foundation
import Testing

/// Positions that take any text, and values that try to break out of them.
enum ShellProbes {
  struct Probe: Sendable, CustomTestStringConvertible {
    let text: String
    let output: @Sendable ([UInt8]) -> [[UInt8]]
    var isBash = false
    var isOneLine = false
    /// The values of 64 KiB are tried once per way of quoting.
    var takesLongValues: Bool {
      ["@@", "\"@@\"", "'@@'", "$'@@'"].contains { text == "printf '%s\\0' \($0)\n" }
    }

    var testDescription: String { text }
  }

  static func around(_ before: String, _ after: String) -> @Sendable ([UInt8]) -> [[UInt8]] {
    { [Array(before.utf8) + $0 + Array(after.utf8)] }
  }

  static let all: [Probe] = [
    Probe(text: "printf '%s\\0' @@\n", output: around("", "")),
    Probe(text: "printf '%s\\0' a@@b\n", output: around("a", "b")),
    Probe(text: "printf '%s\\0' --f=@@\n", output: around("--f=", "")),
    Probe(text: "printf '%s\\0' a \"@@\" 'b'@@\"c\"\n") {
      [Array("a".utf8), $0, b("b") + $0 + b("c")]
    },
    Probe(text: "x=@@; printf '%s\\0' \"$x\"\n", output: around("", "")),
    Probe(text: "x=a/@@/b; printf '%s\\0' \"$x\"\n", output: around("a/", "/b")),
    Probe(text: "x=@@ printf '%s\\0' a\n") { _ in [b("a")] },
    Probe(text: "export X=@@; printf '%s\\0' \"$X\"\n", output: around("", "")),
    Probe(text: "printf '%s\\0' \"@@\"\n", output: around("", "")),
    Probe(text: "printf '%s\\0' \"a@@b\"\n", output: around("a", "b")),
    Probe(text: "printf '%s\\0' \"a'@@'b\"\n", output: around("a'", "'b")),
    Probe(text: "printf '%s\\0' '@@'\n", output: around("", "")),
    Probe(text: "printf '%s\\0' 'a\"@@b'\n", output: around("a\"", "b")),
    Probe(text: "printf '%s\\0' \"$(printf '%s_' \"@@\")\"\n", output: around("", "_")),
    Probe(text: "printf '%s\\0' \"$(printf '%s_' @@ '@@')\"\n") { [$0 + b("_") + $0 + b("_")] },
    Probe(text: "for x in a @@; do printf '%s\\0' \"$x\"; done\n") { [b("a"), $0] },
    Probe(text: "case @@ in @@) printf 'y\\0';; *) printf 'n\\0';; esac\n") { _ in [b("y")] },
    Probe(text: "case \"@@\" in '@@') printf 'y\\0';; *) printf 'n\\0';; esac\n") { _ in [b("y")] },
    Probe(text: "f() { printf '%s\\0' \"$2\"; }; f -- @@\n", output: around("", "")),
    Probe(text: "sh -c 'printf \"%s\\0\" \"$1\"' _ @@\n", output: around("", "")),
    Probe(text: "x='@@'; [ \"$x\" = @@ ] && printf 'y\\0'\n") { _ in [b("y")] },
    Probe(text: ": # @@\nprintf 'c\\0'\n", output: { _ in [b("c")] }, isOneLine: true),
    Probe(text: "printf '%s\\0' $'@@'\n", output: around("", ""), isBash: true),
    Probe(text: "printf '%s\\0' $'a\\t@@b'\n", output: around("a\t", "b"), isBash: true),
    Probe(
      text: "a=(x @@ \"@@\"); printf '%s\\0' \"${a[@]}\"\n",
      output: { [b("x"), $0, $0] },
      isBash: true
    ),
    Probe(text: "[[ @@ == @@ ]] && printf 'y\\0'\n", output: { _ in [b("y")] }, isBash: true),
    Probe(
      text: "[[ \"@@\" == \"@@\" ]] && printf 'y\\0'\n",
      output: { _ in [b("y")] },
      isBash: true
    ),
    Probe(
      text: "printf '%s\\0' \"$(cat <<<@@; printf _)\"\n",
      output: around("", "\n_"),
      isBash: true
    ),
  ]

  static func b(_ text: String) -> [UInt8] { Array(text.utf8) }

  static let lines: [[UInt8]] =
    [
      "", "a", " ", " a", "a ", "a b", "-n", "--", "-", "'", "''", "\"", "\"\"", "\\", "\\\\",
      "a\\",
      "$HOME", "$(echo pwned)", "`echo pwned`", "${HOME}", "$((1+1))", "$", "$'a'", "$\"a\"", "!",
      "!!",
      "a!b", "!$", "!-1", "\"!\"", "'!'", "\\!", "^a^b", "*", "?", "[a]", "/*", "~", "~root", "a:~",
      "a=~",
      "{a,b}", "{1..3}", "#", "# a", "a #b", "a;b", ";", ";;", "&", "&&", "|", "||", ">", "<", ">a",
      "<<E", "(", ")",
      "()", "(a)", "{", "}", "[", "]", "[[", "]]", "=", "a=b", "a+=b", "a[0]=b", "[0]=b", "if",
      "then", "fi",
      "do", "done", "case", "esac", "in", "for", "while", "function", "time", "select", "%", "%s",
      "%n", "%%",
      "\\n", "\\x41", "\\0", "\\c", "\\u0041", "x'\u{301}; echo pwned; echo '\u{301}", "\"\u{301}",
      "$\u{301}",
      "é", "e\u{301}", "中文", "\u{1F600}", "\u{202E}abc", "\u{200D}", "\u{FEFF}", "\u{A0}", "no",
      "y", "null",
      "010", "0x1f", "1e3", "12:30:45", "]]>", "<!--", "{{ x }}", "'; echo pwned; '",
      "\"; echo pwned; \"",
      "'\"'\"'", "a'b\"c`d$e\\f!g", "EOF", "\t", "a\tb", "-e a", "+x", "@x", ",", ".", "..", "/",
      "1", "0",
    ].map { Array($0.utf8) } + [Array(repeating: 0x61, count: 65536), ShellProbes.noise(65536, 1)]
    + (2..<60).map { ShellProbes.noise(4 + $0 % 24, UInt64($0)) }

  static let texts: [[UInt8]] = [
    "a\nb", "\n", "\n\n", "a\n", "'\n'", "\"\n$x\n\"", "a\n# b\nc", "\\\n", "!\na!b\n",
  ]
  .map { Array($0.utf8) }

  /// Bytes that mean something to shells, in an order that is the same each time.
  static func noise(_ count: Int, _ seed: UInt64) -> [UInt8] {
    let alphabet = Array("'\"\\$`!{}[]()<>|&;#~*?=^%-+,: abE01".utf8)
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return alphabet[Int(state >> 33) % alphabet.count]
    }
  }

  struct Shell: Sendable, CustomTestStringConvertible {
    let command: [String]
    let isBash: Bool

    /// What the script writes, taken apart at zero bytes.
    func run(_ script: [UInt8]) throws -> [[UInt8]] {
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "shell-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let input = folder.appending(path: "in")
      let output = folder.appending(path: "out")
      try Data(script).write(to: input)
      _ = FileManager.default.createFile(atPath: output.path(), contents: nil)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["LC_ALL=C.UTF-8"] + command
      process.currentDirectoryURL = folder
      process.standardInput = try FileHandle(forReadingFrom: input)
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return Array(try Data(contentsOf: output)).split(
        separator: 0,
        omittingEmptySubsequences: false
      )
      .dropLast().map { Array($0) }
    }

    var testDescription: String { command.joined(separator: " ") }
    var isThere: Bool {
      ["/bin/", "/usr/bin/"].contains {
        FileManager.default.isExecutableFile(atPath: $0 + command[0])
      }
    }
  }

  static let shells = [
    Shell(command: ["bash"], isBash: true), Shell(command: ["bash", "--posix"], isBash: true),
    Shell(command: ["bash", "--norc", "-i"], isBash: true), Shell(command: ["dash"], isBash: false),
    Shell(command: ["busybox", "ash"], isBash: false),
  ]
}
