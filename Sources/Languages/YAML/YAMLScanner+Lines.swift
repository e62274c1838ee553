/// Lines that belong to a scalar of several lines.
extension YAMLScanner {
  mutating func scanBlockHeader(_ start: Int, parent: Int) -> YAMLMode {
    var index = start + 1
    var explicit: Int?
    while let byte = line.byte(index), !byte.isBlank {
      if byte.isDecimalDigit { explicit = Int(byte) - 0x30 }
      index += 1
    }
    emit(start..<index)
    if line.isHole(index) {
      refuseAll(
        index..<line.count,
        "cannot stand behind the sign of a block scalar",
        cure: "write the text on the next line, indented"
      )
    } else {
      finishLine(index)
    }
    return .block(
      parent: parent,
      indentation: explicit.map { max(parent, 0) + $0 },
      isFolded: line.byte(start) == UInt8(ascii: ">")
    )
  }

  mutating func scanContent(_ indentation: Int, _ isFolded: Bool) {
    if indentation == 0 {
      // A line of the scalar could be the marker of a document.
      refuseAll(
        0..<line.count,
        "cannot stand in a block scalar without indentation",
        cure: "indent the lines of the scalar"
      )
      return
    }
    mark(indentation..<line.count, .string)
    let isAlone = line.isHole(indentation) && line.count == indentation + 1
    for index in 0..<line.count {
      switch line.units[index] {
      case .byte(let byte): output.append(byte)
      case .hole(let hole):
        placeInBlock(hole, column: index, isAlone: isAlone, isFolded: isFolded)
      }
    }
    state = Set(
      state.compactMap { mode in
        guard case .block(let parent, _, let isFolded) = mode else { return nil }
        return .block(parent: parent, indentation: indentation, isFolded: isFolded)
      }
    )
  }

  private mutating func placeInBlock(_ hole: Int, column: Int, isAlone: Bool, isFolded: Bool) {
    switch kind(hole) {
    case .integer, .boolean, .inert:
      append(hole, .verbatim)
    case .armored where isAlone && !isFolded:
      append(hole, .yamlBlockLines(indentation: column))
    case .armored:
      refuse(
        hole,
        isFolded
          ? "cannot stand in a folded block scalar, which joins lines"
          : "must be alone on its line in a block scalar, and not deeper than its first line",
        cure: isFolded
          ? "write | instead of >" : "put it on a line of its own, indented like the first"
      )
    case .line, .text:
      refuse(
        hole,
        "cannot stand in a block scalar, whose text is in a language of its own",
        cure: "use a type of fewer characters, or make the whole scalar one placeholder"
      )
    }
  }

  // MARK: Continued plain scalars

  mutating func scanContinuation(_ start: YAMLLine.Start, _ holdsValue: Bool) {
    let end = plainEnd(from: start.indentation, inFlow: false)
    if holdsValue {
      report(
        line.range(start.indentation, end),
        "A plain scalar that holds a placeholder must end on its line.",
        cure: "write the scalar on one line, between double quotes"
      )
    }
    refuseAll(
      0..<end,
      "cannot stand in a plain scalar of several lines",
      cure: "write the scalar on one line, between double quotes"
    )
    if isBlockKey(at: end) {
      report(
        line.range(start.indentation, end),
        "This line continues the scalar above it and cannot be a key.",
        cure: "indent it like the key above"
      )
    }
    var index = end
    skipBlanks(&index)
    if index < line.count {
      emitCommentOrRest(index)
      state = [.structure]
    }
  }

  private mutating func emitCommentOrRest(_ index: Int) {
    if isComment(index) {
      emitComment(index..<line.count)
    } else {
      refuseAll(index..<line.count)
    }
  }
}
