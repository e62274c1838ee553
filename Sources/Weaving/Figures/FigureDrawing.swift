import Diagnostics
import Figures
import GuideModel
import HTMLText
import Resolution
import Templates

/// Puts a figure on a page: the drawing, and the same as a table for those who cannot see it.
struct FigureDrawing {
  let directive: FigureDirective
  let edition: ClusterEdition
  let language: PageLanguage
  let languageCode: String

  func append(
    with resolver: inout TextResolver,
    to output: inout [UInt8],
    log: inout DiagnosticLog
  ) {
    let before = log.diagnostics.count
    let data = directive.data.flatMap { resolver.evaluate($0, log: &log) }
    guard log.diagnostics.count == before else { return }
    let source = FigureSource(edition: edition, languageCode: languageCode)
    do throws(FigureDataError) {
      switch directive.kind {
      case .addresses:
        let plan = try source.addressPlan(data)
        write(AddressFigure.draw(plan, words: words), title: .addressPlan, to: &output)
      case .network:
        let plan = try source.networkPlan(data)
        write(NetworkFigure.draw(plan, words: words), title: .networkPlan, to: &output)
      case .certificates:
        let plan = try source.certificatePlan(data)
        write(CertificateFigure.draw(plan, words: words), title: .certificatePlan, to: &output)
      }
    } catch {
      log.add(
        .error(
          .figureData,
          error.message,
          at: directive.data?.range ?? directive.range,
          cure: error.cure,
          notes: [.init("with the values of the cluster '\(edition.resolved.cluster)'")]
        )
      )
    }
  }

  private func write(_ figure: Figure, title label: PageLabel, to output: inout [UInt8]) {
    let title = label.text(in: language)
    output += "<figure class=\"drawing\">\n<figcaption><span class=\"title\">".utf8
    HTMLEscaping.append(Array(title.utf8), to: &output)
    output += "</span></figcaption>\n".utf8
    output += "<div class=\"drawing-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"".utf8
    HTMLEscaping.append(Array(title.utf8), to: &output)
    output += "\">\n".utf8
    output += figure.canvas.svg(label: title)
    output += "\n</div>\n<details><summary>".utf8
    HTMLEscaping.append(Array(PageLabel.asTable.text(in: language).utf8), to: &output)
    output += "</summary>\n<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>".utf8
    appendRow(figure.columns, cell: "th", to: &output)
    output += "</thead>\n<tbody>\n".utf8
    for row in figure.rows { appendRow(row, cell: "td", to: &output) }
    output += "</tbody>\n</table></div>\n</details>\n</figure>\n".utf8
  }

  private func appendRow(_ cells: [String], cell: String, to output: inout [UInt8]) {
    output += "<tr>".utf8
    for text in cells {
      output += "<\(cell)>".utf8
      HTMLEscaping.append(Array(text.utf8), to: &output)
      output += "</\(cell)>".utf8
    }
    output += "</tr>\n".utf8
  }

  private var words: FigureWords {
    func word(_ label: PageLabel) -> String { label.text(in: language) }
    return FigureWords(
      addresses: word(.addresses),
      free: word(.free),
      more: word(.more),
      range: word(.range),
      name: word(.name),
      partOf: word(.partOf),
      from: word(.from),
      to: word(.to),
      port: word(.port),
      purpose: word(.purpose),
      authority: word(.authority),
      certificate: word(.certificate),
      subject: word(.subject)
    )
  }
}
