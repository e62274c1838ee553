import GuideModel
import HTMLText
import Markdown
import Templates

/// Compiles a page's Markdown to a program: everything that is the same for all clusters becomes
/// literal HTML.
struct PageCompiler {
  private let version: PageVersion
  private let guide: Guide
  private let language: PageLanguage
  private var literals: [UInt8] = []
  /// Where the literal begins that is still growing.
  private var literalStart = 0
  private var operations: [PageProgram.Operation] = []
  private var open: [OpenDirective] = []
  /// How many headings are written; they come in the order of the page.
  private var headingCount = 0
  private var links: [PageProgram.Link] = []
  /// The text node that ends a heading with an explicit anchor, and where the shown text ends.
  private var shortened: (node: Int, end: Int)?
  /// Tables whose wrapper is written, so that the renderer may go on with them.
  private var wrappedTables: Set<Int> = []

  private enum OpenDirective {
    /// The jump to the next branch, and the jumps from the ends of branches.
    case branches(next: Int?, exits: [Int])
    case loop(Int)
  }

  static func compile(_ version: PageVersion, in guide: Guide, language: PageLanguage)
    -> PageProgram
  {
    var compiler = PageCompiler(version, guide, language)
    HTMLRenderer.render(version.document, into: &compiler)
    compiler.flush()
    return PageProgram(
      literals: compiler.literals,
      operations: compiler.operations,
      headings: version.headings.map { .init($0) },
      title: version.titleHeading.map { version.headings[$0].text },
      links: compiler.links
    )
  }

  private init(_ version: PageVersion, _ guide: Guide, _ language: PageLanguage) {
    self.version = version
    self.guide = guide
    self.language = language
  }

  // MARK: Operations

  /// Ends the literal that is growing.
  private mutating func flush() {
    guard literalStart < literals.count else { return }
    operations.append(.literal(literalStart..<literals.count))
    literalStart = literals.count
  }

  /// Adds an operation and returns its index.
  @discardableResult
  private mutating func add(_ operation: PageProgram.Operation) -> Int {
    flush()
    operations.append(operation)
    return operations.count - 1
  }

  /// Makes the jump at `index` lead to what comes next.
  private mutating func land(_ index: Int) {
    flush()
    switch operations[index] {
    case .jumpUnless(let condition, _):
      operations[index] = .jumpUnless(condition, to: operations.count)
    case .jump: operations[index] = .jump(to: operations.count)
    case .loop(let loop, _): operations[index] = .loop(loop, end: operations.count)
    default: preconditionFailure("operation \(index) is no jump")
    }
  }

  private mutating func addDirective(_ directive: Directive) {
    switch directive {
    case .ifBegin(let condition):
      let jump = add(.jumpUnless(.init(condition: condition, expected: true), to: 0))
      open.append(.branches(next: jump, exits: []))
    case .elseIf(let condition):
      nextBranch { $0.add(.jumpUnless(.init(condition: condition, expected: true), to: 0)) }
    case .elseBegin:
      nextBranch { _ in nil }
    case .forBegin(let variable, let list):
      open.append(.loop(add(.loop(.init(variable: variable, list: list), end: 0))))
    case .end:
      switch open.popLast() {
      case .branches(let next, let exits):
        if let next { land(next) }
        for exit in exits { land(exit) }
      case .loop(let start): land(start)
      case nil: break
      }
    case .parameterTable: add(.parameterTable)
    case .table(let table): add(.table(table))
    case .figure(let figure): add(.figure(figure))
    }
  }

  private mutating func nextBranch(_ begin: (inout PageCompiler) -> Int?) {
    guard case .branches(let next, let exits)? = open.popLast() else { return }
    let exit = add(.jump(to: 0))
    if let next { land(next) }
    open.append(.branches(next: begin(&self), exits: exits + [exit]))
  }

  // MARK: Headings

  private mutating func addHeading(_ index: Int, _ renderer: HTMLRenderer) {
    let heading = headingCount
    headingCount += 1
    precondition(version.headings[heading].node == index, "headings out of order at node \(index)")
    let explicit = ExplicitAnchor.find(in: version.document, heading: index)
    shortened = explicit.map { ($0.node, $0.textEnd) }
    add(.headingStart(heading))
    renderer.renderChildren(of: index, into: &self)
    add(.headingEnd(heading))
  }
}

extension PageCompiler: HTMLSink {
  var isAtLineStart: Bool { literals.last ?? UInt8(ascii: "\n") == UInt8(ascii: "\n") }

  mutating func raw(_ html: StaticString) {
    html.withUTF8Buffer { literals.append(contentsOf: $0) }
  }

  mutating func raw(_ html: [UInt8]) { literals += html }

  mutating func text(_ document: MarkdownDocument, _ range: Range<Int>) {
    append(document, range) { .value($0) }
  }

  mutating func attribute(_ document: MarkdownDocument, _ range: Range<Int>) {
    append(document, range) { .attributeValue($0) }
  }

  private mutating func append(
    _ document: MarkdownDocument,
    _ range: Range<Int>,
    _ operation: (TextTemplate.Placeholder) -> PageProgram.Operation
  ) {
    for piece in TextPiece.split(document.bytes, range) {
      switch piece {
      case .literal(let literal):
        HTMLEscaping.appendText(document.bytes, literal, to: &literals)
      case .placeholder(let number):
        if let placeholder = version.placeholders[number] { add(operation(placeholder)) }
      }
    }
  }

  mutating func url(_ document: MarkdownDocument, _ range: Range<Int>) {
    for piece in TextPiece.split(document.bytes, range) {
      switch piece {
      case .literal(let literal):
        let url = PageLinks.published(Array(document.bytes[literal]))
        HTMLEscaping.appendURL(url, 0..<url.count, to: &literals)
      case .placeholder(let number):
        if let placeholder = version.placeholders[number] { add(.urlValue(placeholder)) }
      }
    }
  }

  /// Raw HTML is an error of the author's; no page is made then.
  mutating func authorHTML(_ document: MarkdownDocument, _ range: Range<Int>) {}

  mutating func block(_ document: MarkdownDocument, _ index: Int, _ renderer: HTMLRenderer)
    -> Bool
  {
    if let directive = version.directives[index] {
      addDirective(directive)
      return true
    }
    switch document.nodes[index].kind {
    case .htmlBlock:
      return true
    case .codeBlock:
      if case .fence(let fence)? = version.codeBlocks[index] { add(.fence(fence)) }
      return true
    case .heading:
      addHeading(index, renderer)
      return true
    case .table where wrappedTables.insert(index).inserted:
      raw("<div class=\"table-scroll\" tabindex=\"0\">\n")
      renderer.renderNode(index, into: &self)
      raw("</div>\n")
      return true
    default:
      return false
    }
  }

  mutating func inline(_ document: MarkdownDocument, _ index: Int, _ renderer: HTMLRenderer)
    -> Bool
  {
    let node = document.nodes[index]
    switch node.kind {
    case .htmlInline:
      return true
    case .softBreak:
      // Between two Chinese characters a line end is no blank.
      return ChineseText.joinsLines(document, at: index)
    case .text where index == shortened?.node:
      text(document, node.text.lowerBound..<(shortened?.end ?? node.text.upperBound))
      return true
    case .link:
      if let link = PageLinks.target(document.bytes[node.url]) {
        guard let place = version.linkPlaces[index] else {
          preconditionFailure("a link to a place at node \(index) whose own place is unknown")
        }
        add(.link(links.count))
        links.append(.init(page: link.page, anchor: link.anchor, range: place))
      }
      return false
    default:
      return false
    }
  }

  mutating func alertTitle(_ alert: MarkdownNode.Alert) {
    let label: PageLabel =
      switch alert {
      case .note: .note
      case .tip: .tip
      case .important: .important
      case .warning: .warning
      case .caution: .caution
      }
    raw(Array(label.text(in: language).utf8))
  }

  mutating func taskLabel(_ task: MarkdownNode.Task) {
    raw(Array((task == .checked ? PageLabel.done : .toDo).text(in: language).utf8))
  }
}
