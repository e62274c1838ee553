/// The program that runs a command's text.
package enum CommandShell: String, Sendable {
  case bash
  case sh
  case python3

  /// The shell for a fence's language; nil where nothing runs such a text.
  package init?(language: String) {
    switch language {
    case "bash": self = .bash
    case "", "sh", "shell": self = .sh
    case "python", "python3": self = .python3
    default: return nil
    }
  }

  /// The ending of a file that holds such a text, without the dot.
  package var fileExtension: String { self == .python3 ? "py" : "sh" }
}
