/// Places holes in a file of variables whose values have neither quotes nor escapes.
struct DockerEnvFilePlacer: LinePlacer {
  struct State: Hashable {}

  var state = State()

  mutating func place(_ line: SkeletonLine, into output: inout LineOutput) {
    let text = line.trimmed
    output.append(line.elements[..<text.startIndex]) { _, _ in }
    if text.first?.byte == UInt8(ascii: "#") {
      ConfigurationComment.place(text, into: &output)
      return
    }
    let assignment = text.firstIndex { $0.byte == UInt8(ascii: "=") } ?? text.endIndex
    output.mark(text[..<assignment], .key)
    output.append(
      text[..<assignment],
      refusing: "cannot stand in the name of a variable",
      cure: "Write the name itself, '=' and the value behind it."
    )
    output.append(text[assignment...]) { output, hole in
      if output.isPlain(hole) {
        output.append(hole, .verbatim)
      } else {
        output.refuse(
          hole,
          "cannot stand in an environment file for Docker, which has no quotes",
          cure: "Use a parameter of a closed type, such as dnsName or enum."
        )
      }
    }
  }

  func unfinished() -> PlacementProblem? { nil }
}
