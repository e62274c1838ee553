/// Text of which nothing is known but that inert characters mean nothing in it: `conf`, `haproxy`,
/// `sysctl`. Comments are not known either.
package enum PlainConfigLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    PlainPlacer<PlainPosition.Configuration>.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? { [Token("text", text)] }
}

/// `text`, `pem`, no language or one that is not known: as `PlainConfigLanguage`, and armored
/// lines where they have a line to themselves.
package enum PlainTextLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    PlainPlacer<PlainPosition.Text>.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? { [Token("text", text)] }
}

/// INI files of any program: sections, and settings whose values have an unknown syntax. Names of
/// sections take inert values, names of settings numbers.
package enum INILanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    PlainPlacer<PlainPosition.INI>.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? { INIReader.tokens(of: text) }
}

/// What sets texts of unknown syntax apart.
protocol PlainDialect {
  static var takesArmoredLines: Bool { get }
  /// Whether a line up to its first `=` is a name.
  static var hasNames: Bool { get }
}

enum PlainPosition {
  enum Configuration: PlainDialect {
    static var takesArmoredLines: Bool { false }
    static var hasNames: Bool { false }
  }

  enum Text: PlainDialect {
    static var takesArmoredLines: Bool { true }
    static var hasNames: Bool { false }
  }

  enum INI: PlainDialect {
    static var takesArmoredLines: Bool { false }
    static var hasNames: Bool { true }
  }
}
