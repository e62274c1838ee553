import Diagnostics
import GuideModel
import HTMLText
import Parameters
import Templates

/// The parameters of a cluster as a reader sees them: name, type, value, where it was set.
struct ParameterTable {
  let edition: ClusterEdition
  let language: PageLanguage
  let languageCode: String

  /// The short table that a page shows of the parameters it declares.
  func append(_ slots: [Int], to output: inout [UInt8]) {
    output += "<div class=\"table-scroll\" tabindex=\"0\">".utf8
    output += "<table class=\"params-table\">\n<thead>\n<tr>".utf8
    for label in [PageLabel.name, .value, .origin] {
      output += "<th>".utf8
      HTMLEscaping.append(Array(label.text(in: language).utf8), to: &output)
      output += "</th>".utf8
    }
    output += "</tr>\n</thead>\n<tbody>\n".utf8
    for slot in slots {
      let row = row(slot, usedIn: [])
      output += "<tr><td>".utf8
      if !row.titleHTML.isEmpty { output += row.titleHTML + Array("<br>".utf8) }
      output += "<code>".utf8
      HTMLEscaping.append(Array(row.name.utf8), to: &output)
      output += "</code></td><td>".utf8
      output += row.valueHTML
      output += "</td><td>".utf8
      HTMLEscaping.append(Array(label(of: row.origin).text(in: language).utf8), to: &output)
      output += "</td></tr>\n".utf8
    }
    output += "</tbody>\n</table></div>\n".utf8
  }

  /// A row of the parameters page.
  func row(_ slot: Int, usedIn: [PageLink]) -> ParametersPage.Row {
    let parameter = edition.resolved.guide.parameters.parameters[slot]
    let place = edition.origins.place(of: slot)
    var value: [UInt8] = []
    ValueHTML.append(edition.resolved.bindings[slot], origin: "", to: &value)
    return ParametersPage.Row(
      name: parameter.name,
      titleHTML: html(parameter.title),
      descriptionHTML: html(parameter.description),
      type: parameter.schema?.kind.rawValue ?? parameter.celType.description,
      valueHTML: value,
      origin: place.origin,
      setAt: place.place,
      usedIn: usedIn,
      isImmutable: parameter.isImmutable
    )
  }

  /// A text in another language than the page says so.
  private func html(_ text: LocalizedText?) -> [UInt8] {
    var html: [UInt8] = []
    guard let text else { return html }
    let other = text.otherLanguage(in: languageCode)
    if let other { html += "<span lang=\"\(LanguageName(folder: other).code)\">".utf8 }
    HTMLEscaping.append(Array(text.text(in: languageCode).utf8), to: &html)
    if other != nil { html += "</span>".utf8 }
    return html
  }

  private func label(of origin: ParametersPage.Origin) -> PageLabel {
    switch origin {
    case .given: .given
    case .defaulted: .defaulted
    case .computed: .computed
    case .derived: .derived
    }
  }
}
