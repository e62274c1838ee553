import Diagnostics
import Parameters

extension GuideConfiguration {
  private static let keys = ["title", "description", "languages", "hosts", "ssh"]

  /// Reads `guide.yaml`; nil after an error, which is in the log.
  static func read(_ file: SourceFile, log: inout DiagnosticLog) -> GuideConfiguration? {
    guard let document = YAMLDocument.read(SourceExcerpt(file), log: &log) else { return nil }
    guard let root = document.root, let entries = root.entries else {
      log.add(
        .error(
          .wrongType,
          "guide.yaml is a map",
          at: document.root?.range ?? file.range(0..<0),
          cure: "start it with 'title: …'"
        )
      )
      return nil
    }
    reportUnknown(entries, keys, log: &log)
    guard let languages = languages(root["languages"], file, log: &log) else { return nil }
    guard let title = root["title"] else {
      log.add(
        .error(
          .missingKey,
          "guide.yaml has no 'title'",
          at: file.range(0..<0),
          cure: "add title: …"
        )
      )
      return nil
    }
    guard let title = LocalizedText(title, languages: languages, log: &log) else { return nil }
    let description = root["description"].flatMap {
      LocalizedText($0, languages: languages, log: &log)
    }
    return GuideConfiguration(
      title: title,
      description: description,
      languages: languages,
      hosts: name(root["hosts"], "hosts", of: "a list parameter", "machines", log: &log),
      ssh: ssh(entries.first { $0.key == "ssh" }, log: &log)
    )
  }

  private static func reportUnknown(
    _ entries: [YAMLEntry],
    _ keys: [String],
    log: inout DiagnosticLog
  ) {
    for entry in entries where !keys.contains(entry.key) {
      log.add(
        .error(
          .unknownKey,
          "unknown key '\(entry.key)'",
          at: entry.keyRange,
          cure: Suggestion.nearest(to: entry.key, in: keys).map { "did you mean '\($0)'?" }
            ?? "known are \(keys.joined(separator: ", "))"
        )
      )
    }
  }

  private static func languages(
    _ node: YAMLNode?,
    _ file: SourceFile,
    log: inout DiagnosticLog
  ) -> [String]? {
    let place = node?.range ?? file.range(0..<0)
    guard let elements = node?.elements, !elements.isEmpty else {
      log.add(
        .error(
          node == nil ? .missingKey : .wrongType,
          node == nil ? "guide.yaml has no 'languages'" : "'languages' is a list of language codes",
          at: place,
          cure: "write for example languages: [en, zh]"
        )
      )
      return nil
    }
    var languages: [String] = []
    for element in elements {
      let code = element.scalar?.text ?? ""
      guard isCode(code) else {
        log.add(
          .error(
            .invalidValue,
            "'\(code)' is no language code",
            at: element.range,
            cure: "use a code of two or three letters, such as en or zh"
          )
        )
        return nil
      }
      guard !languages.contains(code) else {
        log.add(
          .error(
            .invalidValue,
            "the language '\(code)' is given twice",
            at: element.range,
            cure: "remove one of the two"
          )
        )
        return nil
      }
      languages.append(code)
    }
    return languages
  }

  /// A language of ISO 639, with a region or script behind a hyphen if need be. It names a folder.
  private static func isCode(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    return parts.count <= 2 && (2...3).contains(parts[0].count) && parts[0].allSatisfy(isLetter)
      && parts.allSatisfy { (2...4).contains($0.count) && $0.allSatisfy(\.isNameByte) }
  }

  private static func name(
    _ node: YAMLNode?,
    _ key: String,
    of what: String,
    _ example: String,
    log: inout DiagnosticLog
  ) -> Name? {
    guard let node else { return nil }
    guard let name = node.scalar?.text, !name.isEmpty else {
      log.add(
        .error(
          .wrongType,
          "'\(key)' is the name of \(what)",
          at: node.range,
          cure: "write for example \(key): \(example)"
        )
      )
      return nil
    }
    return Name(name: name, range: node.range)
  }

  private static func ssh(_ entry: YAMLEntry?, log: inout DiagnosticLog) -> SSH? {
    guard let entry else { return nil }
    guard let entries = entry.value.entries else {
      log.add(
        .error(
          .wrongType,
          "'ssh' is a map",
          at: entry.value.range,
          cure: "write for example ssh: {address: ip, user: ssh_user}"
        )
      )
      return nil
    }
    reportUnknown(entries, ["address", "user"], log: &log)
    let node = entry.value
    return SSH(
      address: name(node["address"], "address", of: "a field of the hosts", "ip", log: &log),
      user: name(node["user"], "user", of: "a parameter", "ssh_user", log: &log),
      range: entry.keyRange
    )
  }
}
