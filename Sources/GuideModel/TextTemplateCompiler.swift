import Diagnostics
import Expressions

/// Compiles text with placeholders and, in bodies, line directives.
struct TextTemplateCompiler {
  private enum Frame {
    case root
    case branch(done: [TextTemplate.Branch], condition: Expression?, sawElse: Bool)
    case loop(variable: Int, list: Expression?)
  }

  private struct Level {
    var frame: Frame
    var nodes: [TextTemplate.Node] = []
    let scope: Scope
    let opening: Range<Int>
  }

  private let excerpt: SourceExcerpt
  private var levels: [Level]
  private var slotCount: Int

  private var bytes: [UInt8] { excerpt.bytes }

  /// One line of text, such as an attribute: placeholders, no directives.
  static func line(
    _ excerpt: SourceExcerpt,
    _ range: Range<Int>,
    in scope: Scope,
    with compiler: inout ExpressionCompiler,
    log: inout DiagnosticLog
  ) -> TextTemplate {
    var text = TextTemplateCompiler(excerpt, scope)
    text.appendText(range, with: &compiler, log: &log)
    return TextTemplate(
      excerpt: excerpt,
      nodes: text.levels[0].nodes,
      slotCount: text.slotCount
    )
  }

  /// The body of a fence or of a file.
  static func body(
    _ excerpt: SourceExcerpt,
    in scope: Scope,
    with compiler: inout ExpressionCompiler,
    log: inout DiagnosticLog
  ) -> TextTemplate {
    var text = TextTemplateCompiler(excerpt, scope)
    var start = 0
    while start < excerpt.bytes.count {
      let end =
        excerpt.bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
        ?? excerpt.bytes.count
      if let directive = Self.directive(excerpt.bytes, start..<end) {
        text.apply(directive, with: &compiler, log: &log)
      } else {
        text.appendText(start..<end, with: &compiler, log: &log)
      }
      start = end
    }
    let nodes = text.finish(log: &log)
    return TextTemplate(excerpt: excerpt, nodes: nodes, slotCount: text.slotCount)
  }

  private init(_ excerpt: SourceExcerpt, _ scope: Scope) {
    self.excerpt = excerpt
    levels = [Level(frame: .root, scope: scope, opening: 0..<0)]
    slotCount = scope.nextSlot
  }

  // MARK: Text

  private mutating func appendText(
    _ range: Range<Int>,
    with compiler: inout ExpressionCompiler,
    log: inout DiagnosticLog
  ) {
    var position = range.lowerBound
    for match in PlaceholderScanner.all(in: bytes, range) {
      appendLiteral(position..<match.outer.lowerBound)
      position = match.outer.upperBound
      guard let inner = match.inner else {
        log.add(.unclosedPlaceholder(at: excerpt.range(match.outer)))
        continue
      }
      guard
        let expression = compiler.compilePlaceholder(
          excerpt,
          bytes.trimmed(inner),
          in: levels[levels.count - 1].scope,
          log: &log
        )
      else { continue }
      append(
        .placeholder(
          .init(
            expression: expression,
            range: excerpt.range(match.outer),
            encoding: .verbatim
          )
        )
      )
    }
    appendLiteral(position..<range.upperBound)
  }

  private mutating func appendLiteral(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    // Lines without a placeholder between them stay one literal.
    if case .literal(let last)? = levels[levels.count - 1].nodes.last,
      last.upperBound == range.lowerBound
    {
      levels[levels.count - 1].nodes.removeLast()
      append(.literal(last.lowerBound..<range.upperBound))
    } else {
      append(.literal(range))
    }
  }

  private mutating func append(_ node: TextTemplate.Node) {
    levels[levels.count - 1].nodes.append(node)
  }

  // MARK: Directives

  private struct LineDirective {
    let keyword: String
    let keywordRange: Range<Int>
    let rest: Range<Int>
  }

  /// `#@ keyword …` or `//@ keyword …`, alone on its line.
  private static func directive(_ bytes: [UInt8], _ line: Range<Int>) -> LineDirective? {
    var end = line.upperBound
    if end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    let text = bytes.trimmed(line.lowerBound..<end)
    let marker: Int
    if bytes[text].starts(with: Array("#@".utf8)) {
      marker = 2
    } else if bytes[text].starts(with: Array("//@".utf8)) {
      marker = 3
    } else {
      return nil
    }
    let content = bytes.trimmed((text.lowerBound + marker)..<text.upperBound)
    var position = content.lowerBound
    while position < content.upperBound, bytes[position].isNameByte { position += 1 }
    return LineDirective(
      keyword: String(decoding: bytes[content.lowerBound..<position], as: UTF8.self),
      keywordRange: content.lowerBound..<position,
      rest: bytes.trimmed(position..<content.upperBound)
    )
  }

  private mutating func apply(
    _ directive: LineDirective,
    with compiler: inout ExpressionCompiler,
    log: inout DiagnosticLog
  ) {
    let scope = levels[levels.count - 1].scope
    switch directive.keyword {
    case "if":
      let condition = compiler.compileCondition(excerpt, directive.rest, in: scope, log: &log)
      levels.append(
        Level(
          frame: .branch(done: [], condition: condition, sawElse: false),
          scope: scope,
          opening: directive.keywordRange
        )
      )
    case "elif", "else":
      nextBranch(directive, with: &compiler, log: &log)
    case "for":
      guard let loop = compiler.compileLoop(excerpt, directive.rest, in: scope, log: &log) else {
        // Still a level, so that its `end` is not a second mistake.
        levels.append(
          Level(
            frame: .loop(variable: 0, list: nil),
            scope: scope,
            opening: directive.keywordRange
          )
        )
        return
      }
      let inside = scope.insideLoop(loop.name, loop.element)
      slotCount = max(slotCount, inside.nextSlot)
      levels.append(
        Level(
          frame: .loop(variable: scope.nextSlot, list: loop.list),
          scope: inside,
          opening: directive.keywordRange
        )
      )
    case "end":
      close(directive, log: &log)
    default:
      log.add(
        .unknownDirective(
          directive.keyword,
          at: excerpt.range(directive.keywordRange),
          known: ["if", "elif", "else", "for", "end"]
        )
      )
    }
  }

  private mutating func nextBranch(
    _ directive: LineDirective,
    with compiler: inout ExpressionCompiler,
    log: inout DiagnosticLog
  ) {
    let level = levels[levels.count - 1]
    guard case .branch(let done, let condition, let sawElse) = level.frame, !sawElse else {
      log.add(
        .strayDirective(directive.keyword, at: excerpt.range(directive.keywordRange))
      )
      return
    }
    levels.removeLast()
    let next =
      directive.keyword == "elif"
      ? compiler.compileCondition(
        excerpt,
        directive.rest,
        in: levels[levels.count - 1].scope,
        log: &log
      ) : nil
    levels.append(
      Level(
        frame: .branch(
          done: done + [.init(condition: condition, body: level.nodes)],
          condition: next,
          sawElse: directive.keyword == "else"
        ),
        scope: level.scope,
        opening: level.opening
      )
    )
  }

  private mutating func close(_ directive: LineDirective, log: inout DiagnosticLog) {
    let level = levels[levels.count - 1]
    switch level.frame {
    case .root:
      log.add(.strayDirective("end", at: excerpt.range(directive.keywordRange)))
    case .branch(let done, let condition, _):
      levels.removeLast()
      append(.conditional(done + [.init(condition: condition, body: level.nodes)]))
    case .loop(let variable, let list):
      levels.removeLast()
      guard let list else { return }
      append(.loop(variable: variable, list: list, body: level.nodes))
    }
  }

  private mutating func finish(log: inout DiagnosticLog) -> [TextTemplate.Node] {
    for level in levels.dropFirst() {
      log.add(.unclosedDirective(at: excerpt.range(level.opening), cure: "add a line #@ end"))
    }
    return levels[0].nodes
  }
}
