import Languages

/// A text with holes: each byte 0x01 stands for a value, all of the same kind.
struct HoleTemplate {
  static let marker: UInt8 = 0x01

  let skeleton: Skeleton

  init(_ bytes: [UInt8], kind: Skeleton.Kind) {
    var pieces: [Skeleton.Piece] = []
    var holes: [Skeleton.Hole] = []
    var start = 0
    for index in bytes.indices where bytes[index] == Self.marker {
      if start < index { pieces.append(.literal(start..<index)) }
      pieces.append(.hole(holes.count))
      holes.append(Skeleton.Hole(kind))
      start = index + 1
    }
    if start < bytes.count { pieces.append(.literal(start..<bytes.count)) }
    skeleton = Skeleton(bytes: bytes, pieces: pieces, holes: holes)
  }
}
