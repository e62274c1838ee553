import Languages

/// A text with holes such as `{{line}}`, whose word is the value's kind, and with the directives
/// `#@ for`, `#@ if`, `#@ else` and `#@ end` on lines of their own.
struct ShellTemplate {
  let skeleton: Skeleton

  static let kinds: [(name: String, kind: Skeleton.Kind)] = [
    ("integer", .integer), ("boolean", .boolean), ("inert", .inert), ("line", .line),
    ("armored", .armored), ("text", .text),
  ]

  init(_ text: String, kind: (String) -> Skeleton.Kind? = Self.kind(named:)) {
    let bytes = Array(text.utf8)
    var holes: [Skeleton.Hole] = []
    var stack: [Block] = [Block()]
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      let line = String(decoding: bytes[start..<end], as: UTF8.self)
      let directive = line.drop { $0 == " " || $0 == "\t" }
      if directive.hasPrefix("#@ for") || directive.hasPrefix("#@ if") {
        stack.append(Block(isLoop: directive.hasPrefix("#@ for")))
      } else if directive.hasPrefix("#@ else") || directive.hasPrefix("#@ elif") {
        stack[stack.count - 1].branches.append([])
      } else if directive.hasPrefix("#@ end") {
        let block = stack.removeLast()
        stack[stack.count - 1].append(block.piece)
      } else {
        Self.read(bytes, start..<end, kind) {
          stack[stack.count - 1].append($0)
        } hole: {
          holes.append(Skeleton.Hole($0))
          return holes.count - 1
        }
      }
      start = end
    }
    skeleton = Skeleton(bytes: bytes, pieces: stack[0].branches[0], holes: holes)
  }

  static func kind(named name: String) -> Skeleton.Kind? {
    kinds.first { $0.name == name }?.kind
  }

  private struct Block {
    var isLoop = false
    var branches: [[Skeleton.Piece]] = [[]]

    init(isLoop: Bool = false) { self.isLoop = isLoop }

    mutating func append(_ piece: Skeleton.Piece) { branches[branches.count - 1].append(piece) }

    var piece: Skeleton.Piece {
      isLoop ? .loop(branches[0]) : .branches(branches.count == 1 ? branches + [[]] : branches)
    }
  }

  private static func read(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    _ kind: (String) -> Skeleton.Kind?,
    append: (Skeleton.Piece) -> Void,
    hole: (Skeleton.Kind) -> Int
  ) {
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      if bytes[index...].starts(with: "{{".utf8),
        let end = (index + 2..<range.upperBound).first(where: {
          bytes[$0...].starts(with: "}}".utf8)
        }),
        let found = kind(
          String(decoding: bytes[index + 2..<end], as: UTF8.self).split(separator: " ").joined()
        )
      {
        if start < index { append(.literal(start..<index)) }
        append(.hole(hole(found)))
        index = end + 2
        start = index
      } else {
        index += 1
      }
    }
    if start < index { append(.literal(start..<index)) }
  }
}

/// Writes a placement; a loop's body `rounds` times, and of branches the one with this index.
struct ShellWriter {
  var rounds = 1
  var branch = 0
  /// Writes every value as it is, to see what the encoders are for.
  var ignoresEncodings = false

  func write(_ placement: Placement, _ values: [[UInt8]]) -> [UInt8] {
    var output: [UInt8] = []
    write(placement.pieces, values, to: &output)
    return output
  }

  private func write(_ pieces: [Placement.Piece], _ values: [[UInt8]], to output: inout [UInt8]) {
    for piece in pieces {
      switch piece {
      case .literal(let bytes): output += bytes
      case .hole(let hole, let encoding):
        Self.write(values[hole], ignoresEncodings ? .verbatim : encoding, to: &output)
      case .branches(let branches):
        write(branches[min(branch, branches.count - 1)], values, to: &output)
      case .loop(let body):
        for _ in 0..<rounds { write(body, values, to: &output) }
      }
    }
  }

  static func write(_ value: [UInt8], _ encoding: Encoding, to output: inout [UInt8]) {
    encoding.append(value, to: &output)
  }
}

extension Result where Success == Placement, Failure == PlacementProblems {
  var problems: [PlacementProblem] {
    if case .failure(let problems) = self { return problems.problems }
    return []
  }

  /// The encodings of all holes, in the order in which they stand in the text.
  var encodings: [Encoding] {
    guard case .success(let placement) = self else { return [] }
    return Self.encodings(placement.pieces)
  }

  private static func encodings(_ pieces: [Placement.Piece]) -> [Encoding] {
    pieces.flatMap { piece -> [Encoding] in
      switch piece {
      case .literal: []
      case .hole(_, let encoding): [encoding]
      case .branches(let branches): branches.flatMap(encodings)
      case .loop(let body): encodings(body)
      }
    }
  }
}
