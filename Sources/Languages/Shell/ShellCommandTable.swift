/// What commands do with their arguments, as far as it concerns values of any characters.
///
/// The table errs on the side of refusing: a command that reads a program in one of its arguments is
/// found by its name wherever that stands, so that wrappers such as `sudo` hide nothing.
enum ShellCommandTable {
  enum Argument: Equatable {
    /// An ordinary word.
    case word(mayBeOption: Bool)
    /// Text of a second language.
    case program(cure: String)
  }

  /// How the next word of a command is read, of which `current` is there already.
  static func argument(of commands: ShellCommands, _ current: ShellWord) -> Argument {
    if commands.wordsVary {
      return .program(cure: "repeat the whole command instead of some of its words")
    }
    let words = withoutPrefixes(commands.words)
    guard let first = words.first, first.isKnown else {
      return .program(cure: "write the name of the command before it")
    }
    let name = baseName(first.text)
    if let cure = program(in: words, current) { return .program(cure: cure) }
    if isShellOperand(words) { return .word(mayBeOption: false) }
    if declarations.contains(name) { return declaration(words, current) }
    switch String(decoding: name, as: UTF8.self) {
    case "printf": return printf(words)
    case "test", "[": return test(words)
    // What is no program is the value of `--arg`.
    case "jq", ":", "true", "false": return .word(mayBeOption: false)
    default: break
    }
    if wrappers.contains(name) {
      let hasCommand = words.dropFirst().contains { $0.text.first != UInt8(ascii: "-") }
      let isKnown = words.allSatisfy(\.isKnown)
      return hasCommand && isKnown
        ? .word(mayBeOption: true) : .program(cure: "write the command before it")
    }
    let endsOptions = words.dropFirst().contains { $0.isKnown && $0.text.elementsEqual("--".utf8) }
    return .word(mayBeOption: !endsOptions || ignoresDoubleHyphen.contains(name))
  }

  /// `sudo rm` is `rm`.
  private static func withoutPrefixes(_ words: [ShellWord]) -> ArraySlice<ShellWord> {
    var words = words[...]
    while let first = words.first, first.isKnown, prefixes.contains(baseName(first.text)),
      let second = words.dropFirst().first, second.isKnown, let byte = second.text.first,
      byte != UInt8(ascii: "-"), !second.text.contains(UInt8(ascii: "="))
    {
      words = words.dropFirst()
    }
    return words
  }

  /// The cure, if the next word is a program of a second language.
  private static func program(in words: ArraySlice<ShellWord>, _ current: ShellWord) -> String? {
    for (index, word) in zip(words.indices, words) where word.isKnown {
      let name = baseName(word.text)
      if let cure = interpreters[name] { return cure }
      if shells.contains(name), progress(words[(index + 1)...]) == .beforeProgram {
        return #"write \#(String(decoding: name, as: UTF8.self)) -c '… "$1"' _ {{ … }}"#
      }
      if grepNames.contains(name), !isFixed(words[(index + 1)...]) {
        return "use grep -F, which looks for the text itself"
      }
      if name.elementsEqual("jq".utf8), !isJQArgument(words[(index + 1)...]) {
        return "write jq --arg name {{ … }}, and $name in the filter"
      }
      if remoteCopiers.contains(name), current.text.contains(UInt8(ascii: ":")) {
        return "use a parameter of type path: the shell of the other host reads it"
      }
      guard let options = programOptions[name] else { continue }
      if options.contains(where: { isBegun($0, words.last, current) }) {
        return "put it into a file, and name the file"
      }
    }
    return nil
  }

  /// Whether the option's value comes next: behind `--data x`, `-d x` and `-sd x`, or in the word at
  /// hand. Of a long option, also longer ones are meant: `--data-raw` is as `--data`.
  private static func isBegun(
    _ option: [UInt8],
    _ last: ShellWord?,
    _ current: ShellWord
  ) -> Bool {
    if current.text.starts(with: option) { return true }
    guard let last, last.text.first == UInt8(ascii: "-") else { return false }
    if option.starts(with: "--".utf8) { return last.text.starts(with: option) }
    let isCluster = option.count == 2 && last.text.dropFirst().first != UInt8(ascii: "-")
    return last.text == option || isCluster && last.text.last == option.last
  }

  private enum Progress {
    /// Options, or the operands of a script.
    case noProgram
    /// `-c` came; the program comes next.
    case beforeProgram
    case behindProgram
  }

  /// How far a shell has come with these arguments. One that is not known could be `-c`.
  private static func progress(_ arguments: ArraySlice<ShellWord>) -> Progress {
    var progress = Progress.noProgram
    var isOptionValue = false
    for argument in arguments {
      if isOptionValue {
        isOptionValue = false
        continue
      }
      isOptionValue = takesValue(argument)
      let first = argument.text.first
      let isOption =
        first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || !argument.isKnown
      if progress == .beforeProgram, !isOption || (argument.isQuoted && !argument.isKnown) {
        return .behindProgram
      }
      if !isOption { return .noProgram }
      let couldBeC = !argument.isKnown || argument.text.contains(UInt8(ascii: "c"))
      if couldBeC { progress = .beforeProgram }
    }
    return progress
  }

  /// Whether the option of a shell takes the next word, as `-o pipefail` and `-euo pipefail` do.
  private static func takesValue(_ option: ShellWord) -> Bool {
    guard option.isKnown, let first = option.text.first, "-+".utf8.contains(first) else {
      return false
    }
    if option.text.starts(with: "--".utf8) {
      return option.text.elementsEqual("--rcfile".utf8)
        || option.text.elementsEqual("--init-file".utf8)
    }
    return option.text.contains { $0 | 0x20 == UInt8(ascii: "o") }
  }

  /// Whether the next word is `$0`, `$1`… of a program behind `sh -c`.
  private static func isShellOperand(_ words: ArraySlice<ShellWord>) -> Bool {
    zip(words.indices, words).contains { index, word in
      word.isKnown && shells.contains(baseName(word.text))
        && progress(words[(index + 1)...]) == .behindProgram
    }
  }

  private static func isFixed(_ arguments: ArraySlice<ShellWord>) -> Bool {
    arguments.contains {
      let isCluster = $0.text.first == UInt8(ascii: "-") && $0.text.dropFirst().first != 0x2D
      return $0.isKnown
        && (isCluster && $0.text.contains(UInt8(ascii: "F"))
          || $0.text.elementsEqual("--fixed-strings".utf8))
    }
  }

  /// The value of `--arg name value`.
  private static func isJQArgument(_ arguments: ArraySlice<ShellWord>) -> Bool {
    guard let option = arguments.dropLast().last else { return false }
    return option.isKnown && option.text.elementsEqual("--arg".utf8)
  }

  /// `export NAME=value`: no name can be a value, because an index in it would be computed, and with
  /// `-a` or `-i` the value would be as well.
  private static func declaration(
    _ words: ArraySlice<ShellWord>,
    _ current: ShellWord
  ) -> Argument {
    let areOptionsPlain = words.dropFirst().allSatisfy { word in
      word.text.first != UInt8(ascii: "-") && word.isKnown || word.isAssignment
        || word.isKnown && word.text.allSatisfy { "-rxgp".utf8.contains($0) }
    }
    return current.isAssignment && areOptionsPlain
      ? .word(mayBeOption: false)
      : .program(cure: "write NAME={{ … }} on a line of its own")
  }

  private static func printf(_ words: ArraySlice<ShellWord>) -> Argument {
    let operands = words.dropFirst()
    let isOption = operands.first.map { $0.text.first == UInt8(ascii: "-") || !$0.isKnown } ?? true
    return isOption
      ? .program(cure: "write printf '%s\\n' {{ … }}") : .word(mayBeOption: false)
  }

  private static func test(_ words: ArraySlice<ShellWord>) -> Argument {
    if words.contains(where: { $0.is("-v") || $0.is("-R") }) {
      return .program(cure: "write the name of the variable")
    }
    let comparisons: [StaticString] = ["=", "==", "!="]
    let isSecondOperand =
      words.count == 3 && comparisons.contains { words.last?.is($0) == true }
    return .word(mayBeOption: !isSecondOperand)
  }

  /// Whether a command reads its program from its standard input, or may do so.
  static func readsProgram(_ commands: ShellCommands) -> Bool {
    let words = commands.words[...]
    if let first = words.first, !first.isKnown { return true }
    return zip(words.indices, words).contains { index, word in
      guard word.isKnown else { return false }
      let name = baseName(word.text)
      return shells.contains(name) && progress(words[(index + 1)...]) != .behindProgram
        || programReaders.contains(name)
          // As an argument, a dot is a folder or a filter.
          && (index == words.startIndex || !name.elementsEqual(".".utf8))
    }
  }

  /// `/usr/bin/python3.11` is `python`, and `gsed` is `sed`.
  private static func baseName(_ path: [UInt8]) -> [UInt8] {
    let name = path.split(separator: UInt8(ascii: "/")).last ?? []
    let isVersion = { (byte: UInt8) in ShellBytes.isDigit(byte) || byte == UInt8(ascii: ".") }
    guard let end = name.lastIndex(where: { !isVersion($0) }), !name.elementsEqual("sqlite3".utf8),
      !name.elementsEqual("m4".utf8)
    else { return Array(name) }
    return Array(name[...end])
  }
}
