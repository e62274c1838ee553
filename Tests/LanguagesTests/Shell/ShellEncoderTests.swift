import Foundation
import Languages
import Testing

/// The exact bytes of each encoder, and what shells make of numbers, names and here-documents.
struct ShellEncoderTests {
  @Test(
    "Each encoder writes these bytes",
    arguments: [
      (Encoding.verbatim, "a b", "a b"),
      (.shellWord, "", "''"), (.shellWord, "a", "a"), (.shellWord, "a b", "'a b'"),
      (.shellWord, "it's", #"'it'\''s'"#), (.shellWord, "A-z0_9@%+:,./", "A-z0_9@%+:,./"),
      (.shellWord, "a=b", "'a=b'"), (.shellWord, "esac", "'esac'"), (.shellWord, "~", "'~'"),
      (.shellWord, "é", "'é'"), (.shellWord, "a\nb", "'a\nb'"),
      (.shellQuotedWord, "a", "'a'"), (.shellQuotedWord, "", "''"),
      (.shellQuotedWord, "'", #"''\'''"#),
      (.shellDoubleQuoted, "", ""), (.shellDoubleQuoted, #"a\b"c$d`e"#, #"a\\b\"c\$d\`e"#),
      (.shellDoubleQuoted, "a!b", #"a"'!'"b"#), (.shellDoubleQuoted, "'%*é", "'%*é"),
      (.shellSingleQuoted, "it's $x", #"it'\''s $x"#),
      (.shellSingleQuoted, "'\u{301}", "'\\''\u{301}"),
      (.shellANSIQuoted, #"a\b'c"#, #"a\\b\'c"#),
      (.shellANSIQuoted, "a\n\t\u{1}", #"a\x0a\x09\x01"#),
      (.shellArithmetic, "5", "5"), (.shellArithmetic, "-5", "(-5)"),
      (.shellHereDocument(indentation: [0x20]), "a\nb\n", "a\n b"),
      (.shellHereDocument(indentation: []), "a\nb\n", "a\nb"),
    ]
  )
  func bytes(_ encoding: Encoding, _ value: String, _ expected: String) {
    var output: [UInt8] = []
    ShellWriter.write(Array(value.utf8), encoding, to: &output)
    #expect(String(decoding: output, as: UTF8.self).utf8.elementsEqual(expected.utf8))
  }

  struct Case: Sendable {
    let text: String
    let kind: Skeleton.Kind
    let value: String
    let output: String
    var isBash = false
  }

  static let pem = "-----BEGIN X-----\nAB+/\n-----END X-----\n"

  static let cases: [Case] = [
    Case(text: "x=3; printf '%s\\0' $((x-@@))\n", kind: .integer, value: "-5", output: "8"),
    Case(text: "x=3; printf '%s\\0' $((@@-x))\n", kind: .integer, value: "-5", output: "-8"),
    Case(
      text: "printf '%s\\0' \"$((2 * @@))\"\n",
      kind: .integer,
      value: "4611686018427387903",
      output: "9223372036854775806"
    ),
    Case(
      text: "x=abcdef; printf '%s\\0' ${x:@@}\n",
      kind: .integer,
      value: "-2",
      output: "ef",
      isBash: true
    ),
    Case(
      text: "x=(a b c); printf '%s\\0' ${x[@@]}\n",
      kind: .integer,
      value: "-1",
      output: "c",
      isBash: true
    ),
    Case(
      text: "x[@@]=y; printf '%s\\0' ${x[3]}\n",
      kind: .integer,
      value: "3",
      output: "y",
      isBash: true
    ),
    Case(
      text: "[[ -4 -gt @@ ]] && printf 'y\\0'\n",
      kind: .integer,
      value: "-5",
      output: "y",
      isBash: true
    ),
    Case(
      text: "((x = 1 -@@)); printf '%s\\0' $x\n",
      kind: .integer,
      value: "-5",
      output: "6",
      isBash: true
    ),
    Case(
      text: "[[ @@ == -n ]] && printf 'y\\0'\n",
      kind: .inert,
      value: "-n",
      output: "y",
      isBash: true
    ),
    Case(text: "case esac in @@) printf 'y\\0';; esac\n", kind: .inert, value: "esac", output: "y"),
    Case(text: "case esac in es@@) printf 'y\\0';; esac\n", kind: .inert, value: "ac", output: "y"),
    Case(
      text: "@@ 2>/dev/null || printf '%s\\0' \"${a-n}\"\n",
      kind: .inert,
      value: "a=b",
      output: "n"
    ),
    Case(text: "i@@ 2>/dev/null || printf 'n\\0'\n", kind: .inert, value: "f", output: "n"),
    Case(text: "printf '%s\\0' \"${u:-@@}\"\n", kind: .inert, value: "a/b:c", output: "a/b:c"),
    Case(
      text: "printf '%s\\0' \"$(cat <<E\na @@\nE\n)\"\n",
      kind: .inert,
      value: "b",
      output: "a b"
    ),
    Case(
      text: "printf '%s\\0' \"$(cat <<'EOF'\n  @@\nEOF\n)\"\n",
      kind: .armored,
      value: pem,
      output: "  -----BEGIN X-----\n  AB+/\n  -----END X-----"
    ),
    Case(
      text: "printf '%s\\0' \"$(cat <<-EOF\n\t@@\n\tEOF\n)\"\n",
      kind: .armored,
      value: pem,
      output: "-----BEGIN X-----\nAB+/\n-----END X-----"
    ),
    Case(text: "printf '%s\\0' \"@@\"\n", kind: .armored, value: pem, output: pem),
  ]

  @Test("Shells compute and read what was meant", arguments: ShellProbes.shells)
  func readBack(_ shell: ShellProbes.Shell) throws {
    guard shell.isThere else {
      print("skipped: there is no \(shell.command[0]) here")
      return
    }
    let cases = Self.cases.filter { shell.isBash || !$0.isBash }
    var script: [UInt8] = []
    for test in cases {
      let text = test.text.split2("@@").joined(separator: "{{x}}")
      let placement = try ShellLanguage.place(ShellTemplate(text) { _ in test.kind }.skeleton).get()
      // A terminal would complete at a tab.
      if shell.command.contains("-i"), test.text.contains("\t") {
        script += "printf '%s\\0' '\(test.output)'\n".utf8
      } else {
        script += ShellWriter().write(placement, [Array(test.value.utf8)])
      }
    }
    let found = try shell.run(script).map { String(decoding: $0, as: UTF8.self) }
    #expect(found == cases.map(\.output))
  }
}
