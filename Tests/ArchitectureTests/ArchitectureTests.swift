import Foundation
import Testing

/// Holds the sources to `docs/architecture.md` and to the house rules.
@Suite struct ArchitectureTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private struct Source {
    let target: String
    let path: String
    let lines: [Substring]
  }

  private static func sources() throws -> [Source] {
    let folder = root.appending(path: "Sources")
    var sources: [Source] = []
    for target in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let paths = try FileManager.default.subpathsOfDirectory(
        atPath: folder.appending(path: target).path
      )
      for path in paths.sorted() where path.hasSuffix(".swift") {
        let text = try String(
          contentsOf: folder.appending(path: "\(target)/\(path)"),
          encoding: .utf8
        )
        sources.append(
          Source(
            target: target,
            path: "Sources/\(target)/\(path)",
            lines: text.split(separator: "\n", omittingEmptySubsequences: false)
          )
        )
      }
    }
    return sources
  }

  /// The import table: target → what it may import.
  private static func table() throws -> [String: Set<String>] {
    let page = try String(
      contentsOf: root.appending(path: "docs/architecture.md"),
      encoding: .utf8
    )
    var table: [String: Set<String>] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 5 else { continue }
      let targets = cells[1].split(separator: " ").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "`"))
      }
      let imports = cells[3].split(separator: ",")
        .map { $0.trimmingCharacters(in: .whitespaces) }
      for target in targets { table[target] = Set(imports) }
    }
    return table
  }

  /// Modules of the system, the toolchain and the dependencies, by the target that may import them.
  private static let outside: [String: Set<String>] = [
    "Parameters": ["Yams"], "bespoke": ["ArgumentParser", "Glibc"],
    "Driver": ["Dispatch", "Synchronization"], "Publishing": ["Glibc", "Synchronization"],
    "GuideModel": ["Glibc"], "Weaving": ["Glibc"], "Markdown": ["Glibc"], "Expressions": ["Glibc"],
    "embed-files": ["Glibc"],
    "EmbedTemplates": ["Foundation", "PackagePlugin"],
  ]

  @Test func everyImportIsInTheTable() throws {
    let table = try Self.table()
    let stages = Set(table.keys)
    for source in try Self.sources() {
      for line in source.lines {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword <= 1, words.count > keyword + 1
        else { continue }
        let module = String(words[keyword + 1])
        if source.target == "Driver", stages.contains(module), !module.hasPrefix("C") { continue }
        let isAllowed =
          table[source.target]?.contains(module) == true
          || Self.outside[source.target]?.contains(module) == true
        #expect(isAllowed, "\(source.path) imports \(module)")
      }
    }
  }

  @Test func everyTargetIsInTheTable() throws {
    let table = try Self.table()
    for target in Set(try Self.sources().map(\.target))
    where !["EmbedTemplates", "embed-files"].contains(target) {
      #expect(table[target] != nil, "\(target) is not in docs/architecture.md")
    }
  }

  @Test func filesStaySmall() throws {
    for source in try Self.sources() {
      #expect(source.lines.count <= 301, "\(source.path) has \(source.lines.count) lines")
    }
  }

  @Test func sourcesHaveNoWayOut() throws {
    let words = [
      "fatal" + "Error(", "try" + "!", "as" + "!", "@unchecked " + "Sendable",
      "nonisolated" + "(unsafe)", "NSRegular" + "Expression",
    ]
    for source in try Self.sources() {
      for (number, line) in source.lines.enumerated() {
        for word in words where line.contains(word) {
          Issue.record("\(source.path):\(number + 1) has '\(word)'")
        }
      }
    }
  }
}
