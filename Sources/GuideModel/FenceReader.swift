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

  func range(_ range: Range<Int>) -> SourceRange { page.file.range(range) }

  /// The info string, or the line of an indented code block.
  var place: Range<Int> {
    info?.range ?? page.file.lineRange(Int(page.document.nodes[node].startLine) - 1)
  }

  func text(_ name: String) -> String? {
    info?.value(name).map { String(decoding: page.file.bytes[$0], as: UTF8.self) }
  }

  func has(_ word: String) -> Bool { info?.has(word) ?? false }

  private func read(_ builder: inout GuideBuilder, log: inout DiagnosticLog) -> CodeBlock? {
    checkAttributes(log: &log)
    checkCommand(log: &log)
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

  private func add(
    _ read: (fence: Fence, scope: Scope),
    to builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> CodeBlock {
    let fence = read.fence
    let index = builder.fences.count
    builder.fences.append(fence)
    builder.fenceScopes.append(read.scope)
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
    if let title = line("title", builder.fenceScopes[fence], &builder, log: &log) {
      builder.fences[fence].titles[reader.languageIndex] = title
    }
    return .fence(fence)
  }

  // MARK: Fences

  private func fence(
    _ isExecutable: Bool,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> (fence: Fence, scope: Scope)? {
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
    let fence = Fence(
      id: id,
      role: role,
      language: info?.language ?? "",
      titles: title.map { [reader.languageIndex: $0] } ?? [:],
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
    return (fence, scope)
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
}
