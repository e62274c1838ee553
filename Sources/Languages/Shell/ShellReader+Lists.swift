/// Lists of commands.
extension ShellReader {
  /// What the words of a list are to the reader, as it goes.
  private struct Progress {
    enum Case {
      case word, keyword, pattern, body
    }

    let isArray: Bool
    let isNested: Bool
    /// A command may begin here.
    var isStart: Bool
    /// How far each open `case` has come.
    var cases: [Case] = []
    var isConditional = false
    /// The next word is a regular expression.
    var isRegex = false
    /// The next word is the delimiter of a here-document.
    var delimiter: (stripsTabs: Bool, Void)?
    var isRedirected = false
  }

  private static let operators = [
    ";;&", "&>>", "<<<", "<<-", ";;", ";&", "&&", "&>", "||", "|&", "<<", "<&", "<>", ">>", ">&",
    ">|", ";", "&", "|", "<", ">",
  ]

  /// Reads up to the end of the text, or, if nested, behind the parenthesis that closes the list.
  mutating func readList(isArray: Bool, isNested: Bool) throws(Malformed) {
    var progress = Progress(isArray: isArray, isNested: isNested, isStart: !isArray)
    while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
      case UInt8(ascii: "\\") where peek(1) == UInt8(ascii: "\n"): index += 2
      case UInt8(ascii: "#"): readComment()
      case UInt8(ascii: "\n"): try endLine(&progress)
      case UInt8(ascii: "("): try openParenthesis(&progress)
      case UInt8(ascii: ")"):
        index += 1
        if progress.cases.last == .pattern {
          emit("operator", [byte])
          progress.cases[progress.cases.count - 1] = .body
          progress.isStart = true
        } else if progress.isConditional {
          emit("operator", [byte])
        } else if isNested, progress.cases.isEmpty {
          return
        } else {
          throw Malformed()
        }
      default:
        if isSubstitution || !readOperator(&progress) { try readWord(&progress) }
      }
    }
    if isNested || !progress.cases.isEmpty || progress.isConditional { throw Malformed() }
  }

  /// `<(` and `>(`, which begin a word.
  private var isSubstitution: Bool { startsWith("<(") || startsWith(">(") }

  private mutating func readComment() {
    let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    emit("comment", Array(bytes[index..<end]))
    index = end
  }

  private mutating func endLine(_ progress: inout Progress) throws(Malformed) {
    index += 1
    if !progress.isArray { emit("operator", [UInt8(ascii: "\n")]) }
    progress.isStart = !progress.isArray
    progress.isRegex = false
    let documents = hereDocuments
    hereDocuments = []
    for document in documents { try readBody(document) }
  }

  private mutating func readBody(_ document: HereDocument) throws(Malformed) {
    var body: [UInt8] = []
    while index < bytes.count {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var line = bytes[index..<end]
      index = min(end + 1, bytes.count)
      if document.stripsTabs { line = line.drop { $0 == UInt8(ascii: "\t") } }
      if line.elementsEqual(document.delimiter) {
        if document.isQuoted {
          emit("here-document", body)
        } else {
          tokens += try tokens(ofBody: body)
        }
        return
      }
      body += line + [UInt8(ascii: "\n")]
    }
    throw Malformed()
  }

  private mutating func openParenthesis(_ progress: inout Progress) throws(Malformed) {
    if hasArithmeticCommands, progress.isStart, peek(1) == UInt8(ascii: "(") {
      var value: [UInt8] = []
      index += 2
      try readArithmetic(&value, closer: "))")
      emit("arithmetic", value)
      progress.isStart = true
      return
    }
    index += 1
    emit("operator", [UInt8(ascii: "(")])
    if progress.cases.last == .pattern || progress.isConditional { return }
    let isArray = progress.isArray
    try nest { (reader) throws(Malformed) in
      try reader.readList(isArray: isArray, isNested: true)
    }
    emit("operator", [UInt8(ascii: ")")])
    progress.isStart = true
  }

  private mutating func readOperator(_ progress: inout Progress) -> Bool {
    guard let found = Self.operators.first(where: { startsWith($0) }) else { return false }
    index += found.utf8.count
    emit("operator", Array(found.utf8))
    switch found {
    case "<<", "<<-": progress.delimiter = (found == "<<-", ())
    case "<", ">", "<<<", "<&", "<>", ">>", ">&", ">|", "&>", "&>>":
      progress.isRedirected = !progress.isConditional
    case ";;", ";&", ";;&":
      progress.isStart = true
      if progress.cases.last == .body { progress.cases[progress.cases.count - 1] = .pattern }
    default:
      progress.isStart = !progress.isConditional && progress.cases.last != .pattern
    }
    return true
  }

  private mutating func readWord(_ progress: inout Progress) throws(Malformed) {
    let word = try readWord(isRegex: progress.isRegex)
    // In an array only `[key]=value` assigns; `name=value` is a word like any other.
    let mayAssign =
      progress.isArray ? word.plain.first == UInt8(ascii: "[") : progress.isStart
    progress.isRegex = false
    if let (stripsTabs, _) = progress.delimiter {
      progress.delimiter = nil
      let isQuoted = word.isQuoted
      hereDocuments.append(
        HereDocument(delimiter: word.plain, isQuoted: isQuoted, stripsTabs: stripsTabs)
      )
      emit("delimiter", word.value)
    } else if progress.isRedirected {
      progress.isRedirected = false
      emit("target", word.value)
    } else if word.isNumber, current == UInt8(ascii: "<") || current == UInt8(ascii: ">") {
      emit("descriptor", word.value)
    } else if mayAssign, word.isAssignment {
      emit("assignment", word.value)
      try readArrayAfterAssignment(word)
    } else if word.isAssignment, current == UInt8(ascii: "(") {
      emit("assignment", word.value)
      try readArrayAfterAssignment(word)
    } else {
      advance(&progress, word)
    }
  }

  private mutating func readArrayAfterAssignment(_ word: Word) throws(Malformed) {
    guard word.value.last == UInt8(ascii: "="), current == UInt8(ascii: "(") else { return }
    index += 1
    emit("operator", [UInt8(ascii: "(")])
    try nest { (reader) throws(Malformed) in
      try reader.readList(isArray: true, isNested: true)
    }
    emit("operator", [UInt8(ascii: ")")])
  }

  /// An ordinary word or a keyword.
  private mutating func advance(_ progress: inout Progress, _ word: Word) {
    let isBare = !word.isQuoted
    let isKeyword = isBare && progress.isStart && Self.keywords.contains(word.plain)
    switch progress.cases.last {
    case .word: progress.cases[progress.cases.count - 1] = .keyword
    case .keyword: progress.cases[progress.cases.count - 1] = .pattern
    case .pattern where isBare && word.plain.elementsEqual("esac".utf8):
      progress.cases.removeLast()
      emit("keyword", word.value)
      progress.isStart = true
      return
    default: break
    }
    if progress.isConditional {
      emit(isBare ? operandKind(word) : "word", word.value)
      progress.isRegex = isBare && word.plain.elementsEqual("=~".utf8)
      if isBare, word.plain.elementsEqual("]]".utf8) {
        progress.isConditional = false
        progress.isStart = true
      }
      return
    }
    emit(isKeyword ? "keyword" : "word", word.value)
    guard isKeyword else {
      progress.isStart = false
      return
    }
    switch String(decoding: word.plain, as: UTF8.self) {
    case "case":
      progress.cases.append(.word)
      progress.isStart = false
    case "esac":
      if progress.cases.last == .body { progress.cases.removeLast() }
    case "for", "select", "function": progress.isStart = false
    case "[[":
      progress.isConditional = true
      progress.isStart = false
    default: break
    }
  }

  /// In `[[ ]]`, a bare hyphen with one or two letters is an operator.
  private func operandKind(_ word: Word) -> String {
    let isOperator =
      word.plain.first == UInt8(ascii: "-") && (2...3).contains(word.plain.count)
      && word.plain.dropFirst().allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
    return isOperator ? "operator" : "word"
  }

  private static let keywords = Set(
    [
      "!", "[[", "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function",
      "if", "select", "then", "time", "until", "while", "{", "}",
    ].map { Array($0.utf8) }
  )
}
