/// A text with its values taken out: what a language's placer reads to find out where each value
/// stands.
///
/// Control flow is part of it. A branch or a loop's body is made of whole lines, and must leave the
/// language in the state in which it began, whichever way the text is later put together.
package struct Skeleton: Sendable {
  package indirect enum Piece: Sendable {
    /// A range of `bytes`.
    case literal(Range<Int>)
    /// The index of a hole in `holes`.
    case hole(Int)
    /// The branches of an `if`, an empty one standing for a missing `else`. One of them is taken.
    case branches([[Piece]])
    /// The body of a `for`; taken any number of times, also none.
    case loop([Piece])
  }

  /// What is known of the value that goes into a hole before there is one.
  package struct Hole: Sendable, Hashable {
    package let kind: Kind
    /// Whether the value is JSON that the author wants as such: `json(…)` or `yaml(…)`. Where a
    /// value of YAML or JSON stands, it is not a string then but a list, a mapping or a scalar.
    package let isFragment: Bool

    package init(_ kind: Kind, isFragment: Bool = false) {
      self.kind = kind
      self.isFragment = isFragment
    }
  }

  /// The kinds of values, as far as a position must tell them apart.
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// `-?(0|[1-9][0-9]*)`.
    case integer
    /// `true` or `false`.
    case boolean
    /// One or more of `A-Z a-z 0-9 _ @ + : , . / = -`.
    case inert
    /// One line of any text, possibly empty.
    case line
    /// Lines of inert characters and blanks, each ended by a line feed: a PEM block.
    case armored
    /// Any text, possibly of several lines.
    case text
  }

  package let bytes: [UInt8]
  package let pieces: [Piece]
  package let holes: [Hole]

  package init(bytes: [UInt8], pieces: [Piece], holes: [Hole]) {
    self.bytes = bytes
    self.pieces = pieces
    self.holes = holes
  }
}

/// A skeleton whose holes have found their positions: literal bytes as they will be written, and
/// for each hole the way to write its value.
package struct Placement: Sendable {
  package indirect enum Piece: Sendable {
    /// Bytes of the text. They may differ from the author's: a YAML scalar that holds a value is
    /// written with quotes.
    case literal([UInt8])
    case hole(Int, Encoding)
    case branches([[Piece]])
    case loop([Piece])
  }

  package let pieces: [Piece]

  package init(pieces: [Piece]) { self.pieces = pieces }
}

/// Why a text cannot be placed: a value stands where no value of its kind is safe, or the text
/// itself cannot be understood.
package struct PlacementProblem: Sendable, Hashable {
  package enum Place: Sendable, Hashable {
    case hole(Int)
    /// A byte range of the skeleton.
    case bytes(Range<Int>)
  }

  package let place: Place
  /// A sentence without its subject for a hole, such as "cannot stand in an arithmetic expression";
  /// a whole sentence for bytes.
  package let message: String
  /// What to write instead.
  package let cure: String

  package init(_ place: Place, _ message: String, cure: String) {
    self.place = place
    self.message = message
    self.cure = cure
  }
}

/// A language's rules for values.
package protocol Language: Sendable {
  /// Finds the position of every hole, or says what is wrong.
  static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems>

  /// Reads a finished text and takes it apart into its words and scalars, decoded, so that two
  /// texts can be compared; nil when the text is not well formed. Each part of the text that can
  /// hold a value on its own is one token; structure (keys, operators, nesting) is in tokens too.
  static func tokens(of text: [UInt8]) -> [Token]?

  /// The parts of a finished text that readers see in colour, as the reader that places values
  /// finds them. A text that cannot be understood has none behind that point.
  static func highlights(of text: [UInt8]) -> [HighlightToken]
}

/// All problems of a text.
package struct PlacementProblems: Error, Sendable {
  package let problems: [PlacementProblem]

  package init(_ problems: [PlacementProblem]) { self.problems = problems }
}

/// A part of a text, as its language reads it.
package struct Token: Sendable, Hashable {
  /// What it is, such as "word", "key" or "string"; two tokens of different kinds differ.
  package let kind: String
  /// The decoded bytes.
  package let value: [UInt8]

  package init(_ kind: String, _ value: [UInt8]) {
    self.kind = kind
    self.value = value
  }
}
