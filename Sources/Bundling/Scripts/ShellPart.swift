/// The pieces that the scripts of a bundle are made of.
///
/// A script is one file that needs nothing beside it but the lists: a head with its values, pieces that
/// several scripts share, and an end of its own. All of it is POSIX sh, with what coreutils or BusyBox
/// have; only the commands of the guide run in shells of their own.
enum ShellPart {
  /// The whole script.
  ///
  /// - Parameters:
  ///   - program: its file name.
  ///   - summary: what it does, in a line.
  ///   - values: variables that it starts with; each value means nothing between single quotes.
  static func script(
    _ program: String,
    summary: String,
    values: [(name: String, value: String)],
    parts: [String]
  ) -> [UInt8] {
    var text = """
      #!/bin/sh
      # \(summary)
      # `sh \(program) --help` tells the rest.
      set -euf

      program=\(program)

      """
    for (name, value) in values {
      precondition(isInert(value), "'\(value)' cannot stand in a script as \(name)")
      text += "\(name)='\(value)'\n"
    }
    return Array((text + "\n" + parts.joined(separator: "\n")).utf8)
  }

  /// Whether a text means nothing between single quotes, nor between double ones.
  private static func isInert(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: " -._:=".utf8.contains(byte)
      }
    }
  }
}
