import Testing

@testable import Markdown

@Suite("CommonMark is rendered exactly as cmark does")
struct CommonMarkTests {
  @Test(
    "Every example of the specification gives the expected HTML",
    .enabled(if: SharedData.hasSpecification, "the CommonMark specification is not here")
  )
  func specification() throws {
    let examples = CommonMarkExample.all(in: SharedData.read(SharedData.specification))
    #expect(examples.count == 652)
    for example in examples {
      let html = try Rendering.plain(example.markdown)
      #expect(
        html == example.html,
        "line \(example.line): \(String(decoding: html, as: UTF8.self))"
      )
    }
  }

  @Test(
    "Every example of the specification without safe HTML is as cmark has it in safe mode",
    .enabled(if: SharedData.hasSpecification, "the CommonMark specification is not here")
  )
  func safeMode() throws {
    for example in CommonMarkExample.all(in: SharedData.read(SharedData.specification)) {
      #expect(
        try Rendering.plain(example.markdown, allowsHTML: false)
          == Rendering.cmark(example.markdown, allowsHTML: false),
        "line \(example.line)"
      )
    }
  }

  @Test("A committed text gives what cmark gives", arguments: Texts.all)
  func committed(text: String) throws {
    for allowsHTML in [true, false] {
      let bytes = Array(text.utf8)
      #expect(
        String(decoding: try Rendering.plain(bytes, allowsHTML: allowsHTML), as: UTF8.self)
          == String(decoding: Rendering.cmark(bytes, allowsHTML: allowsHTML), as: UTF8.self)
      )
    }
  }

  @Test("Texts made of mutated pieces give what cmark gives")
  func mutated() throws {
    var random = SplitMix(state: 20_240_611)
    let pieces = Texts.all.map { Array($0.utf8) } + Texts.fragments.map { Array($0.utf8) }
    var seen = 0
    for round in 0..<4_000 {
      var text: [UInt8] = []
      for _ in 0...Int.random(in: 0...6, using: &random) {
        text += random.mutation(of: pieces[Int.random(in: pieces.indices, using: &random)])
      }
      guard let document = try? MarkdownDocument.parse(text, syntax: .commonMark) else { continue }
      seen += 1
      let ours = Rendering.html(document)
      let theirs = Rendering.cmark(text)
      guard ours == theirs else {
        Issue.record("round \(round): \(String(decoding: text, as: UTF8.self).debugDescription)")
        return
      }
    }
    #expect(seen > 3_900)
  }

  @Test("GitHub's syntax changes nothing in a text that does not use it")
  func gitHubIsASuperset() throws {
    for text in Texts.all {
      let document = try Rendering.document(text)
      #expect(Rendering.html(document) == Rendering.cmark(Array(text.utf8)), "\(text)")
    }
  }
}

/// A small random number generator with a fixed sequence.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A piece with bytes of Markdown's punctuation put in, taken out or doubled.
  mutating func mutation(of piece: [UInt8]) -> [UInt8] {
    var piece = piece
    let marks = Array("\n\n  \t>-*_`#[]()!<&\"'\\|~+1.:=a".utf8)
    for _ in 0..<Int.random(in: 0...4, using: &self) {
      let offset = Int.random(in: 0...piece.count, using: &self)
      switch Int.random(in: 0..<3, using: &self) {
      case 0: piece.insert(marks[Int.random(in: marks.indices, using: &self)], at: offset)
      case 1: if offset < piece.count { piece.remove(at: offset) }
      default: piece.insert(contentsOf: piece[offset...].prefix(8), at: offset)
      }
    }
    return piece
  }
}
