import Languages

/// A text with holes such as `{{line}}` and lines such as `#@ for`, `#@ if`, `#@ else`, `#@ end`.
struct DataTemplate {
  let skeleton: Skeleton

  init(_ text: String) {
    var parser = Parser(bytes: Array(text.utf8))
    let pieces = parser.pieces()
    skeleton = Skeleton(bytes: parser.bytes, pieces: pieces, holes: parser.holes)
  }

  static let kinds: [(name: String, kind: Skeleton.Kind)] = [
    ("int", .integer), ("bool", .boolean), ("inert", .inert), ("line", .line),
    ("armored", .armored), ("text", .text),
  ]

  private struct Parser {
    let bytes: [UInt8]
    var holes: [Skeleton.Hole] = []
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func pieces() -> [Skeleton.Piece] {
      var result: [Skeleton.Piece] = []
      while index < bytes.count {
        switch directive() {
        case "if":
          var branches = [pieces()]
          if directive() == "else" {
            skipLine()
            branches.append(pieces())
          } else {
            branches.append([])
          }
          skipLine()
          result.append(.branches(branches))
        case "for":
          let body = pieces()
          skipLine()
          result.append(.loop(body))
        case "else", "end":
          return result
        default:
          line(to: &result)
        }
      }
      return result
    }

    /// The word of a directive; a line that begins a block is skipped.
    private mutating func directive() -> String? {
      let end = bytes[index...].firstIndex(of: 10) ?? bytes.count
      let words = bytes[index..<end].split(separator: 32)
      guard words.count > 1, words[0].elementsEqual("#@".utf8) else { return nil }
      let word = String(decoding: words[1], as: UTF8.self)
      if word == "if" || word == "for" { skipLine() }
      return word
    }

    private mutating func skipLine() {
      while index < bytes.count, bytes[index] != 10 { index += 1 }
      index += 1
    }

    private mutating func line(to result: inout [Skeleton.Piece]) {
      var start = index
      while index < bytes.count {
        if let (length, kind) = hole() {
          if start < index { result.append(.literal(start..<index)) }
          result.append(.hole(holes.count))
          holes.append(.init(kind))
          index += length
          start = index
          continue
        }
        index += 1
        if bytes[index - 1] == 10 { break }
      }
      if start < index { result.append(.literal(start..<index)) }
    }

    private func hole() -> (Int, Skeleton.Kind)? {
      for (name, kind) in DataTemplate.kinds {
        let marker = Array("{{\(name)}}".utf8)
        if bytes[index...].starts(with: marker) { return (marker.count, kind) }
      }
      return nil
    }
  }
}

/// Puts values into a placement.
struct DataRendering {
  /// The value of a hole, by its index and how often a hole was written before.
  var value: (Int) -> [UInt8]
  var turns = 2
  var branch = 0
  var encodes = true

  func render(_ placement: Placement) -> [UInt8] {
    var output: [UInt8] = []
    render(placement.pieces, to: &output)
    return output
  }

  private func render(_ pieces: [Placement.Piece], to output: inout [UInt8]) {
    for piece in pieces {
      switch piece {
      case .literal(let bytes): output += bytes
      case .hole(let hole, let encoding):
        if encodes {
          Self.encode(value(hole), encoding, to: &output)
        } else {
          output += value(hole)
        }
      case .branches(let branches): render(branches[branch % branches.count], to: &output)
      case .loop(let body): for _ in 0..<turns { render(body, to: &output) }
      }
    }
  }

  static func encode(_ value: [UInt8], _ encoding: Encoding, to output: inout [UInt8]) {
    if case .yamlBlockLines(let indentation) = encoding {
      DataEncoder.yamlBlockLines(value, indentation: indentation, to: &output)
    } else if encoding == .yamlDoubleQuoted {
      DataEncoder.yamlDoubleQuoted(value, to: &output)
    } else if encoding == .yamlSingleQuoted {
      DataEncoder.yamlSingleQuoted(value, to: &output)
    } else if encoding == .jsonString {
      DataEncoder.jsonString(value, to: &output)
    } else if encoding == .jsonValue {
      DataEncoder.jsonValue(value, to: &output)
    } else if encoding == .tomlString {
      DataEncoder.tomlString(value, to: &output)
    } else if encoding == .tomlValue {
      DataEncoder.tomlValue(value, to: &output)
    } else if encoding == .csvQuoted {
      DataEncoder.csvQuoted(value, to: &output)
    } else {
      output += value
    }
  }
}

extension Language {
  /// The placement, or the messages of the problems, each behind the literal that it points to.
  static func placed(_ text: String) -> Result<Placement, PlacementProblems> {
    place(DataTemplate(text).skeleton)
  }

  /// The text with `value` in every hole; a problem's message behind "!" when it cannot be placed.
  static func rendered(_ text: String, _ value: String, turns: Int = 2, branch: Int = 0) -> String {
    switch placed(text) {
    case .success(let placement):
      let bytes = DataRendering(value: { _ in Array(value.utf8) }, turns: turns, branch: branch)
        .render(placement)
      return String(decoding: bytes, as: UTF8.self)
    case .failure(let failure):
      return "!" + failure.problems.map(\.message).joined(separator: "; ")
    }
  }
}
