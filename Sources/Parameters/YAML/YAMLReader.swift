import Diagnostics
import Yams

extension YAMLDocument {
  /// Reads one document; nil when it has an error, which then is in the log.
  package static func read(_ excerpt: SourceExcerpt, log: inout DiagnosticLog) -> YAMLDocument? {
    guard let text = String(validating: excerpt.bytes, as: UTF8.self) else {
      let offset = firstInvalidOffset(in: excerpt.bytes)
      log.add(
        .error(
          .yamlSyntax,
          "the text is not UTF-8",
          at: excerpt.range(offset..<offset + 1),
          cure: "save the file as UTF-8"
        )
      )
      return nil
    }
    let marks = YAMLMarks(excerpt.bytes)
    if let alias = marks.suspectedAliasBomb() {
      log.add(
        .error(
          .yamlFeature,
          "anchors and aliases are not supported",
          at: excerpt.range(alias..<alias + 1),
          cure: "write the value out"
        )
      )
      return nil
    }
    if let bracket = marks.suspectedDepthBomb() {
      log.add(
        .error(
          .yamlLimit,
          "maps and lists are nested more than \(deepestNesting) deep",
          at: excerpt.range(bracket..<bracket + 1),
          cure: "flatten the values"
        )
      )
      return nil
    }
    let node: Node?
    do {
      node = try compose(yaml: text, .basic)
    } catch {
      log.add(YAMLSyntaxError(error, marks: marks, excerpt: excerpt).diagnostic)
      return nil
    }
    guard let node else { return YAMLDocument(excerpt: excerpt, root: nil) }
    var reader = YAMLReader(excerpt: excerpt, marks: marks)
    let root = reader.convert(node, depth: 1)
    log.add(contentsOf: reader.log)
    guard let root, !reader.log.hasErrors else { return nil }
    if let scalar = root.scalar, scalar.isAbsent {
      return YAMLDocument(excerpt: excerpt, root: nil)
    }
    return YAMLDocument(excerpt: excerpt, root: root)
  }

  /// The offset of the first byte that is not part of valid UTF-8.
  private static func firstInvalidOffset(in bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded): offset += encoded.count
      case .error, .emptyInput: return min(offset, max(bytes.count - 1, 0))
      }
    }
  }
}

/// Turns the tree of Yams into ours, refusing what a values file has no business to contain.
struct YAMLReader {
  let excerpt: SourceExcerpt
  private var marks: YAMLMarks
  var log = DiagnosticLog()
  private var nodeCount = 0

  init(excerpt: SourceExcerpt, marks: YAMLMarks) {
    self.excerpt = excerpt
    self.marks = marks
  }

  /// The node, or nil when it was refused; then the log says why.
  mutating func convert(_ node: Node, depth: Int) -> YAMLNode? {
    let start = node.mark.map { marks.offset(line: $0.line, column: $0.column) } ?? 0
    guard isWithinLimits(depth: depth, at: start), isWithoutProperties(node, at: start) else {
      return nil
    }
    switch node {
    case .scalar(let scalar):
      return convert(scalar, at: start)
    case .sequence(let sequence):
      var elements: [YAMLNode] = []
      for element in sequence {
        guard let converted = convert(element, depth: depth + 1) else { return nil }
        elements.append(converted)
      }
      return YAMLNode(content: .sequence(elements), range: range(ofLineFrom: start))
    case .mapping(let mapping):
      return convert(mapping, at: start, depth: depth)
    case .alias:
      refuse(.yamlFeature, "aliases are not supported", at: start, cure: "write the value out")
      return nil
    }
  }

  private mutating func convert(_ mapping: Node.Mapping, at start: Int, depth: Int) -> YAMLNode? {
    var entries: [YAMLEntry] = []
    for (key, value) in mapping {
      guard let keyNode = convert(key, depth: depth + 1) else { return nil }
      guard let scalar = keyNode.scalar else {
        refuse(
          .yamlFeature,
          "a key must be a single word",
          at: Int(start),
          cure: "quote the placeholder: \"{{ … }}\""
        )
        return nil
      }
      if scalar.isPlain, scalar.text == "<<" {
        log.add(
          .error(
            .yamlFeature,
            "merge keys are not supported",
            at: keyNode.range,
            cure: "write the values out"
          )
        )
        return nil
      }
      guard let valueNode = convert(value, depth: depth + 1) else { return nil }
      entries.append(YAMLEntry(key: scalar.text, keyRange: keyNode.range, value: valueNode))
    }
    return YAMLNode(content: .mapping(entries), range: range(ofLineFrom: start))
  }

  private func convert(_ scalar: Node.Scalar, at start: Int) -> YAMLNode {
    let extent = marks.extent(of: scalar, at: start)
    return YAMLNode(
      content: .scalar(
        YAMLScalar(
          text: scalar.string,
          isPlain: scalar.style == .plain,
          verbatim: extent.verbatim
        )
      ),
      range: excerpt.range(extent.whole)
    )
  }

  private mutating func isWithinLimits(depth: Int, at start: Int) -> Bool {
    nodeCount += 1
    if depth > YAMLDocument.deepestNesting {
      refuse(
        .yamlLimit,
        "maps and lists are nested more than \(YAMLDocument.deepestNesting) deep",
        at: start,
        cure: "flatten the values"
      )
      return false
    }
    if nodeCount > YAMLDocument.mostNodes {
      refuse(
        .yamlLimit,
        "the document has more than \(YAMLDocument.mostNodes) values",
        at: start,
        cure: "split the file"
      )
      return false
    }
    return true
  }

  /// An anchor or a tag stands before its node, so the node's mark is at its first character.
  /// An alias needs an anchor before it, so refusing anchors refuses aliases.
  private mutating func isWithoutProperties(_ node: Node, at start: Int) -> Bool {
    guard start < excerpt.bytes.count else { return true }
    switch excerpt.bytes[start] {
    case UInt8(ascii: "&"):
      refuse(
        .yamlFeature,
        "anchors and aliases are not supported",
        at: start,
        cure: "write the value out; quote a text that starts with '&'"
      )
      return false
    case UInt8(ascii: "!"):
      refuse(
        .yamlFeature,
        "tags are not supported",
        at: start,
        cure: "leave the tag out; quote a text that starts with '!'"
      )
      return false
    default:
      return true
    }
  }

  private mutating func refuse(_ id: DiagnosticID, _ message: String, at start: Int, cure: String) {
    let end = min(start + 1, excerpt.bytes.count)
    log.add(.error(id, message, at: excerpt.range(min(start, end)..<end), cure: cure))
  }

  /// From `start` to the end of its line.
  private func range(ofLineFrom start: Int) -> SourceRange {
    excerpt.range(start..<marks.endOfShownLine(from: start))
  }
}
