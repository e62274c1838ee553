/// Where in a word or command a value cannot stand.
extension ShellLexer {
  struct Refusal {
    let message: String
    let cure: String

    init(_ message: String, cure: String) {
      self.message = message
      self.cure = cure
    }
  }

  /// What holds for every kind of value, or for all but integers.
  func refusalOfAll(
    _ commands: ShellCommands,
    _ word: ShellWord,
    _ kind: Skeleton.Kind
  ) -> Refusal? {
    switch commands.redirection {
    case .descriptor:
      return Refusal("cannot be the number of a file descriptor", cure: "write the number")
    case .delimiter:
      return Refusal("cannot be the delimiter of a here-document", cure: "write a fixed word")
    case .file, .hereString, nil: break
    }
    switch commands.mode {
    case .forName:
      return Refusal("cannot be the name of a variable", cure: "write the name")
    case .functionName:
      return Refusal("cannot be the name of a function", cure: "write the name")
    case .forIn, .caseIn:
      return Refusal("cannot stand before in", cure: "put in first")
    case .conditional where commands.words.last?.is("=~") == true && kind != .integer:
      return Refusal(
        "cannot stand in a regular expression, in which a dot stands for any character",
        cure: "compare with == instead"
      )
    case .conditional where isArithmeticOperand(commands) && kind != .integer:
      return Refusal(
        "cannot stand in an arithmetic expression",
        cure: "use a parameter of type int or port"
      )
    case .conditional where commands.wordsVary && kind != .integer:
      return Refusal(
        "cannot stand in a test whose other words depend on a condition",
        cure: "repeat the whole test instead of some of its words"
      )
    default: break
    }
    if kind != .integer, word.openBraces > 0 {
      return Refusal(
        "cannot stand in unquoted braces, whose commas make several words",
        cure: "quote the braces, or write one word for each"
      )
    }
    if kind != .integer, word.hasOpenBracket {
      return Refusal(
        "cannot stand in unquoted brackets, which are a pattern",
        cure: "quote the brackets"
      )
    }
    if let name = commands.words.first, name.is("let"), commands.mode == .arguments {
      return Refusal("cannot stand in a let command", cure: "write x=$((…)) instead")
    }
    return nil
  }

  private func isArithmeticOperand(_ commands: ShellCommands) -> Bool {
    guard let last = commands.words.last, last.isKnown, !last.isQuoted else { return false }
    return ShellCommandTable.arithmeticTests.contains(last.text)
  }

  /// What holds for values of any characters.
  func refusalOfText(
    _ commands: ShellCommands,
    _ word: ShellWord,
    _ quoting: Quoting
  ) -> Refusal? {
    if isInSecondLanguage {
      return Refusal(
        "cannot stand inside a here-document or ${ }",
        cure: "assign the value to a variable before, and write that variable here"
      )
    }
    if quoting == .double, case .doubleQuotes(_, isTranslated: true)? = state.frames.last {
      return Refusal(#"cannot stand in $"…", which is translated"#, cure: "remove the dollar sign")
    }
    switch commands.redirection {
    case .file:
      return Refusal(
        "cannot be the name of a file to read or write",
        cure: "use a parameter of type path"
      )
    case .hereString:
      // Without a name yet, it could still be the name of a shell.
      let isProgram = commands.words.isEmpty || ShellCommandTable.readsProgram(commands)
      return isProgram ? Self.refusalAsInput : nil
    case .descriptor, .delimiter, nil: break
    }
    if word.isAssignment {
      let name = word.text.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "+") }
      if ShellCommandTable.programVariables.contains(Array(name)) {
        return Refusal(
          "cannot stand in this variable, whose text shells run or expand",
          cure: "write its text, and put the value into another variable"
        )
      }
    }
    return isInProgramOutput ? Self.refusalAsInput : refusalByMode(commands, word)
  }

  /// Whether the output of the command at hand is a part of a program: `eval "$(…)"`,
  /// `source <(…)`.
  private var isInProgramOutput: Bool {
    var lists = state.frames.compactMap { frame in
      if case .commands(let commands) = frame { commands } else { nil }
    }
    lists.removeLast()
    return lists.contains { !$0.words.isEmpty && ShellCommandTable.readsProgram($0) }
  }

  static let refusalAsInput = Refusal(
    "cannot be the input of a command that runs it as a program",
    cure: "put the program into a file, and give it the value as an argument"
  )

  private func refusalByMode(_ commands: ShellCommands, _ word: ShellWord) -> Refusal? {
    switch commands.mode {
    case .start where !word.isAssignment:
      return Refusal(
        "cannot be the name of a command",
        cure: "write the name, or use a parameter of type path or enum"
      )
    case .conditional:
      if let last = commands.words.last, last.is("-v") || last.is("-R") {
        return Refusal(
          "cannot be the name of a variable, whose index could run commands",
          cure: "write the name"
        )
      }
      return nil
    case .arguments:
      return refusalAsArgument(commands, word)
    case .start, .forWords, .caseWord, .casePattern, .array, .forName, .forIn, .caseIn,
      .functionName:
      return nil
    }
  }

  private func refusalAsArgument(_ commands: ShellCommands, _ word: ShellWord) -> Refusal? {
    switch ShellCommandTable.argument(of: commands, word) {
    case .program(let cure):
      Refusal(
        "cannot stand in a word that another program reads as a language of its own",
        cure: cure
      )
    case .word(mayBeOption: true) where word.canBecomeOption:
      Refusal(
        "cannot begin an argument or name an option: with a hyphen first it would be another one",
        cure: "put -- before it, or write --option={{ … }}"
      )
    case .word: nil
    }
  }
}
