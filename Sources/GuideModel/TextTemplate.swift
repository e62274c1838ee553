import Diagnostics
import Expressions
import Languages

/// The text of a fence, a file or an attribute: literal bytes, placeholders and line directives.
package struct TextTemplate: Sendable {
  package indirect enum Node: Sendable {
    /// A range of `bytes`.
    case literal(Range<Int>)
    case placeholder(Placeholder)
    /// The branches of an `if`; a branch without a condition is the `else`.
    case conditional([Branch])
    /// The variable's slot, with that of `loop` right behind it.
    case loop(variable: Int, list: Expression, body: [Node])
  }

  package struct Placeholder: Sendable {
    package let expression: Expression
    /// From brace to brace.
    package let range: SourceRange
    /// How the value is written where the placeholder stands.
    package internal(set) var encoding: Encoding
    /// Whether its value is JSON that stands for itself: `json(…)` or `yaml(…)`.
    package internal(set) var isFragment = false
  }

  package struct Branch: Sendable {
    package let condition: Expression?
    package let body: [Node]
  }

  package let bytes: [UInt8]
  package let nodes: [Node]
  /// Where the text stands; positions in `bytes` go through it.
  package let excerpt: SourceExcerpt
  /// One more than the highest slot that its expressions and loops use.
  package let slotCount: Int

  /// Text that is only itself.
  init(verbatim excerpt: SourceExcerpt) {
    self.excerpt = excerpt
    bytes = excerpt.bytes
    nodes = excerpt.bytes.isEmpty ? [] : [.literal(0..<excerpt.bytes.count)]
    slotCount = 0
  }

  init(excerpt: SourceExcerpt, nodes: [Node], slotCount: Int) {
    self.init(bytes: excerpt.bytes, excerpt: excerpt, nodes: nodes, slotCount: slotCount)
  }

  /// Text whose literals are not those of the excerpt, letter for letter.
  init(bytes: [UInt8], excerpt: SourceExcerpt, nodes: [Node], slotCount: Int) {
    self.excerpt = excerpt
    self.bytes = bytes
    self.nodes = nodes
    self.slotCount = slotCount
  }

  /// Calls `body` for every placeholder, also those inside branches and loops.
  package func forEachPlaceholder(_ body: (Placeholder) -> Void) {
    var pending = nodes
    while let node = pending.popLast() {
      switch node {
      case .literal: break
      case .placeholder(let placeholder): body(placeholder)
      case .conditional(let branches): pending += branches.flatMap(\.body)
      case .loop(_, _, let nested): pending += nested
      }
    }
  }

  /// From its first to its last piece, for text on one line.
  var range: SourceRange? {
    guard let first = nodes.first.flatMap(range), let last = nodes.last.flatMap(range) else {
      return nil
    }
    return SourceRange(file: first.file, start: Int(first.start), end: Int(last.end))
  }

  private func range(_ node: Node) -> SourceRange? {
    switch node {
    case .literal(let offsets): excerpt.range(offsets)
    case .placeholder(let placeholder): placeholder.range
    case .conditional, .loop: nil
    }
  }

  /// What stands literally outside of branches and loops.
  package var literalBytes: [UInt8] {
    nodes.reduce(into: []) { result, node in
      if case .literal(let range) = node { result += bytes[range] }
    }
  }

  /// The literal text when there is nothing else in it.
  package var literal: String? {
    var result: [UInt8] = []
    for node in nodes {
      guard case .literal(let range) = node else { return nil }
      result += bytes[range]
    }
    return String(decoding: result, as: UTF8.self)
  }
}
