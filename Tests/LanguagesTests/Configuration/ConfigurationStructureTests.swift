import Foundation
import Languages
import Testing

@Suite struct ConfigurationStructureTests {
  @Test func branchesMustLeaveTheSameState() {
    let problems = UnitLanguage.problems(
      "[Service]\n#@ if\nExecStart=/bin/x \\\n#@ else\nExecStart=/bin/y\n#@ end\n  b\n"
    )
    #expect(
      problems.map(\.message) == ["The ways through this 'if' leave the text in different states."]
    )
    #expect(problems.map(\.place) == [.bytes(10..<29)])
    #expect(
      UnitLanguage.problems("[Service]\nExecStart=/bin/x \\\n#@ if\n a \\\n#@ end\n  b\n").isEmpty
    )
  }

  @Test func aSettingMustKnowItsSection() {
    let section = "[Unit]\n#@ if\n[Service]\n#@ end\n"
    #expect(UnitLanguage.problems(section + "ExecStart=/bin/x\n").isEmpty)
    #expect(UnitLanguage.problems(section + "User={{inert}}\n").map(\.place) == [.hole(0)])
    #expect(UnitLanguage.problems(section + "A=\\\n{{inert}}\n").map(\.place) == [.hole(0)])
    #expect(UnitLanguage.problems(section + "[Service]\nUser={{inert}}\n").isEmpty)
    let loop = "[Unit]\n#@ for\nA={{inert}}\n[Path]\nB={{inert}}\n#@ end\n"
    #expect(UnitLanguage.problems(loop).map(\.place) == [.hole(0)])
    #expect(UnitLanguage.problems("[Unit]\n#@ for\nA={{inert}}\n#@ end\nB={{inert}}\n").isEmpty)
  }

  @Test func aBranchMayNotLeaveAQuoteOpen() {
    #expect(EnvFileLanguage.problems("#@ if\nA='\n#@ else\nA=\n#@ end\n").count == 1)
  }

  @Test func loopsMustEndAsTheyBegan() {
    #expect(EnvFileLanguage.problems("#@ for\nA=\"b\n#@ end\n").count == 1)
    #expect(
      UnitLanguage.problems("[Service]\n#@ for\nExecStart=/bin/x \\\n#@ end\n a\n").count == 1
    )
    #expect(OpenSSLConfigLanguage.problems("#@ for\nCN=b\n#@ end\n").isEmpty)
  }

  @Test func openQuotesAreReportedWhereTheyBegin() {
    for (language, text, offset) in [
      (UnitLanguage.self as any Language.Type, "[Service]\nExecStart=/bin/x \"a\n", 27),
      (EnvFileLanguage.self, "A=\"b\n", 2), (NftablesLanguage.self, "log prefix \"a\n", 11),
      (OpenSSLConfigLanguage.self, "[a]\nCN=\"b\n", 7),
    ] {
      #expect(language.problems(text).map(\.place) == [.bytes(offset..<offset + 1)], "\(text)")
    }
  }

  @Test func aQuoteWithinAWordIsACharacterToSystemdOnly() {
    #expect(SystemdEnvFileLanguage.problems("A=it's\nB={{line}}\n").isEmpty)
    #expect(SystemdEnvFileLanguage.problems("A=\"a\"'\nB={{line}}\n").count == 2)
    #expect(EnvFileLanguage.problems("A=it's\nB={{line}}\n").count == 2)
    #expect(
      SystemdEnvFileLanguage.tokens(of: Array("A=it's  so # \n".utf8))?.last
        == Token("value", Array("it's  so #".utf8))
    )
  }

  @Test func deepNestingIsRefused() {
    let text =
      String(repeating: "#@ for\n", count: 150) + "a\n"
      + String(repeating: "#@ end\n", count: 150)
    #expect(PlainTextLanguage.problems(text).map(\.message).contains { $0.contains("100") })
  }

  @Test func everyProblemNamesItsHole() {
    let problems = UnitLanguage.problems(
      "[Service]\nUser={{line}}\nExecStart={{line}} {{text}}\n{{inert}}=a\n# {{inert}}\n"
    )
    #expect(problems.map(\.place) == [.hole(0), .hole(1), .hole(2), .hole(3)])
    #expect(problems.allSatisfy { !$0.cure.isEmpty })
  }

  @Test func wordsWithValuesAreQuoted() {
    #expect(
      UnitLanguage.render(
        "[Service]\nExecStart=/bin/x --a={{line}} {{inert}} \"{{line}}\"\nEnvironment=A={{line}}\n",
        ["a \"b\" $c %d\\", "e", "$", "$%"]
      )
        == "[Service]\nExecStart=/bin/x \"--a=a \\\"b\\\" $$c %%d\\\\\" e \"$$\"\n"
        + "Environment=\"A=$%%\"\n"
    )
    #expect(
      EnvFileLanguage.render("A={{inert}}\nB=x{{line}}\n", ["a", "$`\"\\"])
        == "A=\"a\"\nB=\"x\\$\\`\\\"\\\\\"\n"
    )
    #expect(PlainTextLanguage.render("a\n{{armored}}\nb\n", ["x\ny\n"]) == "a\nx\ny\nb\n")
    #expect(
      OpenSSLConfigLanguage.render("CN={{line}}\n", [" a#$ "]) == "CN=\" \"a\\#\\$\" \"\n"
    )
    #expect(
      UnitLanguage.render("[Unit]\nDescription={{line}}\n# {{line}}\n", ["5%\\", "a\\"])
        == "[Unit]\nDescription=5%%\\ \n# a\\ \n"
    )
  }

  @Test func iniIsToldByItsSections() {
    func language(_ name: String, _ text: String) -> String {
      "\(LanguageTable.language(for: name, text: Array(text.utf8)))"
    }
    #expect(language("ini", "# x\n[Unit]\n") == "UnitLanguage")
    #expect(language("ini", "[req]\n") == "OpenSSLConfigLanguage")
    #expect(language("ini", "[mysqld]\n") == "INILanguage")
    #expect(language("nftables", "") == "NftablesLanguage")
    #expect(language("", "") == "PlainTextLanguage")
    #expect(language("cobol", "") == "PlainTextLanguage")
    #expect(LanguageTable.known.contains("env-docker"))
  }

  @Test func theGuideIsPlaced() throws {
    let guide = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "content/kubernetes/en"
      )
    let names = try FileManager.default.contentsOfDirectory(atPath: guide.path).sorted()
    var count = 0
    for name in names where name.hasSuffix(".md") {
      let page = try String(contentsOf: guide.appending(path: name), encoding: .utf8)
      for fence in Self.fences(page) {
        let language = LanguageTable.language(for: fence.language, text: Array(fence.text.utf8))
        let problems = language.problems(fence.text)
        #expect(problems.isEmpty, "\(name): \(problems)")
        count += 1
      }
    }
    #expect(count >= 20)
  }

  /// The configuration fences of a page; all placeholders are inert but those of certificates.
  private static func fences(_ page: String) -> [(language: String, text: String)] {
    let known = ["ini", "nft", "conf", "env", "text", "systemd", "cnf"]
    var fences: [(language: String, text: String)] = []
    var open: String?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if open == nil {
          let language = line.dropFirst(3).prefix { $0 != " " }
          open = String(language)
          if known.contains(String(language)) { fences.append((String(language), "")) }
        } else {
          open = nil
        }
      } else if let language = open, known.contains(language) {
        fences[fences.count - 1].text += holes(String(line)) + "\n"
      }
    }
    return fences
  }

  private static func holes(_ line: String) -> String {
    let directive = line.drop { $0 == " " }
    for keyword in ["#@ if", "#@ for"] where directive.hasPrefix(keyword) { return keyword }
    var parts = line.components(separatedBy: "{{")
    for index in parts.indices.dropFirst() {
      guard let end = parts[index].range(of: "}}") else { continue }
      let kind = parts[index][..<end.lowerBound].contains(".pem") ? "armored" : "inert"
      parts[index] = "\(kind)}}" + parts[index][end.upperBound...]
    }
    return parts.joined(separator: "{{")
  }
}
