import Bundling
import Diagnostics
import GuideModel
import HTMLText
import Resolution
import Tangling
import Templates

/// Shows a fence: its head line, its text in colour with the values marked, and what is known of it.
struct FenceFigure {
  let fence: GuideModel.Fence
  let edition: ClusterEdition
  let language: PageLanguage
  let languageIndex: Int
  let clusterPath: String
  /// Unique in the runbook, such as `2.14`; part of the names of boxes that have no better one.
  let number: String

  // MARK: Files

  /// - Parameter index: the fence's place in the guide.
  func appendFile(_ index: Int, to output: inout [UInt8]) {
    let files = edition.bundle.files.filter { $0.file.fence == index }
    let variants = FenceVariant.all(edition.resolved.instances[index], files)
    appendAll(variants, to: &output) { variant, output in
      output += "<figure class=\"file\">\n<figcaption class=\"file-head\">".utf8
      appendTitle(variant.instance, to: &output)
      if let file = variant.files.first?.file {
        output += "<code class=\"path\">".utf8
        HTMLEscaping.append(Array(file.path.utf8), to: &output)
        output += "</code> ".utf8
        appendMode(file, to: &output)
      }
      appendDownloads(variant.files, to: &output)
      output += "</figcaption>\n".utf8
      let name = variant.instance.path ?? ""
      let hosts = hostList(variant.hosts)
      appendCode(
        variant.text,
        label: hosts.isEmpty ? name : "\(name), \(hosts)",
        className: nil,
        to: &output
      )
      if let file = variant.files.first { appendFacts(file, to: &output) }
      output += "</figure>\n".utf8
    }
  }

  private func appendMode(_ file: TangledFile, to output: inout [UInt8]) {
    let owner = file.host == nil ? "" : " \(file.owner)"
    output += "<span class=\"mode\">\(file.modeText)\(owner)</span> ".utf8
  }

  /// A link for each host, by its name; what is for the cluster needs none.
  private func appendDownloads(_ files: [BundledFile], to output: inout [UInt8]) {
    let label = PageLabel.download.text(in: language)
    output += "<span class=\"downloads\">".utf8
    if files.first?.file.host != nil { appendText("\(label) ", to: &output) }
    for bundled in files {
      output += "<a class=\"download\" download href=\"".utf8
      appendText("\(clusterPath)/\(bundled.path.text)", to: &output)
      output.append(UInt8(ascii: "\""))
      if let host = bundled.file.host {
        output += " aria-label=\"".utf8
        appendText("\(label) \(host)", to: &output)
        output.append(UInt8(ascii: "\""))
      }
      output.append(UInt8(ascii: ">"))
      appendText(bundled.file.host ?? label, to: &output)
      output += "</a> ".utf8
    }
    output += "</span>".utf8
  }

  /// Size, sum and origin. The sum in full is for the script that copies it, and in the tip.
  private func appendFacts(_ bundled: BundledFile, to output: inout [UInt8]) {
    let origin = edition.sources.origin(of: bundled.file.origin)
    output += "<p class=\"file-facts\"><span>".utf8
    appendText(FileSize.text(bundled.file.bytes.count), to: &output)
    output += "</span> <span>".utf8
    appendText(PageLabel.sha256.text(in: language), to: &output)
    output += " <code class=\"sum\" title=\"\(bundled.sha256)\">".utf8
    appendText("\(bundled.sha256.prefix(12))…", to: &output)
    output += "</code></span> <span class=\"place\">".utf8
    appendText("\(origin.path):\(origin.line)", to: &output)
    output += "</span></p>\n".utf8
  }

  // MARK: Commands

  /// - Parameter key: what the command is called within its step.
  /// - Returns: the boxes, for the reader to tick.
  func appendCommand(
    _ instances: [FenceInstance],
    key: String,
    to output: inout [UInt8]
  ) -> [Step.Command] {
    let isCheck: Bool
    if case .check = fence.role { isCheck = true } else { isCheck = false }
    let kind = isCheck ? "check" : "run"
    let label = (isCheck ? PageLabel.checkOn : .runOn).text(in: language)
    var commands: [Step.Command] = []
    appendAll(FenceVariant.all(instances, []), to: &output) { variant, output in
      let command = Self.command(key, variant.hosts, after: commands)
      commands.append(command)
      output += "<figure class=\"\(kind)\"".utf8
      command.appendAttributes(to: &output)
      output += ">\n<figcaption>".utf8
      appendText("\(label) ", to: &output)
      let workstation = PageLabel.workstation.text(in: language)
      if variant.hosts.isEmpty { appendText(workstation, to: &output) }
      appendHosts(variant.hosts, to: &output)
      appendTitle(variant.instance, to: &output)
      output += "</figcaption>\n".utf8
      let place = variant.hosts.isEmpty ? workstation : hostList(variant.hosts)
      let number = commands.count == 1 ? number : "\(number).\(commands.count)"
      appendCode(
        variant.text,
        label: "\(label) \(place), \(number)",
        className: kind,
        to: &output
      )
      if let expect = variant.instance.expect { appendExpectation(expect, to: &output) }
      output += "</figure>\n".utf8
    }
    return commands
  }

  /// A box's own key: in a loop, a command comes to the same place several times.
  private static func command(
    _ key: String,
    _ hosts: [String],
    after commands: [Step.Command]
  ) -> Step.Command {
    let earlier = commands.count {
      hosts.isEmpty ? $0.hosts.isEmpty : !Set($0.hosts).isDisjoint(with: hosts)
    }
    return Step.Command(key: earlier == 0 ? key : "\(key).\(earlier + 1)", hosts: hosts)
  }

  private func appendExpectation(_ expect: [UInt8], to output: inout [UInt8]) {
    output += "<p class=\"expect\">".utf8
    appendText(PageLabel.expectedColon.text(in: language), to: &output)
    output += "<code>".utf8
    HTMLEscaping.append(expect, to: &output)
    output += "</code></p>\n".utf8
  }

  // MARK: Everything else

  func appendDisplay(
    _ text: ResolvedText,
    title: (text: [UInt8], language: Int)?,
    to output: inout [UInt8]
  ) {
    let isOutput: Bool
    if case .output = fence.role { isOutput = true } else { isOutput = false }
    output += "<figure class=\"\(isOutput ? "output" : "display")\">\n".utf8
    if isOutput || title != nil {
      output += "<figcaption>".utf8
      if isOutput { appendText(PageLabel.output.text(in: language), to: &output) }
      if let title { appendTitle(title.text, language: title.language, to: &output) }
      output += "</figcaption>\n".utf8
    }
    let label = (isOutput ? PageLabel.output : .example).text(in: language)
    appendCode(
      Tangler.text(text),
      label: "\(label) \(number)",
      className: isOutput ? "output" : nil,
      to: &output
    )
    output += "</figure>\n".utf8
  }

  // MARK: Parts

  /// One box below the other; those of different hosts each in a tab of its own.
  private func appendAll(
    _ variants: [FenceVariant],
    to output: inout [UInt8],
    _ append: (FenceVariant, inout [UInt8]) -> Void
  ) {
    let tabs = FenceVariant.tabs(variants)
    let areTabs = tabs.count > 1 && !tabs.contains { $0[0].hosts.isEmpty }
    if areTabs { output += "<div class=\"tabs\" data-host-tabs>\n".utf8 }
    for tab in tabs {
      if areTabs {
        output += "<div class=\"tab\" data-hosts=\"".utf8
        appendText(tab[0].hosts.joined(separator: " "), to: &output)
        output += "\">\n".utf8
      }
      for variant in tab { append(variant, &output) }
      if areTabs { output += "</div>\n".utf8 }
    }
    if areTabs { output += "</div>\n".utf8 }
  }

  private func hostList(_ hosts: [String]) -> String {
    hosts.joined(separator: PageLabel.listSeparator.text(in: language))
  }

  private func appendHosts(_ hosts: [String], to output: inout [UInt8]) {
    guard !hosts.isEmpty else { return }
    output += "<span class=\"host-list\">".utf8
    appendText(hostList(hosts), to: &output)
    output += "</span> ".utf8
  }

  private func appendTitle(_ instance: FenceInstance, to output: inout [UInt8]) {
    let own = instance.titles[languageIndex] == nil ? 0 : languageIndex
    if let title = instance.titles[own] { appendTitle(title, language: own, to: &output) }
  }

  /// A title that is not translated says in which language it is.
  private func appendTitle(_ title: [UInt8], language own: Int, to output: inout [UInt8]) {
    output += "<span class=\"title\"".utf8
    if own != languageIndex {
      output += " lang=\"".utf8
      let folder = edition.resolved.guide.languages[own]
      appendText(LanguageName(folder: folder).code, to: &output)
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
    HTMLEscaping.append(title, to: &output)
    output += "</span> ".utf8
  }

  private func appendText(_ text: String, to output: inout [UInt8]) {
    HTMLEscaping.append(Array(text.utf8), to: &output)
  }

  private func appendCode(
    _ text: TangledText,
    label: String,
    className: String?,
    to output: inout [UInt8]
  ) {
    // What scrolls must be reached with the keyboard, and what is reached needs a name.
    output += "<pre tabindex=\"0\" role=\"region\" aria-label=\"".utf8
    appendText(label, to: &output)
    output.append(UInt8(ascii: "\""))
    if let className { output += " class=\"\(className)\"".utf8 }
    output += " translate=\"no\"><code".utf8
    if !fence.language.isEmpty {
      output += " class=\"language-".utf8
      appendText(fence.language, to: &output)
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
    CodeHTML.append(
      text,
      language: fence.language,
      origin: edition.origins.text,
      to: &output
    )
    output += "</code></pre>\n".utf8
  }
}
