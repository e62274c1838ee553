/// Walks a skeleton, and sees to it that branches and loops end as they begin.
struct ShellPlacer {
  private let skeleton: Skeleton
  private var lexer: ShellLexer

  private static let maximalDepth = 100

  static func place(
    _ skeleton: Skeleton,
    dialect: ShellDialect
  ) -> Result<Placement, PlacementProblems> {
    var placer = ShellPlacer(
      skeleton: skeleton,
      lexer: ShellLexer(dialect: dialect, holes: skeleton.holes)
    )
    placer.read(skeleton.pieces, depth: 0)
    placer.finish()
    guard placer.lexer.problems.isEmpty else {
      return .failure(PlacementProblems(placer.lexer.problems))
    }
    return .success(Placement(pieces: placer.pieces(skeleton.pieces)))
  }

  /// Literals and holes that follow each other are read as one run.
  private mutating func read(_ pieces: [Skeleton.Piece], depth: Int) {
    guard depth <= Self.maximalDepth else {
      lexer.fail(0, "Branches and loops are nested more than 100 deep.", cure: "use fewer")
      return
    }
    var run = ShellRun()
    for piece in pieces {
      switch piece {
      case .literal(let range): run.append(skeleton.bytes[range])
      case .hole(let hole): run.append(hole: hole)
      case .branches(let branches):
        read(&run)
        read(branches, depth: depth)
      case .loop(let body):
        read(&run)
        read(loop: body, depth: depth)
      }
      if lexer.hasFailed { return }
    }
    read(&run)
  }

  private mutating func read(_ run: inout ShellRun) {
    lexer.read(run)
    run = ShellRun()
  }

  private mutating func read(_ branches: [[Skeleton.Piece]], depth: Int) {
    let start = lexer.state
    var holes: [Int] = []
    for branch in branches {
      lexer.state = start
      read(branch, depth: depth + 1)
      compare(with: start, branch, "A branch")
      if lexer.hasFailed { return }
      holes += newHoles(since: start)
    }
    lexer.state = start
    lexer.state.forgetWords(with: holes)
  }

  private mutating func read(loop body: [Skeleton.Piece], depth: Int) {
    // The words of the rounds before are in front of the body, too.
    lexer.state.forgetWords()
    let start = lexer.state
    read(body, depth: depth + 1)
    compare(with: start, body, "The body of a loop")
    if lexer.hasFailed { return }
    let holes = Array(newHoles(since: start))
    lexer.state = start
    lexer.state.forgetWords(with: holes)
  }

  /// The holes that the word at hand has got since a state; a quoted word can go on over lines.
  private func newHoles(since start: ShellState) -> ArraySlice<Int> {
    guard let word = lexer.commands.word else { return [] }
    return word.holes.dropFirst(start.wordHoleCount)
  }

  private mutating func compare(
    with start: ShellState,
    _ pieces: [Skeleton.Piece],
    _ subject: String
  ) {
    guard !lexer.hasFailed, lexer.state.withoutWords != start.withoutWords else { return }
    lexer.fail(
      offset(of: pieces),
      "\(subject) must end as it begins: outside quotes, or inside the same; between commands, "
        + "or inside the same one.",
      cure: "put whole commands, or whole lines of one command, into it"
    )
  }

  /// Where the first literal begins.
  private func offset(of pieces: [Skeleton.Piece]) -> Int {
    for piece in pieces {
      if case .literal(let range) = piece { return range.lowerBound }
    }
    return 0
  }

  /// The end of the text: nothing may be open.
  private mutating func finish() {
    guard !lexer.hasFailed else { return }
    let end = max(0, skeleton.bytes.count - 1)
    if case .comment = lexer.state.frames[lexer.state.frames.count - 1] { lexer.pop() }
    switch lexer.state.frames[lexer.state.frames.count - 1] {
    case .commands(let commands) where commands.closer == .endOfText:
      lexer.finishWord(before: nil)
      if lexer.hasFailed { return }
      lexer.endCommand()
      if let document = lexer.commands.hereDocuments.first {
        lexer.fail(document.start, "A here-document has no body.", cure: "write its lines")
      } else if lexer.commands.mode != .start || !lexer.commands.compounds.isEmpty {
        lexer.fail(end, "The text ends inside a compound command.", cure: "end it: fi, done, esac")
      }
    case .commands(let commands): unclosed(commands.start, "This parenthesis", ")")
    case .singleQuotes(let start): unclosed(start, "This quote", "'")
    case .doubleQuotes(let start, _): unclosed(start, "This quote", "\"")
    case .ansiQuotes(let start, _): unclosed(start, "This quote", "'")
    case .backquotes(let start): unclosed(start, "This backquote", "`")
    case .parameter(let parameter): unclosed(parameter.start, "This brace", "}")
    case .arithmetic(let arithmetic): unclosed(arithmetic.start, "This expression", "))")
    case .pattern(let start): unclosed(start, "This pattern", ")")
    case .hereDocument(let document):
      let delimiter = String(decoding: document.delimiter, as: UTF8.self)
      unclosed(document.start, "This here-document", delimiter)
    case .comment: break
    }
  }

  private mutating func unclosed(_ offset: Int, _ subject: String, _ closer: String) {
    lexer.fail(offset, "\(subject) is never closed.", cure: "end it with \(closer)")
  }

  private func pieces(_ pieces: [Skeleton.Piece]) -> [Placement.Piece] {
    pieces.map { piece in
      switch piece {
      case .literal(let range): .literal(Array(skeleton.bytes[range]))
      case .hole(let hole): .hole(hole, encoding(hole))
      case .branches(let branches): .branches(branches.map(self.pieces))
      case .loop(let body): .loop(self.pieces(body))
      }
    }
  }

  private func encoding(_ hole: Int) -> Encoding {
    guard let encoding = lexer.encodings[hole] else {
      preconditionFailure("Hole \(hole) has neither an encoding nor a problem")
    }
    return encoding
  }
}
