import Publishing

/// `commands.list`: what `run.sh` and `verify.sh` go through, and the texts of the commands.
///
/// A line has seven columns with tabs between: kind, id, key, shell, file below `commands/`, where,
/// title. The kinds are `step`, `run` and `check`, and before a command that waits for others `before`
/// (with the key of what it waits for) and `elsewhere`. A column that means nothing is `-`.
extension CommandPlan {
  private static let head = """
    # The commands and checks in the order of the guide, as run.sh and verify.sh read them.
    # kind\tid\tkey\tshell\tfile in commands/\twhere\ttitle

    """

  /// The list of one host, or of the workstation (nil), which also names the commands of all hosts.
  func list(for host: String?) -> [UInt8] {
    var text = Self.head
    var step: Int?
    var waiting: [Command] = []
    for command in commands {
      let copy = command.copy(for: host)
      // The same command on other hosts is nothing to wait for: they are served side by side.
      if host != nil, copy == nil, !command.isCheck { waiting.append(command) }
      guard copy != nil || host == nil else { continue }
      if step != command.step {
        step = command.step
        let (id, title) = steps[command.step]
        text += Self.row("step", id, title: title)
      }
      if host != nil, !waiting.isEmpty {
        text += rows(waiting)
        waiting = []
      }
      text += Self.row(
        command.isCheck ? "check" : "run",
        command.id,
        key: copy?.key ?? "-",
        shell: copy == nil ? "-" : command.shell.rawValue,
        file: copy == nil ? "-" : command.fileName,
        place: host == nil && copy == nil ? command.hosts.joined(separator: ",") : "-",
        title: copy?.title ?? command.title
      )
    }
    return Array(text.utf8)
  }

  /// The files below `commands/` of one host or of the workstation.
  func texts(for host: String?) -> [(name: String, bytes: [UInt8])] {
    commands.flatMap { command -> [(name: String, bytes: [UInt8])] in
      guard let copy = command.copy(for: host) else { return [] }
      let text = (command.fileName, copy.text)
      return [text] + (copy.expect.map { [(command.expectFileName, $0)] } ?? [])
    }
  }

  func hasCommands(for host: String?) -> Bool { commands.contains { $0.copy(for: host) != nil } }

  /// What has to be done elsewhere before the next command.
  private func rows(_ waiting: [Command]) -> String {
    let keys = waiting.flatMap { command in command.copies.map { "\(command.id) \($0.key)\n" } }
    let key = SHA256.hex(of: Array(keys.joined().utf8))
    return waiting.reduce(into: Self.row("before", "-", key: key)) { text, command in
      text += Self.row(
        "elsewhere",
        command.id,
        place: command.hosts.isEmpty ? "the workstation" : command.hosts.joined(separator: ", "),
        title: "\(command.title) (\(steps[command.step].title))"
      )
    }
  }

  private static func row(
    _ kind: String,
    _ id: String,
    key: String = "-",
    shell: String = "-",
    file: String = "-",
    place: String = "-",
    title: String = "-"
  ) -> String {
    [kind, id, key, shell, file, place, title].joined(separator: "\t") + "\n"
  }
}
