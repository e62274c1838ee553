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
  private var headings: [PageProgram.Heading] = []
  private var anchors = Anchors()
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
    let title = version.titleNode.map { compiler.pieces(of: $0) } ?? []
    return PageProgram(
      literals: compiler.literals,
      operations: compiler.operations,
      headings: compiler.headings,
      title: title,
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

  /// The text of a heading without its markup.
  private func pieces(of heading: Int) -> [PageProgram.HeadingPiece] {
    var pieces: [PageProgram.HeadingPiece] = []
    let document = version.document
    let explicit = ExplicitAnchor.find(in: document, heading: heading)
    for index in heading..<Int(document.nodes[heading].end) {
      let node = document.nodes[index]
      switch node.kind {
      case .text, .code:
        let text =
          index == explicit?.node ? node.text.lowerBound..<(explicit?.textEnd ?? 0) : node.text
        for piece in TextPiece.split(document.bytes, text) {
          switch piece {
          case .literal(let range): pieces.append(.literal(Array(document.bytes[range])))
          case .placeholder(let number):
            if let placeholder = version.placeholders[number] { pieces.append(.value(placeholder)) }
          }
        }
      case .softBreak, .lineBreak: pieces.append(.literal([UInt8(ascii: " ")]))
      default: break
      }
    }
    return pieces
  }

  private mutating func addHeading(_ index: Int, level: Int, _ renderer: HTMLRenderer) {
    let text = pieces(of: index)
    let literal = text.reduce(into: [UInt8]()) { bytes, piece in
      if case .literal(let literal) = piece { bytes += literal }
    }
    let explicit = ExplicitAnchor.find(in: version.document, heading: index)
    shortened = explicit.map { ($0.node, $0.textEnd) }
    headings.append(
      .init(
        level: level,
        anchor: explicit.map { anchors.claim($0.anchor) } ?? anchors.anchor(for: literal),
        text: text,
        fences: fences(below: index, level: level)
      )
    )
    let heading = headings.count - 1
    add(.headingStart(heading))
    renderer.renderChildren(of: index, into: &self)
    add(.headingEnd(heading))
  }

  /// The fences between a heading and the next one of its level or above.
  private func fences(below heading: Int, level: Int) -> [Int] {
    var fences: [Int] = []
    let nodes = version.document.nodes
    for index in Int(nodes[heading].end)..<nodes.count {
      switch nodes[index].kind {
      case .heading(let other) where other <= level: return fences
      case .codeBlock:
        if case .fence(let fence)? = version.codeBlocks[index] { fences.append(fence) }
      default: break
      }
    }
    return fences
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
    case .heading(let level):
      addHeading(index, level: level, renderer)
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
