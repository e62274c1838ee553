import Diagnostics

/// Which attributes a fence may have.
extension FenceReader {
  private static let attributes = [
    "params", "file", "on", "mode", "owner", "src", "run", "check", "expect", "output", "raw",
    "use", "id", "if", "for", "title",
  ]
  private static let words: Set<String> = ["params", "run", "check", "output", "raw"]
  /// At most one of these says what a fence is.
  static let kinds = ["params", "file", "run", "check", "output", "use"]

  func checkAttributes(log: inout DiagnosticLog) {
    guard let info else { return }
    for attribute in info.attributes {
      if !Self.attributes.contains(attribute.name) {
        log.add(
          .error(
            .fenceAttribute,
            "unknown attribute '\(attribute.name)'",
            at: range(attribute.nameRange),
            cure: Suggestion.nearest(to: attribute.name, in: Self.attributes)
              .map { "did you mean '\($0)'?" }
              ?? "known are \(Self.attributes.joined(separator: " "))"
          )
        )
      } else if Self.words.contains(attribute.name) != (attribute.value == nil) {
        let isWord = Self.words.contains(attribute.name)
        log.add(
          .error(
            .fenceAttribute,
            isWord ? "'\(attribute.name)' takes no value" : "'\(attribute.name)' needs a value",
            at: range(attribute.nameRange),
            cure: isWord ? "write \(attribute.name)" : "write \(attribute.name)=…"
          )
        )
      }
    }
    let kinds = info.attributes.filter { Self.kinds.contains($0.name) }
    if kinds.count > 1 {
      log.add(
        .error(
          .fenceAttribute,
          "a fence cannot be both '\(kinds[0].name)' and '\(kinds[1].name)'",
          at: range(kinds[1].nameRange),
          cure: "make two fences"
        )
      )
    }
    reportMisplaced(["mode", "owner"], unless: has("file"), "file=", log: &log)
    reportMisplaced(["expect"], unless: has("check"), "check", log: &log)
    reportMisplaced(
      ["src"],
      unless: has("file") || has("run") || has("check"),
      "file=, run or check",
      log: &log
    )
    reportMisplaced(
      ["on"],
      unless: has("file") || has("run") || has("check"),
      "file=, run or check",
      log: &log
    )
  }

  /// A command is run by a program, and its id names a file.
  func checkCommand(log: inout DiagnosticLog) {
    guard let info else { return }
    if has("run") || has("check"), CommandShell(language: info.language) == nil {
      log.add(
        .error(
          .fenceAttribute,
          "nothing runs a command in '\(info.language)'",
          at: range(info.range),
          cure: "write it in bash, sh or python"
        )
      )
    }
    guard let value = info.value("id"), let id = text("id") else { return }
    let isName = id.utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "-") }
    if id.utf8.isEmpty || !isName || id.utf8.first == UInt8(ascii: "-") || id.utf8.count > 64 {
      log.add(
        .error(
          .fenceAttribute,
          "'\(id)' is not an id",
          at: range(value),
          cure: "use at most 64 letters, digits, '-' and '_', such as id=start-etcd"
        )
      )
    }
  }

  func reportMisplaced(
    _ names: [String],
    unless isPlaced: Bool,
    _ home: String,
    log: inout DiagnosticLog
  ) {
    guard !isPlaced, let info else { return }
    for attribute in info.attributes where names.contains(attribute.name) {
      log.add(
        .error(
          .fenceAttribute,
          "'\(attribute.name)' belongs to a fence with \(home)",
          at: range(attribute.nameRange),
          cure: "remove it"
        )
      )
    }
  }
}
