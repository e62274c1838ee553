/// Settings of a unit that are lists of words: commands, and assignments of variables.
///
/// A quote may begin and end anywhere in a word; backslashes escape within quotes and without.
struct UnitWords {
  struct State: Hashable {
    /// The quote that a word left open at the end of a line.
    var quote: UInt8?
    /// `Environment=`: whether the open word has its `=`.
    var hasAssignment = false
    /// Commands: whether the program has been named.
    var hasProgram = false
    /// Commands: `:` before the program switches variables off.
    var hasVariables = true
    /// Commands: whether a word so far is the name of an interpreter.
    var runsInterpreter = false
  }

  private(set) var state: State
  private let setting: UnitSetting

  init(state: State, setting: UnitSetting) {
    self.state = state
    self.setting = setting
  }

  mutating func place(
    _ body: ArraySlice<SkeletonLine.Element>,
    into output: inout LineOutput
  ) {
    var rest = body
    while let first = rest.first {
      if state.quote == nil, first.isBlank, let blank = first.byte {
        output.append(blank)
        rest.removeFirst()
        continue
      }
      let word = UnitWord(prefixOf: rest, openQuote: state.quote)
      rest = rest[word.elements.endIndex...]
      place(word, into: &output)
    }
  }

  /// Reports a quote that the setting leaves open.
  mutating func end(
    at body: ArraySlice<SkeletonLine.Element>,
    into output: inout LineOutput
  ) {
    guard state.quote != nil else { return }
    var range = 0..<0
    for case .byte(let byte, let offset) in body where byte == state.quote {
      range = offset..<offset + 1
    }
    output.report(
      .init(.bytes(range), "This quote is not closed.", cure: "Close it before the setting ends.")
    )
  }

  private mutating func place(_ word: UnitWord, into output: inout LineOutput) {
    if setting == .command, word.isSeparator {
      state = State()
      output.append(word.elements) { _, _ in }
      return
    }
    let isProgram = setting == .command && !state.hasProgram
    if isProgram, word.prefix.contains(UInt8(ascii: ":")) { state.hasVariables = false }
    if setting == .command, UnitInterpreters.isNamed(by: word) { state.runsInterpreter = true }
    if word.elements.hasHole {
      let placer = UnitWordPlacer(
        word: word,
        isProgram: isProgram,
        setting: setting,
        state: state
      )
      placer.place(into: &output)
    } else {
      output.append(word.elements) { _, _ in }
    }
    state.quote = word.endQuote
    let hasAssignment = state.hasAssignment || word.assignment != nil
    state.hasAssignment = word.endQuote != nil && hasAssignment
    if word.endQuote == nil { state.hasProgram = true }
  }
}

/// Programs that read one of their arguments as a text in a language of its own.
enum UnitInterpreters {
  private static let names: Set<String> = [
    "sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "busybox", "env", "eval", "ssh", "su",
    "sudo", "runuser", "xargs", "find", "awk", "gawk", "mawk", "sed", "perl", "python", "gsed",
    "ruby", "node", "php", "lua", "tclsh", "expect", "jq", "yq", "watch", "script", "systemd-run",
    "nsenter", "rsync", "scp", "chroot", "flock", "timeout", "nft", "iptables-restore", "docker",
    "podman",
  ]

  /// Whether the word's last path segment is such a program.
  static func isNamed(by word: UnitWord) -> Bool {
    let bytes = word.elements.bytes(substitute: 0).filter {
      $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'")
    }
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? word.prefix.count
    // `python3.11` is `python`.
    let name = bytes.dropFirst(start)
    let isVersion = { (byte: UInt8) in (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") }
    guard let end = name.lastIndex(where: { !isVersion($0) }) else { return false }
    return names.contains(String(decoding: name[...end], as: UTF8.self))
  }
}
