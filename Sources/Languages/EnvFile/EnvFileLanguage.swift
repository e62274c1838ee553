/// Files of variables, as read by a shell (`. file`) and by systemd (`EnvironmentFile=`) alike.
///
/// Values are written with double quotes, in which both readers undo the same escapes: a line may
/// be a value or stand in the author's double quotes. Names take nothing.
package enum EnvFileLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    EnvFilePlacer<SharedEnvFile>.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? {
    EnvFileReader(expandsVariables: true).tokens(of: text)
  }
}

/// Files of variables that only systemd reads (`EnvironmentFile=`): `$` and a backquote mean
/// nothing between double quotes, and a `;` begins a comment.
package enum SystemdEnvFileLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    EnvFilePlacer<SystemdEnvFile>.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? {
    EnvFileReader(expandsVariables: false).tokens(of: text)
  }
}

/// Files of variables for `docker run --env-file`: no quotes and no escapes; inert values only.
package enum DockerEnvFileLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    DockerEnvFilePlacer.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? {
    DockerEnvFileReader.tokens(of: text)
  }
}

/// What sets the readers of environment files apart.
protocol EnvFileDialect {
  /// Whether `$` and a backquote mean something between double quotes.
  static var expandsVariables: Bool { get }
  /// Whether a line that begins so is a comment.
  static func beginsComment(_ byte: UInt8?) -> Bool
}

enum SharedEnvFile: EnvFileDialect {
  static var expandsVariables: Bool { true }
  static func beginsComment(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "#") }
}

enum SystemdEnvFile: EnvFileDialect {
  static var expandsVariables: Bool { false }
  static func beginsComment(_ byte: UInt8?) -> Bool {
    byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";")
  }
}
