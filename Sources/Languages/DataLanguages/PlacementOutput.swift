/// Collects the pieces of a placement, neighbouring literals joined.
struct PlacementOutput {
  private var pieces: [Placement.Piece] = []
  private var literal: [UInt8] = []

  mutating func append(_ byte: UInt8) { literal.append(byte) }

  mutating func append(_ bytes: some Sequence<UInt8>) { literal.append(contentsOf: bytes) }

  mutating func append(_ piece: Placement.Piece) {
    endLiteral()
    pieces.append(piece)
  }

  mutating func finish() -> [Placement.Piece] {
    endLiteral()
    return pieces
  }

  private mutating func endLiteral() {
    guard !literal.isEmpty else { return }
    pieces.append(.literal(literal))
    literal = []
  }
}
