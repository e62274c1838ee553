import Bundling
import Diagnostics
import GuideModel
import HTMLText
import Resolution
import Tangling
import Templates

/// Shows a fence: its head line and its text with the values marked.
struct FenceFigure {
  let fence: GuideModel.Fence
  let edition: ClusterEdition
  let language: PageLanguage
  let languageIndex: Int
  let clusterPath: String

  /// Copies of a fence that read the same, for several hosts.
  private struct Variant {
    var hosts: [String]
    let instance: FenceInstance
    let text: TangledText
    var files: [BundledFile]
  }

  // MARK: Files

  /// - Parameter index: the fence's place in the guide.
  func appendFile(_ index: Int, to output: inout [UInt8]) {
    let files = edition.bundle.files.filter { $0.file.fence == index }
    let variants = variants(edition.resolved.instances[index], files)
    appendAll(variants, to: &output) { variant, output in
      output += "<figure class=\"file\">\n<figcaption class=\"file-head\">".utf8
      appendTitle(variant.instance.title(in: languageIndex), to: &output)
      if let file = variant.files.first?.file {
        output += "<code class=\"path\">".utf8
        HTMLEscaping.append(Array(file.path.utf8), to: &output)
        output += "</code> ".utf8
        appendMode(file, to: &output)
      }
      appendHosts(variant.hosts, to: &output)
      for bundled in variant.files { appendDownload(bundled, to: &output) }
      output += "</figcaption>\n".utf8
      appendCode(variant.text, className: nil, to: &output)
      output += "</figure>\n".utf8
    }
  }

  private func appendMode(_ file: TangledFile, to output: inout [UInt8]) {
    let owner = file.host == nil ? "" : " \(file.owner)"
    output += "<span class=\"mode\">\(file.modeText)\(owner)</span> ".utf8
  }

  private func appendDownload(_ bundled: BundledFile, to output: inout [UInt8]) {
    output += "<a class=\"download\" download href=\"".utf8
    HTMLEscaping.append(Array("\(clusterPath)/\(bundled.path.text)".utf8), to: &output)
    output += "\">".utf8
    HTMLEscaping.append(Array(PageLabel.download.text(in: language).utf8), to: &output)
    if let host = bundled.file.host {
      output.append(UInt8(ascii: " "))
      HTMLEscaping.append(Array(host.utf8), to: &output)
    }
    output += "</a> ".utf8
  }

  // MARK: Commands

  /// - Parameter key: what the command is called within its step.
  /// - Returns: the boxes, for the reader to tick.
  func appendCommand(
    _ instances: [FenceInstance],
    key: String,
    to output: inout [UInt8]
  ) -> [Step.Command] {
    var commands: [Step.Command] = []
    appendAll(variants(instances, []), to: &output) { variant, output in
      let command = Self.command(key, variant.hosts, after: commands)
      commands.append(command)
      let isCheck: Bool
      if case .check = fence.role { isCheck = true } else { isCheck = false }
      let kind = isCheck ? "check" : "run"
      output += "<figure class=\"\(kind)\"".utf8
      command.appendAttributes(to: &output)
      output += ">\n<figcaption>".utf8
      let label: PageLabel = isCheck ? .checkOn : .runOn
      HTMLEscaping.append(Array("\(label.text(in: language)) ".utf8), to: &output)
      if variant.hosts.isEmpty {
        HTMLEscaping.append(Array(PageLabel.workstation.text(in: language).utf8), to: &output)
      } else {
        appendHosts(variant.hosts, to: &output)
      }
      appendTitle(variant.instance.title(in: languageIndex), to: &output)
      output += "</figcaption>\n".utf8
      appendCode(variant.text, className: kind, to: &output)
      if let expect = variant.instance.expect {
        output += "<p class=\"expect\">".utf8
        HTMLEscaping.append(Array(PageLabel.expectedColon.text(in: language).utf8), to: &output)
        output += "<code>".utf8
        HTMLEscaping.append(expect, to: &output)
        output += "</code></p>\n".utf8
      }
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

  // MARK: Everything else

  func appendDisplay(_ text: ResolvedText, title: [UInt8]?, to output: inout [UInt8]) {
    let isOutput: Bool
    if case .output = fence.role { isOutput = true } else { isOutput = false }
    output += "<figure class=\"\(isOutput ? "output" : "display")\">\n".utf8
    if isOutput || title != nil {
      output += "<figcaption>".utf8
      if isOutput {
        HTMLEscaping.append(Array(PageLabel.output.text(in: language).utf8), to: &output)
      }
      appendTitle(title, to: &output)
      output += "</figcaption>\n".utf8
    }
    appendCode(Tangler.text(text), className: isOutput ? "output" : nil, to: &output)
    output += "</figure>\n".utf8
  }

  // MARK: Parts

  /// The first variant in full, the others folded away behind their hosts' names.
  private func appendAll(
    _ variants: [Variant],
    to output: inout [UInt8],
    _ append: (Variant, inout [UInt8]) -> Void
  ) {
    for (index, variant) in variants.enumerated() {
      guard index > 0, !variant.hosts.isEmpty else {
        append(variant, &output)
        continue
      }
      output += "<details class=\"host-variant\"><summary>".utf8
      HTMLEscaping.append(
        Array("\(PageLabel.host.text(in: language)) \(variant.hosts.joined(separator: ", "))".utf8),
        to: &output
      )
      output += "</summary>\n".utf8
      append(variant, &output)
      output += "</details>\n".utf8
    }
  }

  private func variants(_ instances: [FenceInstance], _ files: [BundledFile]) -> [Variant] {
    var variants: [Variant] = []
    for instance in instances {
      let text = Tangler.text(instance.text)
      let own = files.filter { $0.file.host == instance.host && $0.file.path == instance.path }
      let known = variants.firstIndex {
        $0.text.bytes == text.bytes && $0.instance.path == instance.path && !$0.hosts.isEmpty
          && instance.host != nil && $0.instance.expect == instance.expect
      }
      if let known, let host = instance.host {
        variants[known].hosts.append(host)
        variants[known].files += own
      } else {
        variants.append(
          Variant(
            hosts: instance.host.map { [$0] } ?? [],
            instance: instance,
            text: text,
            files: own
          )
        )
      }
    }
    return variants
  }

  private func appendHosts(_ hosts: [String], to output: inout [UInt8]) {
    guard !hosts.isEmpty else { return }
    output += "<span class=\"host-list\">".utf8
    HTMLEscaping.append(
      Array(hosts.joined(separator: PageLabel.listSeparator.text(in: language)).utf8),
      to: &output
    )
    output += "</span> ".utf8
  }

  private func appendTitle(_ title: [UInt8]?, to output: inout [UInt8]) {
    guard let title else { return }
    output += "<span class=\"title\">".utf8
    HTMLEscaping.append(title, to: &output)
    output += "</span> ".utf8
  }

  private func appendCode(_ text: TangledText, className: String?, to output: inout [UInt8]) {
    output += "<pre tabindex=\"0\"".utf8
    if let className { output += " class=\"\(className)\"".utf8 }
    output += "><code".utf8
    if !fence.language.isEmpty {
      output += " class=\"language-".utf8
      HTMLEscaping.append(Array(fence.language.utf8), to: &output)
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
    var position = 0
    for span in text.spans {
      HTMLEscaping.append(Array(text.bytes[position..<span.range.lowerBound]), to: &output)
      // A value of several lines keeps its line ends: this is preformatted text.
      ValueHTML.appendPreformatted(
        Array(text.bytes[span.range]),
        names: span.names,
        to: &output
      )
      position = span.range.upperBound
    }
    HTMLEscaping.append(Array(text.bytes[position...]), to: &output)
    output += "</code></pre>\n".utf8
  }
}
