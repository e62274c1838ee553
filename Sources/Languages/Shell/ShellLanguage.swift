/// The languages of `bash` and `shell` fences, and of the commands that a reader runs.
///
/// A script that begins with `#!/bin/sh` is read as `POSIXShellLanguage` reads it.
package enum ShellLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    ShellPlacer.place(skeleton, dialect: ShellDialect(script: skeleton.bytes))
  }

  /// Words, assignments, keywords, operators, comments and the lines of here-documents, in the order
  /// of their ends; what a word expands stands in it as a byte that UTF-8 does not have.
  package static func tokens(of text: [UInt8]) -> [Token]? {
    ShellReader.tokens(of: text, dialect: ShellDialect(script: text))
  }
}

/// The language of `sh` fences: without `$'…'`, `[[ ]]`, `(( ))`, arrays and `<<<`.
package enum POSIXShellLanguage: Language {
  package static func place(_ skeleton: Skeleton) -> Result<Placement, PlacementProblems> {
    ShellPlacer.place(skeleton, dialect: .posix)
  }

  package static func tokens(of text: [UInt8]) -> [Token]? {
    ShellReader.tokens(of: text, dialect: .posix)
  }
}

extension ShellDialect {
  /// What the first line of a script names; bash, if it names nothing.
  init(script: [UInt8]) {
    self = .bash
    guard script.starts(with: "#!".utf8) else { return }
    let line = script.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
    let plain: Set<[UInt8]> = Set(["sh", "dash", "ash"].map { Array($0.utf8) })
    let isPlain = line.split(whereSeparator: ShellBytes.isBlank).prefix(2).contains {
      plain.contains(Array($0.split(separator: UInt8(ascii: "/")).last ?? []))
    }
    if isPlain { self = .posix }
  }
}
