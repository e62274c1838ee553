/// Literal bytes and holes that follow each other without a branch or loop between them.
struct ShellRun {
  enum Symbol: Equatable {
    case byte(UInt8)
    case hole(Int)
  }

  private(set) var symbols: [Symbol] = []
  /// For each symbol, the offset in the skeleton; a hole has that of the byte before it.
  private(set) var offsets: [Int] = []

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    for index in bytes.indices {
      symbols.append(.byte(bytes[index]))
      offsets.append(index)
    }
  }

  mutating func append(hole: Int) {
    symbols.append(.hole(hole))
    offsets.append(offsets.last ?? 0)
  }

  /// The byte at an index; nil for a hole and behind the end.
  func byte(_ index: Int) -> UInt8? {
    guard index >= 0, index < symbols.count, case .byte(let byte) = symbols[index] else {
      return nil
    }
    return byte
  }

  func hole(_ index: Int) -> Int? {
    guard index < symbols.count, case .hole(let hole) = symbols[index] else { return nil }
    return hole
  }

  func offset(_ index: Int) -> Int {
    index < offsets.count ? offsets[index] : (offsets.last ?? 0)
  }
}
