import Languages
import Testing

/// Which kinds a position takes, and how. A row is a line of a text, `{{}}` its hole, and for each
/// kind (integer, boolean, inert, line, armored, text) the letter of its encoding, `-` for none.
struct PositionRow: CustomTestStringConvertible {
  let line: String
  let kinds: String

  init(_ line: String, _ kinds: String) {
    self.line = line
    self.kinds = kinds
  }

  var testDescription: String { "\(line) => \(kinds)" }

  /// What the language makes of the row in `frame`, whose `@` it replaces.
  func placed(by language: any Language.Type, in frame: String) -> String {
    let parts = frame.split(separator: "@", omittingEmptySubsequences: false)
    let text = parts.joined(separator: line)
    return Skeleton.Kind.allCases.map { kind in
      let holes = text.split(separator: "{{}}", omittingEmptySubsequences: false)
      let template = ConfigurationTemplate(holes.joined(separator: "{{\(kind)}}"))
      guard case .success(let placement) = language.place(template.skeleton) else { return "-" }
      return Self.letter(placement.firstEncoding)
    }.joined()
  }

  private static func letter(_ encoding: Encoding?) -> String {
    switch encoding {
    case .verbatim: "v"
    case .configurationCommentEnd: "C"
    case .configurationArmoredLines: "A"
    case .unitCommandWord: "c"
    case .unitQuotedWord: "q"
    case .unitFreeText: "f"
    case .unitFreeTextEnd: "F"
    case .envFileQuoted: "e"
    case .openSSLValue: "o"
    case .openSSLQuoted: "O"
    default: "?"
    }
  }
}

extension Placement {
  fileprivate var firstEncoding: Encoding? {
    for case .hole(_, let encoding) in pieces { return encoding }
    return nil
  }
}

@Suite struct PositionMatrixTests {
  static let service: [PositionRow] = [
    .init("ExecStart=/bin/x {{}}", "vvvc--"),
    .init("ExecStart = /bin/x {{}}", "vvvc--"),
    .init("ExecStart=/bin/x --a={{}}", "vvvc--"),
    .init("ExecStart=/bin/x --a={{}}b y", "vvvc--"),
    .init("ExecStart=/bin/x \"a {{}}\"", "vvvc--"),
    .init("ExecStart=/bin/x a\"b {{}}\"c", "vvvc--"),
    .init("ExecStart=/bin/x \"a\"{{}}", "vvv---"),
    .init("ExecStart=/bin/x 'a {{}}'", "vvv---"),
    .init("ExecStart=/bin/x a\\ {{}}", "vvv---"),
    .init("ExecStart=/bin/x \"a\\\\{{}}\"", "vvvc--"),
    .init("ExecStart=/bin/x \"a\\\"{{}}\"", "vvvc--"),
    .init("ExecStart=/bin/x \\{{}}", "------"),
    .init("ExecStart=/bin/x \"\\x25{{}}\"", "------"),
    .init("ExecStart=/bin/x \"\\x2{{}}\"", "------"),
    .init("ExecStart=/bin/x %{{}}", "------"),
    .init("ExecStart=/bin/x %%{{}}", "vvvc--"),
    .init("ExecStart=/bin/x %n{{}}", "vvvc--"),
    .init("ExecStart=/bin/x ${{}}", "------"),
    .init("ExecStart=/bin/x $A{{}}", "------"),
    .init("ExecStart=/bin/x $${{}}", "vvvc--"),
    .init("ExecStart=/bin/x ${A}{{}}", "vvvc--"),
    .init("ExecStart=/bin/x ${A{{}}}", "------"),
    .init("ExecStart=/bin/x {{}}$A", "------"),
    .init("ExecStart=/bin/x $A {{}}", "vvvc--"),
    .init("ExecStart=:/bin/x {{}}", "vvvq--"),
    .init("ExecStart=-:/bin/x ${{}}", "vvvq--"),
    .init("ExecStart=:/bin/x a ; /bin/y {{}}", "vvvc--"),
    .init("ExecStart={{}} --a", "vvv---"),
    .init("ExecStart=/opt/{{}}/bin/x", "vvv---"),
    .init("ExecStart=-{{}}", "vvv---"),
    .init("ExecStart=/bin/x ; {{}}", "vvv---"),
    .init("ExecStart=/bin/x \\; {{}}", "vvvc--"),
    .init("ExecStart=@/bin/x {{}}", "vvvc--"),
    .init("ExecStart=/bin/sh -c 'echo {{}}'", "vvv---"),
    .init("ExecStart=/bin/sh -c \"echo {{}}\"", "vvv---"),
    .init("ExecStart=-/usr/bin/env bash -c \"{{}}\"", "vvv---"),
    .init("ExecStart=sh -c \"{{}}\"", "vvv---"),
    .init("ExecStart=/bin/sh a ; /bin/x {{}}", "vvvc--"),
    .init("ExecStart=/bin/x \\\n  {{}}", "vvv---"),
    .init("ExecStart=/bin/x \\\n  --a={{}}", "vvvc--"),
    .init("ExecStart=/bin/x \\\n# c {{}}\n  b", "vvvC--"),
    .init("ExecStart=/bin/x \"a \\\n{{}} b\"", "vvv---"),
    .init("ExecStart=/bin/x \"a \\\n b {{}}\"", "vvvc--"),
    .init("ExecStart=/bin/x {{}} \\\n b", "vvvc--"),
    .init("ExecStart=/bin/x {{}}\\\n b", "vvvc--"),
    .init("ExecStart=/bin/x \"a {{}}", "------"),
    .init("ExecReload=/bin/x {{}}", "vvvc--"),
    .init("ExecPaths=/a/{{}}", "vvv---"),
    .init("Environment=A={{}}", "vvvq--"),
    .init("Environment=A=b C={{}}d", "vvvq--"),
    .init("Environment=\"A=b {{}}\"", "vvvq--"),
    .init("Environment='A=b {{}}'", "vvv---"),
    .init("Environment=A=${{}}", "vvvq--"),
    .init("Environment=A=%{{}}", "------"),
    .init("Environment={{}}=b", "------"),
    .init("Environment={{}}", "------"),
    .init("Environment=A=b {{}}", "------"),
    .init("Environment=A_{{}}=b", "------"),
    .init("Environment=\"A=b \\\n c{{}}\"", "vvvq--"),
    .init("EnvironmentFile={{}}", "vvv---"),
    .init("EnvironmentFile=-/etc/{{}}.env", "vvv---"),
    .init("WorkingDirectory={{}}", "vvv---"),
    .init("User={{}}", "vvv---"),
    .init("LimitNOFILE={{}}", "vvv---"),
    .init("SyslogIdentifier=%{{}}", "------"),
    .init("Description={{}}", "vvv---"),
    .init("{{}}=a", "------"),
    .init("Exec{{}}=a", "------"),
    .init("{{}}", "------"),
    .init("[{{}}]", "------"),
    .init("# {{}}", "vvvC--"),
    .init("; {{}}", "vvvC--"),
    .init("#{{}} a", "vvvv--"),
    .init("  # {{}}", "vvvC--"),
    .init("# {{}}\\", "vvv---"),
    .init("# {{}}{{}}", "vvv---"),
    .init("# \\{{}}", "vvv---"),
    .init("# {{}} {{}}", "vvv---"),
    .init("# {{}} and {{}}", "vvvv--"),
  ]

  @Test(arguments: service)
  func linesOfAServiceTakeTheirKinds(row: PositionRow) {
    #expect(row.placed(by: UnitLanguage.self, in: "[Service]\n@\nType=simple\n") == row.kinds)
  }

  @Test(arguments: [
    PositionRow("Description={{}}", "vvvF--"), .init("Description=a {{}}", "vvvF--"),
    .init("Description={{}} a", "vvvf--"), .init("Description=%{{}}", "------"),
    .init("Description=%%{{}}", "vvvF--"), .init("Description={{}}\\\n a", "vvv---"),
    .init("Description={{}} \\\n a", "vvvf--"), .init("Description=a \\\n{{}}", "vvv---"),
    .init("Description=a \\\n b {{}}", "vvvF--"), .init("Description=a\\{{}}", "vvv---"),
    .init("Documentation=https://{{}}/", "vvv---"), .init("After={{}}.service", "vvv---"),
    .init("ExecStart=/bin/x {{}}", "vvv---"), .init("Environment=A={{}}", "vvv---"),
  ])
  func linesOfAUnitTakeTheirKinds(row: PositionRow) {
    #expect(row.placed(by: UnitLanguage.self, in: "[Unit]\n@\nA=b\n") == row.kinds)
  }

  static let envFile: [PositionRow] = [
    .init("A={{}}", "vvve--"), .init("A=a{{}}b", "vvve--"), .init("A={{}} ", "vvve--"),
    .init("A=\"{{}}\"", "vvve--"), .init("A=\"a b{{}}c\"", "vvve--"), .init("A='{{}}'", "vvv---"),
    .init("A='a b{{}}'", "vvv---"), .init("A=\"a\"{{}}", "------"), .init("A={{}}\"a\"", "------"),
    .init("A={{}} b", "------"), .init("A= {{}}", "------"), .init("A=~{{}}", "------"),
    .init("A=a\\{{}}", "------"), .init("A=\"\\{{}}\"", "------"),
    .init("A=\"\\\\{{}}\"", "vvve--"),
    .init("A=\"\\\"{{}}\"", "vvve--"), .init("A=\"\\${{}}\"", "vvve--"),
    .init("A=\"{{}}", "------"), .init("A=\"{{}}\" \"", "------"), .init("{{}}=a", "------"),
    .init("A{{}}=a", "------"), .init("{{}}", "------"), .init("1A={{}}", "------"),
    .init("a-b={{}}", "------"), .init("A =\"{{}}\"", "------"), .init(" A=\"{{}}\"", "------"),
    .init("# {{}}", "vvvC--"), .init("# {{}} a", "vvvv--"), .init("# {{}}\\", "------"),
    .init("# \\{{}}", "vvv---"), .init("  # {{}}", "vvvC--"), .init("A=a # {{}}", "------"),
    .init("A=\"a\nb {{}}\"", "------"), .init("A=\"a\nb\"\nB={{}}", "vvve--"),
    .init("A=a\\\n{{}}", "------"), .init("A='it'\\''s'\nB={{}}", "vvve--"),
    .init("A=b # it's\nB={{}}", "vvve--"), .init("A={{}}{{}}", "vvve--"),
  ]

  @Test(arguments: envFile)
  func linesOfAnEnvironmentFileTakeTheirKinds(row: PositionRow) {
    #expect(row.placed(by: EnvFileLanguage.self, in: "Z=1\n@\nY=2\n") == row.kinds)
  }

  @Test(arguments: envFile)
  func linesOfAnEnvironmentFileForSystemdTakeTheSame(row: PositionRow) {
    #expect(row.placed(by: SystemdEnvFileLanguage.self, in: "Z=1\n@\nY=2\n") == row.kinds)
  }

  @Test func readersOfEnvironmentFilesDifferInDollarsAndComments() {
    for (line, shared, systemd) in [
      ("A=\"$B {{}}\"", "------", "vvve--"), ("A=\"`id` {{}}\"", "------", "vvve--"),
      ("A=\"${B{{}}}\"", "------", "vvve--"), ("; {{}}", "------", "vvvC--"),
      ("export A={{}}", "vvve--", "------"),
    ] {
      let row = PositionRow(line, "")
      #expect(row.placed(by: EnvFileLanguage.self, in: "@\n") == shared, "\(line)")
      #expect(row.placed(by: SystemdEnvFileLanguage.self, in: "@\n") == systemd, "\(line)")
    }
  }

  @Test(arguments: [
    PositionRow("A={{}}", "vvv---"), .init("A=a {{}} b", "vvv---"), .init("A=\"{{}}\"", "vvv---"),
    .init("{{}}=a", "------"), .init("A{{}}", "------"), .init("# {{}}", "vvvC--"),
  ])
  func linesOfAnEnvironmentFileForDockerTakeTheirKinds(row: PositionRow) {
    #expect(row.placed(by: DockerEnvFileLanguage.self, in: "Z=1\n@\nY=2\n") == row.kinds)
  }

  @Test(arguments: [
    PositionRow("tcp dport {{}} accept", "vvv---"), .init("ip saddr { {{}} } drop", "vvv---"),
    .init("ip saddr {{}}/24", "vvv---"), .init("ip saddr @{{}} accept", "vvv---"),
    .init("{{}}", "vvv---"), .init("accept ;{{}}", "vvv---"),
    .init("iif \"{{}}\" accept", "vvv---"),
    .init("iif \"eth{{}}.1\" accept", "vvv---"), .init("log prefix \"a {{}}: \"", "vvv---"),
    .init("comment \"\\{{}}\"", "vvv---"),
    .init("accept comment \"{{}}", "------"), .init("ip saddr ${{}}", "------"),
    .init("accept \\{{}}", "------"), .init("define a = {{}}", "vvv---"),
    .init("include \"/etc/{{}}.nft\"", "vvv---"), .init("# {{}}", "vvvC--"),
    .init("accept # {{}}", "vvvC--"), .init("accept # {{}} x", "vvvv--"),
    .init("accept # \"{{}}\"", "vvvv--"), .init("accept # {{}}\\", "vvv---"),
    .init("comment \"#\" {{}}", "vvv---"), .init("comment \"# {{}}\"", "vvv---"),
  ])
  func rulesTakeTheirKinds(row: PositionRow) {
    let frame = "table ip t {\n  chain c {\n    @\n  }\n}\n"
    #expect(row.placed(by: NftablesLanguage.self, in: frame) == row.kinds)
  }

  static let openSSL: [PositionRow] = [
    .init("CN={{}}", "vvvo--"), .init("CN = {{}}", "vvvo--"), .init("CN=a {{}} b", "vvvo--"),
    .init("0.OU={{}}", "vvvo--"), .init("commonName={{}}", "vvvo--"),
    .init("CN=\"{{}}\"", "vvvO--"),
    .init("CN='a {{}}'", "vvvO--"), .init("CN=`{{}}`", "vvvO--"), .init("CN=\"a\"{{}}", "vvvo--"),
    .init("CN=\"a\\\"{{}}\"", "vvvO--"), .init("CN=\\{{}}", "------"), .init("CN={{}}\\", "------"),
    .init("CN=\\\\{{}}", "vvvo--"), .init("CN=${{}}", "------"), .init("CN=$a{{}}", "------"),
    .init("CN=$a::{{}}", "------"), .init("CN=${a{{}}}", "------"), .init("CN=${a}{{}}", "vvvo--"),
    .init("CN=$(a{{}})", "------"), .init("CN=$a.{{}}", "vvvo--"), .init("CN=\\${{}}", "vvvo--"),
    .init("CN='$'{{}}", "vvvo--"), .init("CN=\"{{}}", "------"), .init("CN=a # {{}}", "vvvC--"),
    .init("CN={{}} # a", "vvvo--"), .init("CN=\\# {{}}", "vvvo--"),
    .init("CN=\"#\" {{}}", "vvvo--"),
    .init("DNS.1={{}}", "vvvo--"), .init("URI.12={{}}", "vvvo--"), .init("IP.1={{}}", "vvv---"),
    .init("dirName.1={{}}", "vvv---"), .init("DNS.a={{}}", "vvv---"),
    .init("subjectAltName=DNS:{{}}", "vvv---"), .init("subjectAltName=@{{}}", "vvv---"),
    .init("keyUsage={{}}", "vvv---"), .init("dir={{}}/ca", "vvv---"), .init("[{{}}]", "vvv---"),
    .init("[ a_{{}} ]", "vvv---"), .init("{{}}=a", "vv----"), .init("DNS.{{}}=a", "vv----"),
    .init("{{}}", "vv----"), .init(".include {{}}", "vv----"), .init("# {{}}", "vvvC--"),
    .init("# {{}} a", "vvvv--"), .init("; {{}}", "vv----"), .init("CN=a\\\n{{}}", "------"),
    .init("# a\\\n{{}}\nCN=b", "------"), .init("CN=a\\\\\nO={{}}", "vvvo--"),
  ]

  @Test(arguments: openSSL)
  func linesOfOpenSSLTakeTheirKinds(row: PositionRow) {
    #expect(row.placed(by: OpenSSLConfigLanguage.self, in: "[dn]\n@\nC=AT\n") == row.kinds)
  }

  @Test(arguments: [
    PositionRow("a = {{}}", "vvv---"), .init("{{}}", "vvv---"), .init("# {{}}", "vvv---"),
    .init("\"{{}}\"", "vvv---"), .init("a\\{{}}", "------"), .init("${{}}", "------"),
    .init("%{{}}", "------"), .init("{{}} {{}}", "vvv---"),
  ])
  func textsOfUnknownSyntaxTakePlainKinds(row: PositionRow) {
    #expect(row.placed(by: PlainConfigLanguage.self, in: "a\n@\nb\n") == row.kinds)
    let kinds = row.line.utf8.elementsEqual("{{}}".utf8) ? "vvv-A-" : row.kinds
    #expect(row.placed(by: PlainTextLanguage.self, in: "a\n@\nb\n") == kinds)
  }

  @Test(arguments: [
    PositionRow("a={{}}", "vvv---"), .init("a: {{}}", "vvv---"), .init("[{{}}]", "vvv---"),
    .init("; {{}}", "vvv---"), .init("{{}}=a", "vv----"), .init("a{{}}", "vv----"),
    .init("a=\\{{}}", "------"),
  ])
  func iniFilesTakePlainKinds(row: PositionRow) {
    #expect(row.placed(by: INILanguage.self, in: "[a]\n@\nb=c\n") == row.kinds)
  }
}
