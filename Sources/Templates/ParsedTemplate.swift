import Diagnostics

/// A template whose sections are matched and whose lines of tags alone have vanished.
struct ParsedTemplate: Sendable {
  let source: TemplateSource
  private(set) var tokens: [TemplateToken]

  init(_ source: TemplateSource, log: inout DiagnosticLog) {
    self.source = source
    tokens = TemplateLexer.tokens(of: source.file, log: &log)
    matchSections(log: &log)
    removeStandaloneLines()
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: source.file.bytes[range], as: UTF8.self)
  }

  /// Tells every section where it ends. An unmatched close is dropped and an unclosed section
  /// ends where the section around it does, so that the names inside are still checked.
  private mutating func matchSections(log: inout DiagnosticLog) {
    var matched: [TemplateToken] = []
    var open: [Int] = []
    for token in tokens {
      switch token.kind {
      case .section:
        open.append(matched.count)
        matched.append(token)
      case .close:
        close(with: token, open: &open, matched: &matched, log: &log)
      default: matched.append(token)
      }
    }
    for index in open.reversed() {
      reportUnclosed(matched[index], log: &log)
      Self.end(index, in: &matched)
    }
    tokens = matched
  }

  private func close(
    with token: TemplateToken,
    open: inout [Int],
    matched: inout [TemplateToken],
    log: inout DiagnosticLog
  ) {
    let name = source.file.bytes[token.name]
    let target = open.lastIndex { source.file.bytes[matched[$0].name] == name }
    guard let target else {
      let notes = open.last.map { [openedHere(matched[$0])] } ?? []
      log.add(
        .error(
          .templateNesting,
          "no section '\(text(token.name))' is open here",
          at: source.file.range(token.range),
          cure: open.last.map { "did you mean {{/\(text(matched[$0].name))}}?" },
          notes: notes
        )
      )
      return
    }
    while open.count > target + 1 {
      let index = open.removeLast()
      reportUnclosed(matched[index], log: &log)
      Self.end(index, in: &matched)
    }
    Self.end(open.removeLast(), in: &matched)
    matched.append(token)
  }

  private static func end(_ index: Int, in tokens: inout [TemplateToken]) {
    guard case .section(let inverted, _) = tokens[index].kind else { return }
    tokens[index].kind = .section(inverted: inverted, end: tokens.count)
  }

  private func openedHere(_ token: TemplateToken) -> Diagnostic.Note {
    Diagnostic.Note("'\(text(token.name))' was opened here", at: source.file.range(token.range))
  }

  private func reportUnclosed(_ token: TemplateToken, log: inout DiagnosticLog) {
    log.add(
      .error(
        .templateNesting,
        "section '\(text(token.name))' is never closed",
        at: source.file.range(token.range),
        cure: "close it with {{/\(text(token.name))}}"
      )
    )
  }

  /// As Mustache has it: a section, close, comment or partial tag alone on its line takes the
  /// whole line with it. A variable never does.
  private mutating func removeStandaloneLines() {
    let bytes = source.file.bytes
    for index in tokens.indices {
      switch tokens[index].kind {
      case .text, .escaped, .raw: continue
      default: break
      }
      let tag = tokens[index].range
      var start = tag.lowerBound
      while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
      guard start == 0 || bytes[start - 1] == 0x0A else { continue }
      var end = tag.upperBound
      while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
      if end < bytes.count, bytes[end] == 0x0D { end += 1 }
      guard end == bytes.count || bytes[end] == 0x0A else { continue }
      end = min(end + 1, bytes.count)
      tokens[index].isStandalone = true
      if case .partial = tokens[index].kind {
        tokens[index].kind = .partial(indentation: start..<tag.lowerBound)
      }
      cutText(before: index, at: start)
      cutText(after: index, at: end)
    }
  }

  private mutating func cutText(before index: Int, at start: Int) {
    guard index > 0, tokens[index - 1].kind == .text else { return }
    let range = tokens[index - 1].range
    tokens[index - 1].range = range.lowerBound..<max(range.lowerBound, min(range.upperBound, start))
  }

  private mutating func cutText(after index: Int, at end: Int) {
    guard index + 1 < tokens.count, tokens[index + 1].kind == .text else { return }
    let range = tokens[index + 1].range
    tokens[index + 1].range = min(range.upperBound, max(range.lowerBound, end))..<range.upperBound
  }
}

extension ParsedTemplate {
  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { source.file.bytes[range] }
}
