import Foundation
import Languages
import Testing

/// What `systemd-analyze` says that units hold.
struct SystemdUnits {
  var descriptions: [String: String] = [:]
  var environments: [String: [String]] = [:]
  var commands: [String: [[String]]] = [:]
  /// Lines about a unit's own text.
  var complaints: [String] = []

  /// Reads units, by name.
  init(_ units: [String: String]) throws {
    self = try OutsideReader.withFolder { folder in
      for (name, text) in units { try OutsideReader.write(text, to: name, in: folder) }
      let names = units.keys.sorted()
      let result = try OutsideReader.run(
        "systemd-analyze",
        ["verify", "--man=no"] + names.map { folder.appending(path: $0).path },
        in: folder,
        environment: ["SYSTEMD_LOG_LEVEL": "debug"]
      )
      var read = Self()
      read.parse(String(decoding: result.output, as: UTF8.self))
      read.complaints = result.errors.split(separator: "\n").map(String.init).filter { line in
        names.contains { line.contains("/\($0):") }
      }
      return read
    }
  }

  private init() {}

  private mutating func parse(_ dump: String) {
    var unit = ""
    for line in dump.utf8.split(separator: 0x0A) {
      let text = String(decoding: line.drop { $0 == 0x09 }, as: UTF8.self)
      if let rest = text.after("-> Unit ") {
        unit = String(rest.dropLast())
      } else if let rest = text.after("Description: ") {
        descriptions[unit] = rest
      } else if let rest = text.after("Environment: ") {
        environments[unit, default: []].append(rest)
      } else if let rest = text.after("Command Line: ") {
        commands[unit, default: []].append(Self.words(rest))
      }
    }
  }

  /// Undoes the quoting of the dump: plain words, and words in double quotes with C escapes.
  private static func words(_ line: String) -> [String] {
    var words: [[UInt8]] = []
    var word: [UInt8]?
    var isQuoted = false
    var bytes = Array(line.utf8)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: " ") where !isQuoted:
        if let done = word { words.append(done) }
        word = nil
      case UInt8(ascii: "\""):
        isQuoted.toggle()
        word = word ?? []
      case UInt8(ascii: "\\") where isQuoted:
        guard let escaped = bytes.popFirst() else { break }
        let number = [escaped] + bytes.prefix(2)
        if escaped == UInt8(ascii: "t") {
          word?.append(0x09)
        } else if number.allSatisfy({ (0x30...0x37).contains($0) }) {
          word?.append(UInt8(String(decoding: number, as: UTF8.self), radix: 8) ?? 0)
          bytes = bytes.dropFirst(2)
        } else {
          word?.append(escaped)
        }
      default: word = (word ?? []) + [byte]
      }
    }
    if let word { words.append(word) }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  fileprivate func after(_ prefix: String) -> String? {
    let bytes = Array(utf8)
    guard bytes.starts(with: Array(prefix.utf8)) else { return nil }
    return String(decoding: bytes.dropFirst(prefix.utf8.count), as: UTF8.self)
  }
}

@Suite(.enabled(if: OutsideReader.isThere("systemd-analyze"), "systemd-analyze is not installed"))
struct SystemdUnitReadBackTests {
  private typealias Encode = (Encoding, [UInt8], inout [UInt8]) -> Void

  private static let values =
    HostileValues.strings + HostileValues.edges + HostileValues.random

  private static func unit(_ service: [String], description: String = "d") -> String {
    (["[Unit]", "Description=\(description)", "[Service]", "Type=oneshot"] + service + [""])
      .joined(separator: "\n")
  }

  /// The number of words and variables that systemd does not read as they were given.
  private static func wrongWords(_ encode: Encode) throws -> Int {
    let values = values + [HostileValues.long]
    var lines: [String] = []
    var environment: [String] = []
    var commands: [[String]] = []
    for (index, value) in values.enumerated() {
      lines += [
        "Environment=A\(index)={{line}}", "Environment=\"B\(index)=x {{line}} y\" C\(index)=z",
        "ExecStart=/bin/echo \(index) {{line}}",
        "ExecStart=/bin/echo \(index) --a={{line}}b \"c {{line}} d\" e",
        "ExecStart=:/bin/echo \(index) {{line}} f",
      ]
      environment += ["A\(index)=\(value)", "B\(index)=x \(value) y", "C\(index)=z"]
      let words = [[value], ["--a=\(value)b", "c \(value) d", "e"]].map { $0.map(dollars) }
      commands += (words + [[value, "f"]]).map { ["/bin/echo", "\(index)"] + $0 }
    }
    let filled = values.flatMap { Array(repeating: $0, count: 6) }
    let text = UnitLanguage.render(unit(lines), filled, with: encode) ?? ""
    let read = try SystemdUnits(["a.service": text])
    return missing(environment.map { [$0] }, (read.environments["a.service"] ?? []).map { [$0] })
      + missing(commands, read.commands["a.service"] ?? [])
  }

  private static func missing(_ expected: [[String]], _ read: [[String]]) -> Int {
    let read = Set(read.map { $0.map { Array($0.utf8) } })
    return expected.filter { !read.contains($0.map { Array($0.utf8) }) }.count
  }

  /// The dump shows commands before `$$` is made `$`.
  private static func dollars(_ text: String) -> String {
    String(decoding: text.utf8.flatMap { $0 == 0x24 ? [$0, $0] : [$0] }, as: UTF8.self)
  }

  private static func same(_ left: [[String]], _ right: [[String]]) -> Bool {
    left.map { $0.map { Array($0.utf8) } } == right.map { $0.map { Array($0.utf8) } }
  }

  @Test func wordsAndVariablesReachSystemdUnchanged() throws {
    #expect(try Self.wrongWords(ConfigurationEncoding.encode) == 0)
  }

  @Test func withoutEncodersWordsAreWrong() throws {
    #expect(try Self.wrongWords(ConfigurationEncoding.identity) > 40)
  }

  /// The edges of a description are trimmed by systemd, so only values without blanks there count.
  private static func wrongDescriptions(_ values: [String], _ encode: Encode) throws -> Int {
    var texts: [String: String] = [:]
    var expected: [String: String] = [:]
    for (index, value) in values.enumerated() {
      for (suffix, template) in ["{{line}}", "{{line}} z {{line}}"].enumerated()
      where suffix == index % 2 || value.utf8.contains(where: "\\%".utf8.contains) {
        let name = "d\(index)-\(suffix).service"
        let text = unit(["ExecStart=/bin/true"], description: template)
        texts[name] = UnitLanguage.render(text, [value, value], with: encode)
        expected[name] = [value, "\(value) z \(value)"][suffix]
      }
    }
    let read = try SystemdUnits(texts)
    return expected.filter { name, value in
      !same([[read.descriptions[name] ?? ""]], [[value]])
        || !same(read.commands[name] ?? [], [["/bin/true"]])
    }.count
  }

  @Test func descriptionsReachSystemdUnchanged() throws {
    #expect(try Self.wrongDescriptions(HostileValues.strings, ConfigurationEncoding.encode) == 0)
  }

  @Test func withoutEncodersDescriptionsAreWrong() throws {
    #expect(try Self.wrongDescriptions(["%n", "a\\"], ConfigurationEncoding.identity) == 4)
  }

  @Test func commentsHideNothingButThemselves() throws {
    var lines: [String] = []
    for index in Self.values.indices {
      lines += [
        "# {{line}}", "Environment=A\(index)=b", "; x {{line}} y",
        "ExecStart=/bin/echo \(index) \\",
        "#{{line}}", "  b",
      ]
    }
    let filled = Self.values.flatMap { [$0, $0, $0] }
    let text = try #require(UnitLanguage.render(Self.unit(lines), filled))
    let read = try SystemdUnits(["a.service": text])
    #expect(read.complaints == [])
    #expect(read.environments["a.service"] == Self.values.indices.map { "A\($0)=b" })
    let commands = Self.values.indices.map { ["/bin/echo", "\($0)", "b"] }
    #expect(read.commands["a.service"] == commands)
  }
}
