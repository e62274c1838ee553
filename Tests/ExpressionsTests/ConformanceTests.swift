import Diagnostics
import Foundation
import Testing

@testable import Expressions

/// Runs the cases of CEL's official conformance suite.
@Suite struct ConformanceTests {
  struct Case: Decodable, CustomStringConvertible {
    let file: String
    let section: String
    let name: String
    let expr: String
    let value: Expected?
    let error: Bool?

    var description: String { "\(file)/\(section)/\(name): \(expr)" }
  }

  /// The extensions that are left out; `docs/expressions.md` says why.
  static let leftOut: Set = ["optionals", "block_ext"]

  static var path: URL {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["BESPOKE_SHARED"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared")
    return shared.appending(path: "cel/conformance.json")
  }

  static var isPresent: Bool { FileManager.default.fileExists(atPath: path.path) }

  @Test(
    .enabled(
      if: isPresent,
      "the conformance cases are missing; name their folder in BESPOKE_SHARED"
    )
  )
  func everyCaseGivesItsValue() throws {
    let cases = try JSONDecoder().decode([Case].self, from: try Data(contentsOf: Self.path))
    var unchecked: Set<String> = []
    var counts: [String: (passed: Int, total: Int, unchecked: Int)] = [:]
    for test in cases where !Self.leftOut.contains(test.file) {
      let outcome = Self.run(test, isDynamic: false)
      var isPassed = outcome == nil
      var isUnchecked = false
      if !isPassed, UncheckedCases.names.contains("\(test.section)/\(test.name)") {
        isUnchecked = true
        unchecked.insert("\(test.section)/\(test.name)")
        isPassed = Self.run(test, isDynamic: true) == nil
      }
      if !isPassed { Issue.record("\(test): \(outcome ?? "")") }
      var count = counts[test.file] ?? (0, 0, 0)
      count.passed += isPassed ? 1 : 0
      count.unchecked += isUnchecked ? 1 : 0
      count.total += 1
      counts[test.file] = count
    }
    for (file, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(file): \(count.passed) of \(count.total), \(count.unchecked) unchecked")
    }
    #expect(counts.values.reduce(0) { $0 + $1.total } >= 748)
    #expect(unchecked == UncheckedCases.names, "a case that passes checked must not be listed")
  }

  /// What went wrong, or nil.
  private static func run(_ test: Case, isDynamic: Bool) -> String? {
    var log = DiagnosticLog()
    let parsed = ParsedExpression(text: Array(test.expr.utf8), standingAt: nil, log: &log)
    let expression = parsed?.check(in: TypeEnvironment(), isDynamic: isDynamic, log: &log)
    guard let expression else {
      return test.error == true ? nil : log.diagnostics.map(\.message).joined(separator: "; ")
    }
    do {
      let value = try expression.evaluate([])
      guard let expected = test.value else { return "no error but \(value)" }
      return expected.matches(value) ? nil : "got \(value)"
    } catch {
      return test.error == true ? nil : error.message
    }
  }
}

/// A value as the conformance cases write it.
struct Expected: Decodable {
  private let isMatch: @Sendable (CELValue) -> Bool

  func matches(_ value: CELValue) -> Bool { isMatch(value) }

  private enum Key: String, CodingKey {
    case null, bool, int, uint, double, string, bytes, list, map, type
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let key = try #require(container.allKeys.first)
    func text() throws -> String { try container.decode(String.self, forKey: key) }
    switch key {
    case .null: isMatch = { if case .null = $0 { true } else { false } }
    case .bool:
      let bool = try container.decode(Bool.self, forKey: key)
      isMatch = { if case .bool(bool) = $0 { true } else { false } }
    case .int:
      let int = try #require(Int64(try text()))
      isMatch = { if case .int(int) = $0 { true } else { false } }
    case .uint:
      let uint = try #require(UInt64(try text()))
      isMatch = { if case .uint(uint) = $0 { true } else { false } }
    case .double:
      let double = try #require(Double(try text()))
      isMatch = { if case .double(double) = $0 { true } else { false } }
    case .string:
      let utf8 = Array(try text().utf8)
      isMatch = { if case .string(let string) = $0 { Array(string.utf8) == utf8 } else { false } }
    case .bytes:
      let digits = Array(try text().utf8)
      let bytes = stride(from: 0, to: digits.count, by: 2).map {
        UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
      }
      isMatch = { if case .bytes(let actual) = $0 { actual == bytes } else { false } }
    case .list:
      let elements = try container.decode([Expected].self, forKey: key)
      isMatch = { value in
        guard case .list(let actual) = value, actual.count == elements.count else { return false }
        return zip(elements, actual).allSatisfy { $0.matches($1) }
      }
    case .map:
      let entries = try container.decode([[Expected]].self, forKey: key)
      isMatch = { value in
        guard case .map(let actual) = value, actual.count == entries.count else { return false }
        return entries.allSatisfy { entry in
          actual.entries.contains { entry[0].matches($0.key) && entry[1].matches($0.value) }
        }
      }
    case .type:
      let name = try text()
      isMatch = { if case .type(let type) = $0 { type.runtimeName == name } else { false } }
    }
  }
}
