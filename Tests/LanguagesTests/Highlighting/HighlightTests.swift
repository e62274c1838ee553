import Foundation
import Languages
import Testing

/// What is seen in colour, as a list of `kind:text`.
@Suite struct HighlightTests {
  private static func shown(_ text: String, _ language: String) -> [String] {
    let bytes = Array(text.utf8)
    return LanguageTable.highlights(of: bytes, in: language).map { token in
      "\(token.kind.rawValue):\(String(decoding: bytes[token.range], as: UTF8.self))"
    }
  }

  struct Sample: Sendable, CustomTestStringConvertible {
    let language: String
    let text: String
    let tokens: [String]

    init(_ language: String, _ text: String, _ tokens: [String]) {
      self.language = language
      self.text = text
      self.tokens = tokens
    }

    var testDescription: String { "\(language): \(text.prefix(40))" }
  }

  static let shell: [Sample] = [
    Sample(
      "bash",
      "#!/bin/bash\nset -eu # strict\n",
      ["comment:#!/bin/bash", "comment:# strict"]
    ),
    Sample(
      "bash",
      "for host in m1 'a b'; do echo \"to $host: ${x:-1}\"; done",
      [
        "keyword:for", "keyword:in", "string:'a b'", "keyword:do", "string:\"to ",
        "variable:$host", "string:: ", "variable:${x:-1}", "string:\"", "keyword:done",
      ]
    ),
    Sample(
      "bash",
      "NAME=lab if=eth0 cmd; export PATH=$PATH:/opt if",
      ["variable:NAME", "variable:if", "variable:PATH", "variable:$PATH"]
    ),
    Sample(
      "bash",
      "x=$(date +'%s' | tr -d \"\\n\")",
      ["variable:x", "string:'%s'", "string:\"\\n\""]
    ),
    Sample(
      "bash",
      "if [[ $a == b ]]; then :; fi",
      ["keyword:if", "keyword:[[", "variable:$a", "keyword:]]", "keyword:then", "keyword:fi"]
    ),
    Sample(
      "bash",
      "cat <<EOF\nkey: $value\nEOF\necho done",
      ["string:key: ", "variable:$value", "string:\nEOF\n"]
    ),
    Sample("bash", "cat <<'EOF'\n$no\nEOF\n", ["string:'EOF'", "string:$no\nEOF\n"]),
    Sample(
      "bash",
      "case $x in a) b;; esac",
      [
        "keyword:case", "variable:$x", "keyword:in", "keyword:esac",
      ]
    ),
    Sample("sh", "echo a#b # c", ["comment:# c"]),
  ]

  static let data: [Sample] = [
    Sample(
      "yaml",
      "# c\nname: \"a\" # d\nport: 80\nok: true\nlist: [x, 1, 'y']\ntext: |\n  free: 1\n",
      [
        "comment:# c", "key:name", "string:\"a\"", "comment:# d", "key:port", "number:80", "key:ok",
        "constant:true", "key:list", "number:1", "string:'y'", "key:text", "string:free: 1",
      ]
    ),
    Sample(
      "yaml",
      "a: &x !!str b\nc: *x\n",
      [
        "key:a", "keyword:&x", "keyword:!!str", "key:c", "keyword:*x",
      ]
    ),
    Sample(
      "json",
      "{\"a\": [1, \"\\u0041\", null, -2.5e3], \"b\": {}}",
      [
        "key:\"a\"", "number:1", "string:\"\\u0041\"", "constant:null", "number:-2.5e3",
        "key:\"b\"",
      ]
    ),
    Sample(
      "toml",
      "# c\n[a.\"b\"]\nk = \"v\" # d\nn = 1.5\nt = '''x\ny'''\nb = [true, 2]\n",
      [
        "comment:# c", "section:[a.\"b\"]", "key:k", "string:\"v\"", "comment:# d", "key:n",
        "number:1.5", "key:t", "string:'''x\ny'''", "key:b", "constant:true", "number:2",
      ]
    ),
    Sample("csv", "a,\"b\"\n", []),
  ]

  static let configuration: [Sample] = [
    Sample(
      "ini",
      "[Unit]\nDescription=The etcd\n# c\n[Service]\nExecStart=/bin/x --a=\"b c\" \\\n  $OPT ${V}\n",
      [
        "section:[Unit]", "key:Description", "string:The etcd", "comment:# c", "section:[Service]",
        "key:ExecStart", "string:\"b c\"", "variable:$OPT", "variable:${V}",
      ]
    ),
    Sample(
      "ini",
      "; c\n[a]\nk = 1\nx: yes\n",
      [
        "comment:; c", "section:[a]", "key:k", "number:1", "key:x", "constant:yes",
      ]
    ),
    Sample(
      "cnf",
      "[ req ] \nCN = \"a b\" # c\nDNS.1 = $ENV::HOME\n",
      [
        "section:[ req ]", "key:CN", "string:\"a b\"", "comment:# c", "key:DNS.1", "variable:$ENV",
      ]
    ),
    Sample(
      "env",
      "# c\nA=\"b $C\"\nD=1\n",
      [
        "comment:# c", "key:A", "string:\"b ", "variable:$C", "string:\"", "key:D", "number:1",
      ]
    ),
    Sample("env-docker", "A=b\n", ["key:A"]),
    Sample(
      "nft",
      "define lan = 10.0.0.0/8\ntable inet f { # c\n tcp dport 22 accept comment \"x # y\"\n}\n",
      [
        "keyword:define", "keyword:table", "comment:# c", "keyword:tcp", "number:22",
        "keyword:accept", "keyword:comment", "string:\"x # y\"",
      ]
    ),
    Sample(
      "sysctl",
      "# c\nnet.ipv4.ip_forward = 1\n",
      [
        "comment:# c", "key:net.ipv4.ip_forward", "number:1",
      ]
    ),
    Sample(
      "haproxy",
      "frontend api\n  bind :6443 # c\n  maxconn 100\n",
      ["section:frontend", "key:bind", "comment:# c", "key:maxconn", "number:100"]
    ),
    Sample("console", "$ echo 1\n", []),
    Sample("text", "# no comment = 1\n", []),
    Sample("", "a: 1\n", []),
  ]

  @Test(arguments: shell + data + configuration)
  func tokens(_ sample: Sample) {
    #expect(Self.shown(sample.text, sample.language) == sample.tokens)
  }

  @Test func whatCannotBeReadIsPlain() {
    #expect(Self.shown("echo 'a'\n)\n# c\n", "bash") == ["string:'a'"])
    #expect(Self.shown("a: [1\n", "yaml") == ["key:a", "number:1"])
    #expect(Self.shown("echo 'a", "bash") == ["string:'a"])
  }

  private static let languages = LanguageTable.known + ["console", "no-such-language", ""]

  /// Bytes of all kinds, many of them those that languages care for.
  private static func noise(_ generator: inout some RandomNumberGenerator, _ count: Int) -> [UInt8]
  {
    let meaning = Array("\n\n  \t#'\"`$\\{}[]()<>|&;:=,-.!%~a1zif\u{E9}\u{4E2D}".utf8)
    return (0..<count).map { _ in
      Int.random(in: 0..<8, using: &generator) == 0
        ? UInt8.random(in: 0...255, using: &generator)
        : meaning[Int.random(in: 0..<meaning.count, using: &generator)]
    }
  }

  @Test(arguments: languages)
  func anyBytesHaveTokensInOrder(_ language: String) {
    var generator = SystemRandomNumberGenerator()
    for round in 0..<300 {
      let text = Self.noise(&generator, round)
      var end = 0
      for token in LanguageTable.highlights(of: text, in: language) {
        #expect(token.range.lowerBound >= end && !token.range.isEmpty, "\(text)")
        end = token.range.upperBound
      }
      #expect(end <= text.count, "\(text)")
    }
  }

  @Test func noTokenCutsACharacter() {
    for language in Self.languages {
      let text = Array("a='é中' \\é: \"中\\é\" # é中 $é ${中}\n[é]\né = 中\n".utf8)
      for token in LanguageTable.highlights(of: text, in: language) {
        #expect(String(validating: text[token.range], as: UTF8.self) != nil, "\(language)")
      }
    }
  }

  /// Eight times the text takes about eight times as long, not sixty-four.
  @Test(arguments: languages)
  func timeIsLinear(_ language: String) {
    let lines = [
      "a a a a a a a a ", "'b' \"c\" $d ${e} ", "k: v\n", "k = \"v\"\n", "[[[[{{{{((((", "`$(`",
      "# c\n", "\\\\\\", "x", "'", "\"",
    ]
    for line in lines {
      let measure = { (count: Int) in
        let text = Array(String(repeating: line, count: count).utf8)
        return (0..<2).map { _ in
          let start = Self.processorTime()
          _ = LanguageTable.highlights(of: text, in: language)
          return Self.processorTime() - start
        }.min() ?? 0
      }
      let short = measure(100)
      let long = measure(800)
      #expect(long < short * 24 + 5_000_000, "\(language), \(line): \(short) ns, \(long) ns")
    }
  }

  /// Nanoseconds that this thread has run.
  private static func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
