import Diagnostics
import Expressions
import Markdown

/// Walks one page from top to bottom and gives meaning to its placeholders, directives and fences.
struct PageReader {
  /// An open `@if` or `@for`.
  struct Frame {
    let opening: SourceRange
    let scope: Scope
    /// Nil for a loop; else the guards of the branches so far and of this one.
    var branch: (earlier: [Expression], guards: [Fence.Guard], sawElse: Bool)?
  }

  /// A node whose children the walk is in; directives must nest within one.
  private struct Container {
    let end: Int
    let scope: Scope
    var frames: [Frame] = []
  }

  let page: ParsedPage
  let pageIndex: Int
  /// The index of the page's language; 0 is the source.
  let languageIndex: Int
  private var containers: [Container] = []
  private var placeholders: [TextTemplate.Placeholder?]
  private var directives: [Int: Directive] = [:]
  private var codeBlocks: [Int: CodeBlock] = [:]
  private var linkPlaces: [Int: SourceRange] = [:]
  private var titleNode: Int?
  private var html = HTMLChecker()
  private var slotCount: Int

  static func read(
    _ page: ParsedPage,
    page index: Int,
    language: Int,
    builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> PageVersion {
    var reader = PageReader(page, index, language, builder.topScope)
    reader.walk(&builder, log: &log)
    let headings = PageHeading.all(
      of: page.document,
      file: page.file,
      placeholders: reader.placeholders,
      codeBlocks: reader.codeBlocks
    )
    return PageVersion(
      file: page.file,
      document: page.document,
      placeholders: reader.placeholders,
      directives: reader.directives,
      codeBlocks: reader.codeBlocks,
      linkPlaces: reader.linkPlaces,
      headings: headings,
      titleHeading: headings.firstIndex { $0.node == reader.titleNode },
      slotCount: reader.slotCount
    )
  }

  private init(_ page: ParsedPage, _ index: Int, _ language: Int, _ scope: Scope) {
    self.page = page
    pageIndex = index
    languageIndex = language
    placeholders = Array(repeating: nil, count: page.text.placeholders.count)
    slotCount = scope.nextSlot
    containers = [Container(end: page.document.nodes.count, scope: scope)]
  }

  var isTranslation: Bool { languageIndex > 0 }

  /// The scope of the node that the walk is at.
  var scope: Scope {
    let container = containers[containers.count - 1]
    return container.frames.last?.scope ?? container.scope
  }

  /// The conditions around the node that the walk is at, from the outside in.
  var guards: [Fence.Guard] {
    containers.flatMap { $0.frames.flatMap { $0.branch?.guards ?? [] } }
  }

  var isInLoop: Bool { containers.contains { $0.frames.contains { $0.branch == nil } } }

  private mutating func walk(_ builder: inout GuideBuilder, log: inout DiagnosticLog) {
    let nodes = page.document.nodes
    for index in nodes.indices {
      leaveContainers(before: index, log: &log)
      let node = nodes[index]
      switch node.kind {
      case .htmlBlock:
        readHTMLBlock(index, &builder, log: &log)
      case .htmlInline:
        html.check(node, in: page, log: &log)
      case .link where page.document.bytes[node.url].contains(UInt8(ascii: "#")):
        linkPlaces[index] = page.place(
          of: node,
          reading: page.document.bytes[node.url],
          behind: "("
        )
      case .codeBlock:
        codeBlocks[index] = FenceReader.read(index, in: self, &builder, log: &log)
      case .tableRow:
        readTableRow(index, &builder, log: &log)
      case .heading(level: 1) where titleNode == nil:
        titleNode = index
      default:
        break
      }
      readPlaceholders(of: node, &builder, log: &log)
      if Self.holdsBlocks(node.kind) {
        containers.append(Container(end: Int(node.end), scope: scope))
      }
    }
    leaveContainers(before: nodes.count, log: &log)
    if titleNode == nil {
      log.add(
        .error(
          .pageTitle,
          "the page has no title",
          at: page.file.range(0..<0),
          cure: "start it with a line '# Title'"
        )
      )
    }
  }

  private static func holdsBlocks(_ kind: MarkdownNode.Kind) -> Bool {
    switch kind {
    case .blockQuote, .item, .table: true
    default: false
    }
  }

  private mutating func leaveContainers(before index: Int, log: inout DiagnosticLog) {
    while let container = containers.last, container.end <= index {
      let isPage = containers.count == 1
      let cure = "add <!-- @end -->" + (isPage ? "" : " within the same list item, quote or table")
      for frame in container.frames {
        log.add(.unclosedDirective(at: frame.opening, cure: cure))
      }
      containers.removeLast()
    }
  }

  // MARK: Placeholders

  private mutating func readPlaceholders(
    of node: MarkdownNode,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) {
    guard node.kind != .codeBlock else { return }
    for range in [node.text, node.title ?? 0..<0] where !range.isEmpty {
      for case .placeholder(let number) in TextPiece.split(page.document.bytes, range) {
        readPlaceholder(number, &builder, log: &log)
      }
    }
    guard node.kind == .link || node.kind == .image else { return }
    let pieces = TextPiece.split(page.document.bytes, node.url)
    for case .placeholder(let number) in pieces { readPlaceholder(number, &builder, log: &log) }
    LinkChecker.check(node, pieces, in: page, placeholders, builder, log: &log)
  }

  private mutating func readPlaceholder(
    _ number: Int,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) {
    let match = page.text.placeholders[number]
    guard let inner = match.inner else {
      log.add(.unclosedPlaceholder(at: page.file.range(match.outer)))
      return
    }
    let excerpt = SourceExcerpt(page.file)
    guard
      let expression = builder.compiler.compilePlaceholder(
        excerpt,
        page.file.bytes.trimmed(inner),
        in: scope,
        log: &log
      )
    else { return }
    placeholders[number] = .init(
      expression: expression,
      range: page.file.range(match.outer),
      encoding: .verbatim
    )
  }

  // MARK: Directives

  private mutating func readHTMLBlock(
    _ index: Int,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) {
    let node = page.document.nodes[index]
    let line = page.file.lineRange(Int(node.startLine) - 1)
    if let range = Directive.lineRange(page.file.bytes[line]) {
      readDirective(range, at: index, &builder, log: &log)
      return
    }
    html.check(node, in: page, log: &log)
  }

  private mutating func readTableRow(
    _ index: Int,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) {
    // A row that stands for a directive has one cell with one text, which is the sentinel.
    let nodes = page.document.nodes
    guard index + 2 < nodes.count, nodes[index + 2].kind == .text,
      let sentinel = Sentinel.read(
        page.document.bytes,
        at: nodes[index + 2].text.lowerBound,
        opening: Sentinel.directiveOpen
      )
    else { return }
    let range = page.text.tableDirectives[sentinel.number]
    readDirective(range, at: index, &builder, log: &log)
  }

  private mutating func readDirective(
    _ range: Range<Int>,
    at index: Int,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) {
    let syntax = Directive.syntax(page.file.bytes, range)
    var reader = DirectiveReader(
      excerpt: SourceExcerpt(page.file),
      syntax: syntax,
      scope: scope
    )
    let last = containers.count - 1
    if let directive = reader.read(
      &containers[last].frames,
      outer: containers[last].scope,
      &builder,
      log: &log
    ) {
      directives[index] = directive
    }
    slotCount = max(slotCount, scope.nextSlot)
  }
}
