/// Which rules the text of a fence goes by.
package enum LanguageTable {
  /// The rules for a fence's language.
  ///
  /// - Parameters:
  ///   - fenceLanguage: the first word of the info string, possibly empty; `Bash` is `bash`.
  ///   - text: the text, its holes left out; `ini` is told from it.
  /// - Returns: for an unknown name, rules that take inert values only. `console` has none of its
  ///   own: what one sees on a terminal is no file, and is not to be placed.
  package static func language(
    for fenceLanguage: String,
    text: [UInt8]
  ) -> any Language.Type {
    let name = fenceLanguage.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if name.elementsEqual("ini".utf8) { return INIFlavor.language(of: text) }
    for row in rows where row.names.contains(where: { $0.utf8.elementsEqual(name) }) {
      return row.language
    }
    return PlainTextLanguage.self
  }

  /// The names of all languages with rules of their own, sorted.
  package static var known: [String] { (rows.flatMap(\.names) + ["ini"]).sorted() }

  private struct Row {
    let names: [String]
    let language: any Language.Type

    init(_ names: String..., is language: any Language.Type) {
      self.names = names
      self.language = language
    }
  }

  private static var rows: [Row] {
    [
      Row("bash", "shell", is: ShellLanguage.self),
      Row("sh", is: POSIXShellLanguage.self),
      Row("yaml", "yml", is: YAMLLanguage.self),
      Row("json", is: JSONLanguage.self),
      Row("toml", is: TOMLLanguage.self),
      Row("csv", is: CSVLanguage.self),
      Row("systemd", is: UnitLanguage.self),
      Row("env", is: EnvFileLanguage.self),
      Row("env-systemd", is: SystemdEnvFileLanguage.self),
      Row("env-docker", is: DockerEnvFileLanguage.self),
      Row("nft", "nftables", is: NftablesLanguage.self),
      Row("cnf", "openssl", is: OpenSSLConfigLanguage.self),
      Row("conf", "sysctl", is: PlainConfigLanguage.self),
      Row("haproxy", is: HAProxyLanguage.self),
      Row("text", "pem", is: PlainTextLanguage.self),
    ]
  }
}
