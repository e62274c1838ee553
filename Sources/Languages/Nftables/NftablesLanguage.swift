/// Rules of nftables.
///
/// Inert values stand anywhere, for the author knows by their type that they are an address, a
/// port or a name, or by `join` a list of them. Text between double quotes has no escapes, so it
/// takes inert values too. Comments take a line.
package enum NftablesLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    NftablesPlacer.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? {
    NftablesReader.tokens(of: text)
  }
}

/// Places holes in lines of rules; quoted text must end in its line.
struct NftablesPlacer: LinePlacer {
  struct State: Hashable {}

  var state = State()

  mutating func place(_ line: SkeletonLine, into output: inout LineOutput) {
    NftablesWords.mark(line, in: &output)
    var quoteOffset: Int?
    var previous: UInt8?
    for (index, element) in zip(line.elements.indices, line.elements) {
      switch element {
      case .byte(UInt8(ascii: "#"), _) where quoteOffset == nil:
        ConfigurationComment.place(line.elements[index...], into: &output)
        return
      case .byte(let byte, let offset):
        if byte == UInt8(ascii: "\"") { quoteOffset = quoteOffset == nil ? offset : nil }
        output.append(byte)
      case .hole(let hole):
        Self.place(hole, isQuoted: quoteOffset != nil, behind: previous, into: &output)
      }
      previous = element.byte
    }
    if let quoteOffset {
      output.report(
        .init(
          .bytes(quoteOffset..<quoteOffset + 1),
          "The quote that begins here is not closed in its line.",
          cure: "Close it; nftables has no escape for a quote in a text."
        )
      )
    }
  }

  func unfinished() -> PlacementProblem? { nil }

  private static func place(
    _ hole: Int,
    isQuoted: Bool,
    behind previous: UInt8?,
    into output: inout LineOutput
  ) {
    if !isQuoted, previous == UInt8(ascii: "\\") || previous == UInt8(ascii: "$") {
      output.refuse(
        hole,
        "cannot stand right behind a backslash or '$'",
        cure: "Write the variable's name itself, or the value alone."
      )
    } else if output.isPlain(hole) {
      output.append(hole, .verbatim)
    } else if isQuoted {
      output.refuse(
        hole,
        "cannot stand between quotes of nftables, which have no escape for a quote",
        cure: "Use a parameter of a closed type, or put the value in a '#' comment."
      )
    } else {
      output.refuse(
        hole,
        "cannot stand in a rule",
        cure: "Use a parameter of a closed type, such as ip, cidr or ident."
      )
    }
  }
}
