import Languages

/// A text with holes as tests write it: `{{line}}` is a hole of kind `line`; directives are lines
/// `#@ if`, `#@ else`, `#@ for` and `#@ end`.
struct ConfigurationTemplate {
  let skeleton: Skeleton

  init(_ text: String) {
    var builder = Builder()
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    for (index, line) in lines.enumerated() {
      builder.add(line, isLast: index == lines.count - 1)
    }
    skeleton = builder.skeleton
  }

  private struct Builder {
    var bytes: [UInt8] = []
    var holes: [Skeleton.Hole] = []
    /// The lists of pieces that are open, each with the branches that are done before it.
    var open: [(done: [[Skeleton.Piece]], isLoop: Bool, pieces: [Skeleton.Piece])] = [
      ([], false, [])
    ]

    var skeleton: Skeleton { Skeleton(bytes: bytes, pieces: open[0].pieces, holes: holes) }

    mutating func add(_ line: [UInt8], isLast: Bool) {
      switch String(decoding: line.drop { $0 == 0x20 }, as: UTF8.self) {
      case "#@ if": open.append(([], false, []))
      case "#@ for": open.append(([], true, []))
      case "#@ else":
        let top = open.removeLast()
        open.append((top.done + [top.pieces], false, []))
      case "#@ end":
        let top = open.removeLast()
        let branches = top.done + [top.pieces] + (top.done.isEmpty ? [[]] : [])
        open[open.count - 1].pieces.append(top.isLoop ? .loop(top.pieces) : .branches(branches))
      default: addText(line + (isLast ? [] : [0x0A]))
      }
    }

    private mutating func addText(_ text: [UInt8]) {
      var rest = text[...]
      while let start = rest.firstRange(of: Array("{{".utf8)),
        let end = rest[start.upperBound...].firstRange(of: Array("}}".utf8))
      {
        addLiteral(rest[..<start.lowerBound])
        let name = String(decoding: rest[start.upperBound..<end.lowerBound], as: UTF8.self)
        open[open.count - 1].pieces.append(.hole(holes.count))
        holes.append(.init(Skeleton.Kind.allCases.first { "\($0)" == name } ?? .text))
        rest = rest[end.upperBound...]
      }
      addLiteral(rest)
    }

    private mutating func addLiteral(_ literal: ArraySlice<UInt8>) {
      guard !literal.isEmpty else { return }
      open[open.count - 1].pieces.append(.literal(bytes.count..<bytes.count + literal.count))
      bytes += literal
    }
  }
}

extension Placement {
  /// The text with `values`, by hole; of each `if` the first branch, of each loop one turn.
  func render(_ values: [[UInt8]], _ encode: (Encoding, [UInt8], inout [UInt8]) -> Void) -> [UInt8]
  {
    var output: [UInt8] = []
    Self.render(pieces, values, encode, &output)
    return output
  }

  private static func render(
    _ pieces: [Piece],
    _ values: [[UInt8]],
    _ encode: (Encoding, [UInt8], inout [UInt8]) -> Void,
    _ output: inout [UInt8]
  ) {
    for piece in pieces {
      switch piece {
      case .literal(let bytes): output += bytes
      case .hole(let hole, let encoding): encode(encoding, values[hole], &output)
      case .branches(let branches): render(branches.first ?? [], values, encode, &output)
      case .loop(let body): render(body, values, encode, &output)
      }
    }
  }
}

enum ConfigurationEncoding {
  static func encode(_ encoding: Encoding, _ value: [UInt8], _ output: inout [UInt8]) {
    switch encoding {
    case .configurationCommentEnd:
      ConfigurationEncoder.configurationCommentEnd(value, to: &output)
    case .configurationArmoredLines:
      ConfigurationEncoder.configurationArmoredLines(value, to: &output)
    case .unitCommandWord: ConfigurationEncoder.unitCommandWord(value, to: &output)
    case .unitQuotedWord: ConfigurationEncoder.unitQuotedWord(value, to: &output)
    case .unitFreeText: ConfigurationEncoder.unitFreeText(value, to: &output)
    case .unitFreeTextEnd: ConfigurationEncoder.unitFreeTextEnd(value, to: &output)
    case .envFileQuoted: ConfigurationEncoder.envFileQuoted(value, to: &output)
    case .openSSLValue: ConfigurationEncoder.openSSLValue(value, to: &output)
    case .openSSLQuoted: ConfigurationEncoder.openSSLQuoted(value, to: &output)
    default: output += value
    }
  }

  /// What a program without encoders would write.
  static func identity(_ encoding: Encoding, _ value: [UInt8], _ output: inout [UInt8]) {
    output += value
  }
}

extension Language {
  /// The text of a template with values, or nil when it is refused.
  static func render(
    _ template: String,
    _ values: [String],
    with encode: (Encoding, [UInt8], inout [UInt8]) -> Void = ConfigurationEncoding.encode
  ) -> String? {
    guard case .success(let placement) = place(ConfigurationTemplate(template).skeleton) else {
      return nil
    }
    return String(decoding: placement.render(values.map { Array($0.utf8) }, encode), as: UTF8.self)
  }

  static func problems(_ template: String) -> [PlacementProblem] {
    switch place(ConfigurationTemplate(template).skeleton) {
    case .success: []
    case .failure(let problems): problems.problems
    }
  }
}
