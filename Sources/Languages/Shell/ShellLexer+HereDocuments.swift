/// The bodies of here-documents.
extension ShellLexer {
  mutating func stepHereDocument(_ run: ShellRun, _ document: ShellHereDocument) {
    var document = document
    if document.isAtLineStart {
      let line = lineSymbols(run)
      if isEnd(line, of: document) {
        index += line.count
        if run.byte(index) == UInt8(ascii: "\n") { index += 1 }
        pop()
        beginHereDocument(document.start)
        return
      }
      check(line, of: document)
      document.isAtLineStart = false
      replaceTop(.hereDocument(document))
      // An empty line has nothing but its end.
      if run.byte(index) != UInt8(ascii: "\n") || index >= run.symbols.count { return }
    }
    if run.hole(index) != nil {
      // Its line has been checked as a whole.
      index += 1
    } else if run.byte(index) == UInt8(ascii: "\n") {
      index += 1
      document.isAtLineStart = true
      replaceTop(.hereDocument(document))
    } else if document.isQuoted {
      index += 1
    } else {
      stepUnquotedBody(run)
    }
  }

  private mutating func stepUnquotedBody(_ run: ShellRun) {
    let offset = run.offset(index)
    switch run.byte(index) {
    case UInt8(ascii: "$"): dollar(run)
    case UInt8(ascii: "`"):
      index += 1
      push(.backquotes(start: offset), at: offset)
    case UInt8(ascii: "\\"):
      if let hole = run.hole(index + 1) { refuseBehindBackslash(hole) }
      index += 2
    default: index += 1
    }
  }

  private func lineSymbols(_ run: ShellRun) -> ArraySlice<ShellRun.Symbol> {
    var end = index
    while end < run.symbols.count, run.symbols[end] != .byte(UInt8(ascii: "\n")) { end += 1 }
    return run.symbols[index..<end]
  }

  private func stripped(
    _ line: ArraySlice<ShellRun.Symbol>,
    _ document: ShellHereDocument
  ) -> ArraySlice<ShellRun.Symbol> {
    document.stripsTabs ? line.drop { $0 == .byte(UInt8(ascii: "\t")) } : line
  }

  private func isEnd(
    _ line: ArraySlice<ShellRun.Symbol>,
    of document: ShellHereDocument
  ) -> Bool {
    let line = stripped(line, document)
    return line.count == document.delimiter.count
      && zip(line, document.delimiter).allSatisfy { $0 == .byte($1) }
  }

  /// Places the holes of a line.
  private mutating func check(
    _ line: ArraySlice<ShellRun.Symbol>,
    of document: ShellHereDocument
  ) {
    let body = stripped(line, document)
    for case .hole(let hole) in line {
      switch holes[hole].kind {
      case .integer, .boolean, .inert:
        encodings[hole] = .verbatim
        if canBeEqual(body, to: document.delimiter) { refuseAsDelimiter(hole) }
      case .armored:
        placeArmored(hole, in: line, body, document)
      case .line, .text:
        refuse(
          hole,
          "cannot stand in a here-document, whose text has rules of its own",
          cure: "put the value into a variable or a file of its own"
        )
      }
    }
  }

  private mutating func placeArmored(
    _ hole: Int,
    in line: ArraySlice<ShellRun.Symbol>,
    _ body: ArraySlice<ShellRun.Symbol>,
    _ document: ShellHereDocument
  ) {
    var indentation: [UInt8] = []
    for case .byte(let byte) in line { indentation.append(byte) }
    guard line.last == .hole(hole), indentation.count == line.count - 1,
      indentation.allSatisfy(ShellBytes.isBlank)
    else {
      refuse(hole, "must stand alone on its line", cure: "give it a line of its own")
      return
    }
    encodings[hole] = .shellHereDocument(indentation: indentation)
    // Armored lines begin with hyphens, or are base64, whose length is a multiple of four.
    let delimiter = document.delimiter
    let isBase64 = delimiter.allSatisfy {
      ShellBytes.isLetter($0) || ShellBytes.isDigit($0) || "+/=".utf8.contains($0)
    }
    let isLine = isBase64 && delimiter.count % 4 == 0 || delimiter.starts(with: "-----".utf8)
    if body.count == 1, isLine { refuseAsDelimiter(hole) }
  }

  private mutating func refuseAsDelimiter(_ hole: Int) {
    refuse(
      hole,
      "cannot make up this line of a here-document, which it could end",
      cure: "end the here-document with a word that no value can be, such as EOF~"
    )
  }

  /// Whether values can make a line equal to the delimiter.
  private func canBeEqual(_ line: ArraySlice<ShellRun.Symbol>, to delimiter: [UInt8]) -> Bool {
    guard line.contains(where: { if case .hole = $0 { true } else { false } }) else { return false }
    // How many bytes of the delimiter the symbols so far can make up.
    var reached: Set<Int> = [0]
    for symbol in line {
      var next: Set<Int> = []
      for position in reached {
        switch symbol {
        case .byte(let byte):
          if position < delimiter.count, delimiter[position] == byte { next.insert(position + 1) }
        case .hole(let hole):
          var end = position
          while end < delimiter.count, isByte(delimiter[end], of: holes[hole].kind) {
            end += 1
            next.insert(end)
          }
        }
      }
      reached = next
      if reached.isEmpty { return false }
    }
    return reached.contains(delimiter.count)
  }

  private func isByte(_ byte: UInt8, of kind: Skeleton.Kind) -> Bool {
    switch kind {
    case .integer: ShellBytes.isDigit(byte) || byte == UInt8(ascii: "-")
    case .boolean: "truefalse".utf8.contains(byte)
    case .inert: ShellBytes.isName(byte) || "@+:,./=-".utf8.contains(byte)
    case .line, .armored, .text: true
    }
  }
}
