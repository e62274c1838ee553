import Languages

extension Placement {
  /// The text with `value` in every hole.
  ///
  /// - Parameter encodes: false writes the value as it is, to prove that readers notice.
  func write(_ value: [UInt8], encodes: Bool = true) -> [UInt8] {
    var output: [UInt8] = []
    Self.write(pieces, value, encodes, to: &output)
    return output
  }

  private static func write(
    _ pieces: [Piece],
    _ value: [UInt8],
    _ encodes: Bool,
    to output: inout [UInt8]
  ) {
    for piece in pieces {
      switch piece {
      case .literal(let bytes): output += bytes
      case .hole(_, let encoding):
        if encodes { encoding.append(value, to: &output) } else { output += value }
      case .branches(let branches):
        if let first = branches.first { write(first, value, encodes, to: &output) }
      case .loop(let body): write(body, value, encodes, to: &output)
      }
    }
  }
}
