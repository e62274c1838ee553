/// What a line of YAML may find open at its start.
enum YAMLMode: Hashable {
  /// Nothing but the collections of the block style.
  case structure
  /// A key or a dash at this column, whose value is still to come; -1 for a document.
  case awaiting(parent: Int)
  /// A plain scalar that a deeper line would continue. One that holds a value is written with
  /// quotes, and cannot go on.
  case plain(parent: Int, holdsValue: Bool)
  /// A block scalar; its indentation is that of its first line, and not known before that.
  case block(parent: Int, indentation: Int?, isFolded: Bool)
  /// Brackets of the flow style.
  case flow(open: [UInt8], YAMLFlowState)
  /// A quoted scalar of several lines, maybe within brackets.
  case quoted(quote: UInt8, start: Int, flow: [UInt8])
  /// The body of this loop starts here: its first lines must also fit behind its last.
  case loopStart(Int)

  /// What a line that is not blank is.
  enum LineClass: Hashable {
    case structure
    case continuation(holdsValue: Bool)
    case content(indentation: Int, isFolded: Bool)
    case flow([UInt8])
    case quoted
  }

  func classify(_ line: YAMLLine.Start) -> LineClass? {
    switch self {
    case .loopStart: return nil
    case .structure, .awaiting: return .structure
    case .flow(let open, _): return .flow(open)
    case .quoted: return .quoted
    case .plain(let parent, let holdsValue):
      return line.indentation > parent && !line.isComment && !line.isMarker
        ? .continuation(holdsValue: holdsValue) : .structure
    case .block(let parent, let indentation, let isFolded):
      guard line.indentation >= indentation ?? (parent + 1), !line.isMarker else {
        return .structure
      }
      return .content(indentation: indentation ?? line.indentation, isFolded: isFolded)
    }
  }
}

/// What may come next within brackets.
enum YAMLFlowState: Hashable {
  /// A node.
  case open
  /// A plain scalar stood at the end of the last line and may go on.
  case plain
  /// A comma, a colon or the closing bracket.
  case complete
}

extension YAMLLine {
  /// What decides how a line is read.
  struct Start: Hashable {
    let indentation: Int
    let isComment: Bool
    let isMarker: Bool
  }

  var start: Start {
    let indentation = indentation
    return Start(
      indentation: indentation,
      isComment: byte(afterBlanks(0)) == .numberSign,
      isMarker: isDocumentMarker
    )
  }
}
