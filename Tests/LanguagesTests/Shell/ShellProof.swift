import Languages

/// `tokens(render(T,V)) == substitute(tokens(render(T,σ)),V)`.
struct ShellProof {
  let placement: Placement
  let holes: [Skeleton.Hole]

  /// Values that occur nowhere else.
  private var sentinels: [[UInt8]] {
    holes.indices.map { index in
      switch holes[index].kind {
      case .integer: Array("73\(100_000 + index)19".utf8)
      case .boolean, .inert, .line, .text, .armored: Array("qZ\(100_000 + index)Zq".utf8)
      }
    }
  }

  func holds(for values: [[UInt8]], _ writer: ShellWriter = ShellWriter()) -> Bool {
    let sentinels = sentinels
    var plain = writer
    plain.ignoresEncodings = false
    guard let expected = ShellLanguage.tokens(of: plain.write(placement, sentinels)),
      let found = ShellLanguage.tokens(of: writer.write(placement, values))
    else { return false }
    return expected.map { substitute($0, sentinels, values) } == found
  }

  private func substitute(_ token: Token, _ sentinels: [[UInt8]], _ values: [[UInt8]]) -> Token {
    var output: [UInt8] = []
    var rest = token.value[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "q") || byte == UInt8(ascii: "7"),
        let hole = sentinels.firstIndex(where: { rest.starts(with: $0) })
      {
        output += values[hole]
        rest = rest.dropFirst(sentinels[hole].count)
      } else {
        output.append(byte)
        rest = rest.dropFirst()
      }
    }
    return Token(token.kind, output)
  }
}
