import Languages
import Testing

/// Each position with what it does to each kind of value.
///
/// A row's letters stand for integer, boolean, inert, line, armored and text, in this order: `v` as
/// it is, `w` a word, `q` always a quoted word, `d` in double quotes, `s` in single quotes, `a` in
/// `$'…'`, `n` an integer in an expression, `h` lines of a here-document, `-` refused.
struct ShellPositionTests {
  static func letter(_ encoding: Encoding?) -> Character {
    switch encoding {
    case .verbatim: "v"
    case .shellWord: "w"
    case .shellQuotedWord: "q"
    case .shellDoubleQuoted: "d"
    case .shellSingleQuoted: "s"
    case .shellANSIQuoted: "a"
    case .shellArithmetic: "n"
    case .shellHereDocument: "h"
    case nil: "-"
    // Of another language: never right here.
    default: "?"
    }
  }

  /// The letters of a text in which `@@` is the value.
  static func letters(_ text: String, _ language: any Language.Type = ShellLanguage.self) -> String
  {
    String(
      ShellTemplate.kinds.map { _, kind in
        let template = ShellTemplate(text.split2("@@").joined(separator: "{{x}}")) { _ in kind }
        let result = language.place(template.skeleton)
        if result.problems.contains(where: { if case .bytes = $0.place { true } else { false } }) {
          return "!"
        }
        return letter(result.encodings.first)
      }
    )
  }

  @Test("Words", arguments: ShellPositionTable.words)
  func words(_ row: ShellPositionTable.Row) { check(row) }

  @Test("Quotes and expansions", arguments: ShellPositionTable.quotes)
  func quotes(_ row: ShellPositionTable.Row) { check(row) }

  @Test("Compound commands and operators", arguments: ShellPositionTable.compounds)
  func compounds(_ row: ShellPositionTable.Row) { check(row) }

  @Test("Here-documents", arguments: ShellPositionTable.hereDocuments)
  func hereDocuments(_ row: ShellPositionTable.Row) { check(row) }

  @Test("Second interpreters", arguments: ShellPositionTable.interpreters)
  func interpreters(_ row: ShellPositionTable.Row) { check(row) }

  @Test("Programs from pipes and here-strings", arguments: ShellPositionTable.pipelines)
  func pipelines(_ row: ShellPositionTable.Row) { check(row) }

  @Test("sh has no bash quotes")
  func posix() {
    #expect(Self.letters("x=$'@@'", POSIXShellLanguage.self) == "!!!!!!")
    #expect(Self.letters("#!/bin/sh\nx=$'@@'") == "!!!!!!")
    #expect(Self.letters("#!/bin/sh\nx=@@") == "vvvwww")
    #expect(Self.letters("x=$'@@'") == "vvvaaa")
  }

  @Test("Every refusal says what to write instead")
  func cures() {
    let rows =
      ShellPositionTable.words + ShellPositionTable.quotes + ShellPositionTable.compounds
      + ShellPositionTable.hereDocuments + ShellPositionTable.interpreters
    #expect(rows.count >= 180)
    for row in rows {
      for (_, kind) in ShellTemplate.kinds {
        let text = row.text.split2("@@").joined(separator: "{{x}}")
        for problem in ShellLanguage.place(ShellTemplate(text) { _ in kind }.skeleton).problems {
          #expect(!problem.cure.isEmpty && !problem.message.isEmpty)
        }
      }
    }
  }

  @Test(
    "A text that ends inside something says where that began",
    arguments: [
      ("echo 'a\nb\n", 5), ("echo \"a\n", 5), ("echo $(a\n", 5), ("echo ${a\n", 5), ("x=`a\n", 2),
      ("(a\n", 0), ("echo $((1\n", 5),
    ]
  )
  func unterminated(_ text: String, _ offset: Int) {
    let problems = ShellLanguage.place(ShellTemplate(text).skeleton).problems
    #expect(problems.map(\.place) == [.bytes(offset..<offset + 1)])
    #expect(ShellLanguage.tokens(of: Array(text.utf8)) == nil)
  }

  @Test(
    "Branches and loops that end as they begin pass",
    arguments: [
      "#@ for x\nping @@ &&\n#@ end\necho done\n",
      "a \\\n#@ for x\n  --name=@@ \\\n#@ end\n  b\n",
      "cat <<'E'\n#@ for x\n@@ x\n#@ end\nE\n",
      "case $x in\n#@ for x\n@@) a ;;\n#@ end\n*) b ;;\nesac\n",
      "x='\n#@ if x\na @@\n#@ else\nb\n#@ end\n'\n",
      "#@ if x\nif a; then @@; fi\n#@ end\n",
      "a |\n#@ if x\nb @@\n#@ else\nc\n#@ end\n",
      "x=(\n#@ for x\n  @@\n#@ end\n)\n",
      "f() {\n#@ for x\n  @@ -v\n#@ end\n}\n",
    ]
  )
  func joins(_ text: String) {
    #expect(!Self.letters(text).contains("!"))
    #expect(Self.letters(text).dropFirst(2).first.map { "vwq".contains($0) } == true)
  }

  @Test(
    "Branches and loops that do not are refused",
    arguments: [
      "#@ for x\necho 'a\n#@ end\n'\n", "#@ if x\nif a; then\n#@ end\nfi\n",
      "#@ if x\ncat <<E\n#@ end\nE\n", "#@ for x\nfoo \\\n#@ end\nbar\n",
      "#@ if x\necho $(\n#@ else\necho\n#@ end\n)\n", "case x in\n#@ for x\na) b\n#@ end\nesac\n",
      "#@ if x\nx=\"\n#@ end\n\"\n", "for x in a; do\n#@ if x\ndone\n#@ end\n",
    ]
  )
  func mismatches(_ text: String) {
    let problems = ShellLanguage.place(ShellTemplate(text).skeleton).problems
    #expect(problems.count == 1)
  }

  private func check(_ row: ShellPositionTable.Row) {
    #expect(Self.letters(row.text) == row.letters, "\(row.text)")
  }
}

extension String {
  /// The parts between occurrences of a separator of two bytes.
  func split2(_ separator: String) -> [String] {
    var parts: [String] = []
    var current: [UInt8] = []
    let bytes = Array(utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: separator.utf8) {
        parts.append(String(decoding: current, as: UTF8.self))
        current = []
        index += separator.utf8.count
      } else {
        current.append(bytes[index])
        index += 1
      }
    }
    return parts + [String(decoding: current, as: UTF8.self)]
  }
}
