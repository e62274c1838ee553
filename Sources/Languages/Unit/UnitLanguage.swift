/// Units of systemd: `.service`, `.timer`, `.socket`, `.mount` and the like.
///
/// - A command (`ExecStart=` …): inert values anywhere; a line as a word of its own or part of one,
///   which is then written with double quotes, or between the author's double quotes; never in the
///   program's name, nor in a command that runs a second interpreter.
/// - `Environment=`: the same behind a variable's name.
/// - `Description=`: a line.
/// - Any other setting: inert values.
/// - Comments: a line. Names of sections and settings: nothing.
package enum UnitLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    UnitPlacer.placeLines(of: skeleton)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? {
    UnitReader.tokens(of: text)
  }

  /// Whether a section of this name makes a text a unit.
  static func isUnitSection(_ name: [UInt8]) -> Bool {
    sections.contains(String(decoding: name, as: UTF8.self))
  }

  private static let sections: Set<String> = [
    "Unit", "Install", "Service", "Timer", "Socket", "Mount", "Automount", "Swap", "Path", "Slice",
    "Scope", "Match", "Network", "Link", "NetDev", "Journal", "Resolve", "Manager", "Login",
  ]
}

/// What a setting of a unit takes.
enum UnitSetting: Hashable {
  case command
  case environment
  case freeText
  case other
  /// Of a section that depends on a directive.
  case unknown

  init(section: [UInt8], key: [UInt8]) {
    let key = String(decoding: key, as: UTF8.self)
    switch String(decoding: section, as: UTF8.self) {
    case "Unit" where key == "Description": self = .freeText
    case "Service", "Socket", "Mount", "Swap":
      if key == "Environment" {
        self = .environment
      } else {
        self = Self.commands.contains(key) ? .command : .other
      }
    default: self = .other
    }
  }

  private static let commands: Set<String> = [
    "ExecStart", "ExecStartPre", "ExecStartPost", "ExecCondition", "ExecReload", "ExecStop",
    "ExecStopPost", "ExecStopPre",
  ]
}
