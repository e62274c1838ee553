import Foundation
import Languages
import Testing

@Suite struct EnvFileReadBackTests {
  private typealias Encode = (Encoding, [UInt8], inout [UInt8]) -> Void

  private static let values =
    HostileValues.strings + HostileValues.edges + HostileValues.random + [HostileValues.long]

  /// The values that a shell has after reading the file in which they are written.
  private static func readByShell(_ shell: String, _ encode: Encode) throws -> [[UInt8]] {
    var file = ""
    for index in values.indices {
      file += "# {{line}}\nA\(index)={{line}}\nB\(index)=\"x {{line}} y\"\n"
    }
    let filled = values.flatMap { [$0, $0, $0] }
    let text = EnvFileLanguage.render(file, filled, with: encode) ?? ""
    let names = values.indices.map { "\"$A\($0)\" \"$B\($0)\"" }.joined(separator: " ")
    return try OutsideReader.withFolder { folder in
      try OutsideReader.write(text, to: "a.env", in: folder)
      try OutsideReader.write(". ./a.env\nprintf '%s\\0' \(names)\n", to: "read.sh", in: folder)
      let result = try OutsideReader.run(shell, ["./read.sh"], in: folder)
      return result.output.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
    }
  }

  private static var expected: [[UInt8]] {
    values.flatMap { [Array($0.utf8), Array("x \($0) y".utf8)] } + [[]]
  }

  @Test(arguments: ["bash", "dash"].filter(OutsideReader.isThere))
  func valuesReachAShellUnchanged(shell: String) throws {
    #expect(try Self.readByShell(shell, ConfigurationEncoding.encode) == Self.expected)
  }

  @Test(.enabled(if: OutsideReader.isThere("dash")))
  func withoutEncodersAShellReadsOtherValues() throws {
    #expect(try Self.readByShell("dash", ConfigurationEncoding.identity) != Self.expected)
  }

  /// What systemd's reader of such files makes of a value: `%B` is the `BUILD_ID` of `os-release`.
  private static func wrongInSystemd(_ language: any Language.Type, _ encode: Encode) throws
    -> [String]
  {
    let names = ["BUILD_ID", "VERSION_ID", "VARIANT_ID", "ID"]
    let letters = ["B", "w", "W", "o"]
    let values = HostileValues.strings + HostileValues.random.prefix(60)
    var wrong: [String] = []
    for start in stride(from: 0, to: values.count, by: names.count) {
      let group = Array(values[start..<min(start + names.count, values.count)])
      var file = ""
      for name in names[..<group.count] { file += "# {{line}}\n\(name)={{line}}\n" }
      let text = language.render(file, group.flatMap { [$0, $0] }, with: encode) ?? ""
      let lines = zip(letters, group).map { letter, _ in "f+ /\(letter) - - - - [%\(letter)]\n" }
      wrong += try OutsideReader.withFolder { folder in
        try OutsideReader.write(text, to: "root/etc/os-release", in: folder)
        try OutsideReader.write(lines.joined(), to: "t.conf", in: folder)
        let root = folder.appending(path: "root").path
        let conf = folder.appending(path: "t.conf").path
        _ = try OutsideReader.run(
          "systemd-tmpfiles",
          ["--root=\(root)", "--create", conf],
          in: folder
        )
        return zip(letters, group).filter { letter, value in
          let file = folder.appending(path: "root/\(letter)")
          return (try? Data(contentsOf: file)) != Data("[\(value)]".utf8)
        }.map(\.1)
      }
    }
    return wrong
  }

  @Test(.enabled(if: OutsideReader.isThere("systemd-tmpfiles")))
  func valuesReachSystemdUnchanged() throws {
    #expect(try Self.wrongInSystemd(EnvFileLanguage.self, ConfigurationEncoding.encode) == [])
    #expect(
      try Self.wrongInSystemd(SystemdEnvFileLanguage.self, ConfigurationEncoding.encode) == []
    )
  }

  @Test(.enabled(if: OutsideReader.isThere("systemd-tmpfiles")))
  func withoutEncodersSystemdReadsOtherValues() throws {
    #expect(
      try Self.wrongInSystemd(EnvFileLanguage.self, ConfigurationEncoding.identity).count > 10
    )
  }
}
