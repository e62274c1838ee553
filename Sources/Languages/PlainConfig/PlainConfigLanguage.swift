/// Text of which nothing is known but that inert characters mean nothing in it: `conf`, `sysctl`.
/// Values do not trust in comments either; only colours do.
package enum PlainConfigLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    PlainPlacer<PlainPosition.Configuration>.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? { [Token("text", text)] }
}

/// HAProxy's configuration: for values, a text of unknown syntax.
package enum HAProxyLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    PlainPlacer<PlainPosition.HAProxy>.placeLines(of: skeleton)
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
  /// What its lines look like to readers.
  static var look: PlainLook { get }
}

/// How lines of unknown syntax are coloured.
enum PlainLook {
  case plain
  /// `#` begins a comment; a line up to its first `=` is a name.
  case settings
  /// As `settings`, `;` begins a comment too, `:` also ends a name, and sections stand in brackets.
  case sections
  /// `#` begins a comment; a line begins with the name of a section, or indented with a keyword.
  case blocks
}

enum PlainPosition {
  enum Configuration: PlainDialect {
    static var takesArmoredLines: Bool { false }
    static var hasNames: Bool { false }
    static var look: PlainLook { .settings }
  }

  enum HAProxy: PlainDialect {
    static var takesArmoredLines: Bool { false }
    static var hasNames: Bool { false }
    static var look: PlainLook { .blocks }
  }

  enum Text: PlainDialect {
    static var takesArmoredLines: Bool { true }
    static var hasNames: Bool { false }
    static var look: PlainLook { .plain }
  }

  enum INI: PlainDialect {
    static var takesArmoredLines: Bool { false }
    static var hasNames: Bool { true }
    static var look: PlainLook { .sections }
  }
}
