import Languages
import Testing

/// The claim of a placement: a text with values reads as the text with marks in their place, the
/// marks replaced.
@Suite struct ConfigurationTokensTests {
  static let templates: [(language: any Language.Type, text: String)] = [
    (
      UnitLanguage.self,
      """
      # {{line}}
      [Unit]
      Description=a %n {{line}} b {{line}}
      Documentation=https://{{inert}}/ man:{{inert}}(1)
      ; {{line}} x
      [Service]
      Environment=A={{line}} "B=x {{line}}" C=%h/{{inert}}
      EnvironmentFile=-{{inert}}
      #@ if
      ExecStart=-/usr/bin/{{boolean}} --a={{line}} {{line}} "b ${X} {{line}}" \\
        # {{line}}
        --n={{integer}} %i \\; $Y ; :/bin/y {{line}} 'z {{inert}}'
      #@ else
      ExecStart=/bin/true
      #@ end
      #@ for
      ExecStop=/bin/x {{inert}}{{line}} a\\x41
      #@ end
      """
    ),
    (
      EnvFileLanguage.self,
      "# {{line}}\nA={{line}}\nB=\"a {{line}} b\"\nC='{{inert}}'\nD={{inert}}:{{line}}\n"
        + "E=\"$D\" # x\nexport F={{integer}}\n#@ for\nG=\"{{line}}\"\n#@ end\nH='it'\\''s'\n"
    ),
    (
      SystemdEnvFileLanguage.self,
      "; {{line}}\nA={{line}}\nB=\"$x {{line}} b\"\nC='{{inert}}'\nD=a b\n# {{line}} x\n"
    ),
    (DockerEnvFileLanguage.self, "# {{line}}\nA={{inert}}\nB=a {{inert}} \"b\"\nC\n"),
    (
      NftablesLanguage.self,
      "#!/usr/sbin/nft -f\n# {{line}}\ntable ip t { # {{line}}\n  set s {\n    type ipv4_addr\n"
        + "    elements = { {{inert}} }\n  }\n  chain c {\n#@ for\n    ip saddr {{inert}} tcp dport"
        + " != {{integer}} log prefix \"a {{inert}} # \" \\\n accept\n#@ end\n  }\n}\n"
    ),
    (
      OpenSSLConfigLanguage.self,
      "# {{line}}\nHOME = .\n[ req ]\nprompt=no # {{line}}\n.include /etc/x\n[s_{{inert}}]\n"
        + "CN={{line}}\n0.OU = \"{{line}} a\" {{line}}\nO='{{line}}'\nL=$ENV::X {{line}} \\n\n"
        + "DNS.{{integer}} = {{line}}\nsubjectAltName=DNS:{{inert}},\\\n IP:1.2.3.4\n"
    ),
    (INILanguage.self, "; {{inert}}\n[{{inert}}]\na.{{integer}} = {{inert}} b\nc: {{boolean}}\n"),
    (PlainTextLanguage.self, "{{armored}}\na {{inert}}\n"),
  ]

  static let lines = HostileValues.strings + HostileValues.edges + [HostileValues.long]

  /// Marks of each kind, each other than all others.
  private static func marks(_ holes: [Skeleton.Hole]) -> [[UInt8]] {
    holes.enumerated().map { index, hole in
      switch hole.kind {
      case .integer: Array("7700\(index)77".utf8)
      case .armored: Array("MARK\(index)KRAM\n".utf8)
      case .boolean, .inert, .line, .text: Array("MARK\(index)KRAM".utf8)
      }
    }
  }

  private static func values(_ holes: [Skeleton.Hole], turn: Int) -> [[UInt8]] {
    holes.enumerated().map { index, hole in
      let text =
        switch hole.kind {
        case .integer: ["0", "1", "443", "65535"][(turn + index) % 4]
        case .boolean: (turn + index) % 2 == 0 ? "true" : "false"
        case .inert: HostileValues.inert.filter { !$0.contains("=") }[(turn + index) % 17]
        case .line: lines[(turn + index * 7) % lines.count]
        case .armored: "-----BEGIN X-----\nAA==\n-----END X-----\n"
        case .text: ""
        }
      return Array(text.utf8)
    }
  }

  private static func substitute(_ token: Token, _ marks: [[UInt8]], _ values: [[UInt8]]) -> Token {
    var value: [UInt8] = []
    var rest = token.value[...]
    while !rest.isEmpty {
      if let hole = marks.indices.first(where: { rest.starts(with: marks[$0]) }) {
        value += values[hole]
        rest = rest.dropFirst(marks[hole].count)
      } else {
        value.append(rest.removeFirst())
      }
    }
    return Token(token.kind, value)
  }

  @Test(arguments: templates.indices)
  func valuesChangeNothingButTheirTokens(template: Int) throws {
    let (language, text) = Self.templates[template]
    let skeleton = ConfigurationTemplate(text).skeleton
    let placement = try language.place(skeleton).get()
    let marks = Self.marks(skeleton.holes)
    let read = language.tokens(of: placement.render(marks, ConfigurationEncoding.encode))
    let plain = try #require(read)
    for turn in 0..<Self.lines.count {
      let values = Self.values(skeleton.holes, turn: turn)
      let text = placement.render(values, ConfigurationEncoding.encode)
      let read = language.tokens(of: text)
      #expect(
        read == plain.map { Self.substitute($0, marks, values) },
        "\(String(decoding: text.prefix(3000), as: UTF8.self))"
      )
    }
  }

  /// Each encoder is needed: without it some value changes more than its token.
  @Test(arguments: templates.indices.filter { ![3, 4, 6].contains($0) })
  func valuesWithoutEncodersChangeOtherTokens(template: Int) throws {
    let (language, text) = Self.templates[template]
    let skeleton = ConfigurationTemplate(text).skeleton
    let placement = try language.place(skeleton).get()
    let marks = Self.marks(skeleton.holes)
    let read = language.tokens(of: placement.render(marks, ConfigurationEncoding.encode))
    let plain = try #require(read)
    for encoding in Set(placement.encodings) where encoding != .verbatim {
      let isCaught = (0..<Self.lines.count).contains { turn in
        let values = Self.values(skeleton.holes, turn: turn)
        let text = placement.render(values) { used, value, output in
          if used == encoding {
            output += value
          } else {
            ConfigurationEncoding.encode(used, value, &output)
          }
        }
        return language.tokens(of: text) != plain.map { Self.substitute($0, marks, values) }
      }
      // Lines of armor end the text with a blank line, which the one token has too.
      #expect(isCaught, "\(encoding)")
    }
  }

  @Test func readersEndOnAnyBytes() {
    var seed: UInt64 = 88_172_645_463_325_252
    for _ in 0..<3000 {
      let bytes = (0..<40).map { _ -> UInt8 in
        seed ^= seed << 13
        seed ^= seed >> 7
        seed ^= seed << 17
        let alphabet = Array("[]=#;\\\"'%$ \n\tAx{}:.0Exec".utf8) + [0, 0xFF, 0xC3]
        return alphabet[Int(seed % UInt64(alphabet.count))]
      }
      for text in [bytes, Array("[Service]\nExecStart=".utf8) + bytes] {
        let skeleton = Skeleton(bytes: text, pieces: [.literal(text.indices)], holes: [])
        for (language, _) in Self.templates {
          _ = language.tokens(of: text)
          guard case .success(let placement) = language.place(skeleton) else { continue }
          #expect(placement.render([], ConfigurationEncoding.encode) == text)
        }
      }
    }
  }
}

extension Placement {
  fileprivate var encodings: [Encoding] { Self.encodings(pieces) }

  private static func encodings(_ pieces: [Piece]) -> [Encoding] {
    pieces.flatMap { piece -> [Encoding] in
      switch piece {
      case .literal: []
      case .hole(_, let encoding): [encoding]
      case .branches(let branches): branches.flatMap(encodings)
      case .loop(let body): encodings(body)
      }
    }
  }
}
