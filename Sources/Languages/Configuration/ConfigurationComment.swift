/// Comments that run to the end of their line, in every configuration language.
enum ConfigurationComment {
  /// Places the holes of a comment, `elements` being the whole of it.
  ///
  /// Only the end of the line ends a comment, and in some readers (OpenSSL, and systemd where it
  /// reads environment files) a backslash there takes the next line into the comment; so a value
  /// that could bring that backslash gets a blank behind it.
  static func place(
    _ elements: ArraySlice<SkeletonLine.Element>,
    into output: inout LineOutput
  ) {
    output.mark(elements, .comment)
    // Blanks behind a last value would be taken for the one that guards its backslash.
    let elements =
      elements.lastIndex { !($0.byte.map(ASCIIClass.isBlank) ?? false) }
      .map { elements[$0].hole == nil ? elements : elements[...$0] } ?? elements
    for index in elements.indices {
      switch elements[index] {
      case .byte(let byte, _): output.append(byte)
      case .hole(let hole):
        switch output.kind(of: hole) {
        case .integer, .boolean, .inert: output.append(hole, .verbatim)
        case .line:
          if let problem = LineEnd.problem(of: index, in: elements, output) {
            output.refuse(hole, problem, cure: LineEnd.cure)
          } else {
            let isLast = index + 1 == elements.endIndex
            output.append(hole, isLast ? .configurationCommentEnd : .verbatim)
          }
        case .armored, .text:
          output.refuse(
            hole,
            "cannot stand in a comment, which ends with its line",
            cure: "Leave it out of the comment, or use a value of one line."
          )
        }
      }
    }
  }
}
