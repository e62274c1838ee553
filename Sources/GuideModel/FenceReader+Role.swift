import Diagnostics
import Expressions
import Languages

/// What a fence is, and its text.
extension FenceReader {
  func line(
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

  func role(
    _ scope: Scope,
    _ hasHosts: Bool,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> Fence.Role? {
    if let value = info?.value("file") {
      guard let path = line("file", scope, &builder, log: &log) else { return nil }
      TextPlacer.checkPath(path, parameters: builder.parameters, log: &log)
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

  func mode(log: inout DiagnosticLog) -> UInt16 {
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

  func owner(log: inout DiagnosticLog) -> String {
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

  func body(
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

  func compileBody(
    _ excerpt: SourceExcerpt,
    _ scope: Scope,
    _ builder: inout GuideBuilder,
    log: inout DiagnosticLog
  ) -> TextTemplate {
    if has("raw") { return TextTemplate(verbatim: excerpt) }
    let before = log.diagnostics.count
    let template = TextTemplateCompiler.body(
      excerpt,
      in: scope,
      with: &builder.compiler,
      log: &log
    )
    if has("file") || has("run") || has("check") {
      CodeLint.check(template, parameters: builder.parameters, log: &log)
      if ["bash", "sh", "shell"].contains(info?.language ?? "") {
        HereDocumentLint.check(template, log: &log)
      }
    }
    // After a mistake in it, the text is not the author's any more.
    guard !log.diagnostics[before...].contains(where: { $0.severity == .error }), isPlaced else {
      return template
    }
    return TextPlacer.place(
      template,
      language: info?.language ?? "",
      parameters: builder.parameters,
      log: &log
    )
  }

  /// Whether values must be safe where they stand: in all that is installed or run, and in what is
  /// shown and readers might run. What one sees (`output`, `console`, `text`) is only seen.
  private var isPlaced: Bool {
    if has("file") || has("run") || has("check") { return true }
    return !has("output") && !["text", "console"].contains(info?.language ?? "")
  }
}
