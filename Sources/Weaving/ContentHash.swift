/// A short sum by which two versions of a text are told apart (FNV-1a). It keeps no secret and
/// guards against no one; it only has to be the same on every machine.
struct ContentHash: Sendable, Hashable {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// Adds a part, with its end, so that parts cannot run into each other.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
    add(0xFF)
  }

  mutating func add(_ other: ContentHash) {
    for shift in stride(from: 0, to: 64, by: 8) {
      add(UInt8(truncatingIfNeeded: other.value >> UInt64(shift)))
    }
  }

  /// Six characters, thirty bits.
  var text: String {
    let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    var folded = value ^ (value >> 34)
    var text: [UInt8] = []
    for _ in 0..<6 {
      text.append(digits[Int(folded & 31)])
      folded >>= 5
    }
    return String(decoding: text, as: UTF8.self)
  }
}
