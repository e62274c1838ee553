import Diagnostics
import Expressions

/// Reads one code block: which kind of fence it is, its attributes and its body.
struct FenceReader {
  let page: ParsedPage
  let node: Int
  let reader: PageReader
  let info: FenceInfo?

  static func read(
    _ node: Int,
    in reader: PageReader,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> CodeBlock? {
    let fence = FenceReader(
      page: reader.page,
      node: node,
      reader: reader,
      info: reader.page.infos[node]
    )
    return fence.read(&builder, log: &log)
  }

  private static let attributes = [
    "params", "file", "on", "mode", "owner", "src", "run", "check", "expect", "output", "raw",
    "use", "id", "if", "for", "title",
  ]
  private static let words: Set<String> = ["params", "run", "check", "output", "raw"]
  /// At most one of these says what a fence is.
  private static let kinds = ["params", "file", "run", "check", "output", "use"]

  private func range(_ range: Range<Int>) -> SourceRange { page.file.range(range) }

  /// The info string, or the line of an indented code block.
  private var place: Range<Int> {
    info?.range ?? page.file.lineRange(Int(page.document.nodes[node].startLine) - 1)
  }

  private func text(_ name: String) -> String? {
    info?.value(name).map { String(decoding: page.file.bytes[$0], as: UTF8.self) }
  }

  private func has(_ word: String) -> Bool { info?.has(word) ?? false }

  private func read(_ builder: inout GuideBuilder, log: inout DiagnosticLog) -> CodeBlock? {
    checkAttributes(log: &log)
    if has("params") {
      guard reader.isTranslation else { return .declaration }
      log.add(
        .error(
          .executableInTranslation,
          "a translation cannot declare parameters",
          at: range(place),
          cure: "declare them in the source language only"
        )
      )
      return .declaration
    }
    if let info, info.attributes.count(where: { Self.kinds.contains($0.name) }) > 1 { return nil }
    if has("use") { return use(&builder, log: &log) }
    let isExecutable = has("file") || has("run") || has("check")
    if isExecutable, reader.isTranslation {
      log.add(
        .error(
          .executableInTranslation,
          "a translation cannot make files or commands of its own",
          at: range(place),
          cure: "write an empty fence with use= and the id of the source fence"
        )
      )
      return nil
    }
    if isExecutable, reader.isInLoop {
      log.add(
        .error(
          .fenceInLoop,
          "a fence that is a file or a command cannot stand inside '@for'",
          at: range(place),
          cure: #"put for="x in list" on the fence itself"#
        )
      )
      return nil
    }
    return fence(isExecutable, &builder, log: &log).map { add($0, to: &builder, log: &log) }
  }

  private func add(_ fence: Fence, to builder: inout GuideBuilder, log: inout DiagnosticLog)
    -> CodeBlock
  {
    let index = builder.fences.count
    builder.fences.append(fence)
    if let id = fence.id {
      if let other = builder.fenceIDs[id] {
        log.add(
          .error(
            .duplicateID,
            "the id '\(id)' is taken",
            at: info?.value("id").map(range) ?? fence.range,
            cure: "choose another",
            notes: [.init("first used here", at: builder.fences[other].range)]
          )
        )
      } else {
        builder.fenceIDs[id] = index
      }
    }
    return .fence(index)
  }

  // MARK: Attributes

  private func checkAttributes(log: inout DiagnosticLog) {
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

  private func reportMisplaced(
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

  // MARK: Translations

  private func use(_ builder: inout GuideBuilder, log: inout DiagnosticLog) -> CodeBlock? {
    guard let info, let value = info.value("use") else { return nil }
    let id = String(decoding: page.file.bytes[value], as: UTF8.self)
    guard reader.isTranslation else {
      log.add(
        .error(
          .useInSource,
          "only a translation can use a fence",
          at: range(value),
          cure: "write the fence itself here"
        )
      )
      return nil
    }
    let inline = page.content(of: node)
    if !inline.bytes.isEmpty {
      log.add(
        .error(
          .useWithBody,
          "a fence with use= is empty",
          at: inline.range(0..<inline.bytes.count),
          cure: "remove its text: it comes from the source page"
        )
      )
    }
    guard let fence = builder.fenceIDs[id], builder.fences[fence].page == reader.pageIndex else {
      let ids = builder.fenceIDs.filter { builder.fences[$0.value].page == reader.pageIndex }
      log.add(
        .error(
          .unknownFence,
          "the source page has no fence '\(id)'",
          at: range(value),
          cure: Suggestion.nearest(to: id, in: ids.keys.sorted())
            .map { "did you mean '\($0)'?" }
        )
      )
      return nil
    }
    return .fence(fence)
  }

  // MARK: Fences

  private func fence(
    _ isExecutable: Bool,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> Fence? {
    let before = builder.compiler.references.count
    var scope = reader.scope
    let excerpt = SourceExcerpt(page.file)
    let hosts = loop("on", &scope, &builder, log: &log)
    if hosts != nil { checkHostLoop(hosts, builder, log: &log) }
    let loop = loop("for", &scope, &builder, log: &log)
    let condition = info?.value("if").flatMap {
      builder.compiler.compileCondition(excerpt, $0, in: scope, log: &log)
    }
    let title = line("title", scope, &builder, log: &log)
    guard let role = role(scope, has("on"), &builder, log: &log) else { return nil }
    let body = body(scope, &builder, log: &log)
    let id = text("id")
    if isExecutable, id == nil, builder.configuration.languages.count > 1 {
      log.add(
        .error(
          .fenceWithoutID,
          "a fence that translations must use needs an id",
          at: range(place),
          cure: "add id=some-name"
        )
      )
    }
    return Fence(
      id: id,
      role: role,
      language: info?.language ?? "",
      title: title,
      body: body,
      hosts: hosts?.loop,
      loop: loop?.loop,
      condition: condition,
      guards: reader.guards,
      page: reader.pageIndex,
      range: range(place),
      references: Array(builder.compiler.references[before...]),
      slotCount: max(scope.nextSlot, body.slotCount)
    )
  }

  private typealias ReadLoop = (loop: Fence.Loop, element: CELType, range: Range<Int>)

  private func loop(
    _ attribute: String,
    _ scope: inout Scope,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> ReadLoop? {
    guard let value = info?.value(attribute),
      let loop = builder.compiler.compileLoop(
        SourceExcerpt(page.file),
        value,
        in: scope,
        log: &log
      )
    else { return nil }
    let slot = scope.nextSlot
    scope = scope.insideLoop(loop.name, loop.element)
    guard let list = loop.list, let element = loop.element else { return nil }
    return (Fence.Loop(variable: slot, list: list), element, value)
  }

  private func checkHostLoop(
    _ loop: ReadLoop?,
    _ builder: GuideBuilder,
    log: inout DiagnosticLog
  ) {
    guard let loop else { return }
    let hosts = builder.configuration.hosts
    let parameter = builder.parameters.parameters.first { $0.name == hosts?.name }
    guard let parameter, case .list(let host) = parameter.celType else {
      log.add(
        .error(
          .hostsType,
          "'on' needs hosts, and guide.yaml names none",
          at: range(loop.range),
          cure: "add hosts: with the name of a list parameter to guide.yaml"
        )
      )
      return
    }
    guard loop.element == host else {
      log.add(
        .error(
          .hostsType,
          "'on' goes over hosts, and these are not elements of '\(parameter.name)'",
          at: range(loop.range),
          cure: "use \(parameter.name) or a filter of it"
        )
      )
      return
    }
  }

  private func line(
    _ attribute: String,
    _ scope: Scope,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> TextTemplate? {
    info?.value(attribute).map {
      TextTemplateCompiler.line(
        SourceExcerpt(page.file),
        $0,
        in: scope,
        with: &builder.compiler,
        log: &log
      )
    }
  }

  private func role(
    _ scope: Scope,
    _ hasHosts: Bool,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> Fence.Role? {
    if let value = info?.value("file") {
      guard let path = line("file", scope, &builder, log: &log) else { return nil }
      let isAbsolute = page.file.bytes[value].first == UInt8(ascii: "/")
      if isAbsolute != hasHosts {
        log.add(
          .error(
            .filePath,
            hasHosts
              ? "a file on a host needs an absolute path"
              : "a file of the cluster bundle needs a relative path",
            at: range(value),
            cure: hasHosts ? "start it with /" : #"remove the /, or add on="m in hosts""#
          )
        )
      }
      return .file(path: path, mode: mode(log: &log), owner: owner(log: &log))
    }
    if has("run") { return .run }
    if has("check") { return .check(expect: line("expect", scope, &builder, log: &log)) }
    return has("output") ? .output : .display
  }

  private func mode(log: inout DiagnosticLog) -> UInt16 {
    guard let value = info?.value("mode"), let text = text("mode") else { return 0o644 }
    guard (3...4).contains(text.utf8.count), let mode = UInt16(text, radix: 8), mode <= 0o777 else {
      log.add(
        .error(
          .fenceAttribute,
          "'\(text)' is not a file mode",
          at: range(value),
          cure: "write three octal digits after a 0, such as 0644"
        )
      )
      return 0o644
    }
    return mode
  }

  private func owner(log: inout DiagnosticLog) -> String {
    guard let value = info?.value("owner"), let text = text("owner") else { return "root:root" }
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let isName = { (part: Substring.UTF8View) in
      !part.isEmpty && part.count <= 32 && part.first?.isDigit == false
        && part.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "-") }
    }
    if parts.count != 2 || !parts.allSatisfy(isName) {
      log.add(
        .error(
          .fenceAttribute,
          "'\(text)' is not an owner",
          at: range(value),
          cure: "write user:group, such as root:root"
        )
      )
    }
    return text
  }

  // MARK: Body

  private func body(
    _ scope: Scope,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> TextTemplate {
    let inline = page.content(of: node)
    guard let value = info?.value("src"), let path = text("src") else {
      return compileBody(inline, scope, &builder, log: &log)
    }
    if !inline.bytes.isEmpty {
      log.add(
        .error(
          .sourceWithBody,
          "a fence with src= is empty",
          at: inline.range(0..<inline.bytes.count),
          cure: "remove its text, or src="
        )
      )
    }
    guard let file = builder.source.files[path] else {
      log.add(
        .error(
          .unknownFile,
          "there is no file '\(path)' in this guide",
          at: range(value),
          cure: Suggestion.nearest(to: path, in: builder.source.files.keys.sorted())
            .map { "did you mean '\($0)'?" } ?? "put it into the guide's files/"
        )
      )
      return TextTemplate(verbatim: inline)
    }
    builder.usedFiles.insert(path)
    return compileBody(SourceExcerpt(file), scope, &builder, log: &log)
  }

  private func compileBody(
    _ excerpt: SourceExcerpt,
    _ scope: Scope,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> TextTemplate {
    has("raw")
      ? TextTemplate(verbatim: excerpt)
      : TextTemplateCompiler.body(excerpt, in: scope, with: &builder.compiler, log: &log)
  }
}
