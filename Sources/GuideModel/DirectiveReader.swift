import Diagnostics
import Expressions

/// Reads one prose directive and keeps the stack of open ones.
struct DirectiveReader {
  let excerpt: SourceExcerpt
  let syntax: Directive.Syntax
  let scope: Scope

  private static let known = [
    "if", "elif", "else", "for", "end", "params", "table", "figure",
  ]

  /// - Parameters:
  ///   - frames: the directives open in this container.
  ///   - outer: the scope around the container's directives.
  mutating func read(
    _ frames: inout [PageReader.Frame],
    outer: Scope,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> Directive? {
    switch syntax.keyword {
    case "if": return readIf(&frames, &builder, log: &log)
    case "elif", "else": return readNextBranch(&frames, outer, &builder, log: &log)
    case "for": return readFor(&frames, &builder, log: &log)
    case "end":
      guard frames.popLast() != nil else {
        log.add(.strayDirective("end", at: excerpt.range(syntax.keywordRange)))
        return nil
      }
      return .end
    case "params": return .parameterTable
    case "table": return readTable(&builder, log: &log)
    case "figure": return readFigure(&builder, log: &log)
    default:
      log.add(
        .unknownDirective(
          syntax.keyword,
          at: excerpt.range(syntax.keywordRange),
          known: Self.known
        )
      )
      return nil
    }
  }

  private func readIf(
    _ frames: inout [PageReader.Frame],
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> Directive? {
    let condition = builder.compiler.compileCondition(excerpt, syntax.rest, in: scope, log: &log)
    frames.append(
      .init(
        opening: excerpt.range(syntax.range),
        scope: scope,
        branch: (
          condition.map { [$0] } ?? [],
          condition.map { [.init(condition: $0, expected: true)] } ?? [], false
        )
      )
    )
    return condition.map(Directive.ifBegin)
  }

  private func readNextBranch(
    _ frames: inout [PageReader.Frame],
    _ outer: Scope,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> Directive? {
    guard let frame = frames.last, let branch = frame.branch, !branch.sawElse else {
      log.add(.strayDirective(syntax.keyword, at: excerpt.range(syntax.keywordRange)))
      return nil
    }
    let negated = branch.earlier.map { Fence.Guard(condition: $0, expected: false) }
    if syntax.keyword == "else" {
      frames[frames.count - 1].branch = (branch.earlier, negated, true)
      return .elseBegin
    }
    let around = frames.dropLast().last?.scope ?? outer
    let condition = builder.compiler.compileCondition(excerpt, syntax.rest, in: around, log: &log)
    frames[frames.count - 1].branch = (
      branch.earlier + (condition.map { [$0] } ?? []),
      negated + (condition.map { [.init(condition: $0, expected: true)] } ?? []), false
    )
    return condition.map(Directive.elseIf)
  }

  private func readFor(
    _ frames: inout [PageReader.Frame],
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> Directive? {
    let loop = builder.compiler.compileLoop(excerpt, syntax.rest, in: scope, log: &log)
    let inside = loop.map { scope.insideLoop($0.name, $0.element) } ?? scope
    frames.append(.init(opening: excerpt.range(syntax.range), scope: inside, branch: nil))
    return (loop?.list).map { .forBegin(variable: scope.nextSlot, $0) }
  }

  private func readTable(_ builder: inout GuideBuilder, log: inout DiagnosticLog) -> Directive? {
    let bytes = excerpt.bytes
    let rest = syntax.rest
    guard let colon = bytes[rest].lastIndex(of: UInt8(ascii: ":")), colon > rest.lowerBound else {
      log.add(
        .error(
          .tableSyntax,
          "a table reads '@table list: field, field'",
          at: excerpt.range(syntax.range),
          cure: "write for example @table machines: name, ip"
        )
      )
      return nil
    }
    let listRange = bytes.trimmed(rest.lowerBound..<colon)
    guard
      let list = builder.compiler.compile(excerpt, listRange, in: scope, log: &log)
    else { return nil }
    guard case .list(.object(let record)) = list.type else {
      log.add(
        .error(
          .operandType,
          "a table shows a list of records, not \(list.type)",
          at: excerpt.range(listRange)
        )
      )
      return nil
    }
    let columns = readColumns((colon + 1)..<rest.upperBound, of: record, log: &log)
    return .table(TableDirective(list: list, columns: columns))
  }

  private func readColumns(_ range: Range<Int>, of record: ObjectType, log: inout DiagnosticLog)
    -> [(name: String, index: Int)]
  {
    var columns: [(name: String, index: Int)] = []
    var start = range.lowerBound
    for end in range.lowerBound...range.upperBound
    where end == range.upperBound || excerpt.bytes[end] == UInt8(ascii: ",") {
      let field = excerpt.bytes.trimmed(start..<end)
      start = end + 1
      let name = String(decoding: excerpt.bytes[field], as: UTF8.self)
      guard let index = record.index(of: name) else {
        log.add(
          .error(
            .unknownField,
            "\(record.name) has no field '\(name)'",
            at: excerpt.range(field),
            cure: Suggestion.nearest(to: name, in: record.fields.map(\.name))
              .map { "did you mean '\($0)'?" }
              ?? "it has \(record.fields.map(\.name).joined(separator: ", "))"
          )
        )
        continue
      }
      columns.append((name, index))
    }
    return columns
  }
}
