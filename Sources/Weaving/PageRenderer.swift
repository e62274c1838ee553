import Diagnostics
import Expressions
import GuideModel
import HTMLText
import Resolution
import Templates

/// Runs a page's program for one cluster.
struct PageRenderer {
  let program: PageProgram
  let edition: ClusterEdition
  let language: PageLanguage
  /// The code of the page's language, for texts of the guide.
  let languageCode: String
  /// Its index among the guide's languages.
  let languageIndex: Int
  /// The way from the page to the cluster's folder.
  let clusterPath: String
  /// The page's number; steps are `number.1`, `number.2` and so on.
  let number: Int
  /// The parameters that the page declares, as slots.
  let declared: [Int]
  private(set) var output: [UInt8] = []
  private var resolver: TextResolver
  private var headings: [RenderedPage.Heading] = []
  private var stepNumber = 0

  init(
    _ program: PageProgram,
    _ edition: ClusterEdition,
    language: PageLanguage,
    languageCode: String,
    languageIndex: Int,
    clusterPath: String,
    number: Int,
    declared: [Int]
  ) {
    self.program = program
    self.edition = edition
    self.language = language
    self.languageCode = languageCode
    self.languageIndex = languageIndex
    self.clusterPath = clusterPath
    self.number = number
    self.declared = declared
    resolver = TextResolver(
      bindings: edition.resolved.bindings,
      cluster: edition.resolved.cluster
    )
  }

  mutating func render(log: inout DiagnosticLog) -> RenderedPage {
    output.reserveCapacity(program.literals.count * 2)
    run(0..<program.operations.count, log: &log)
    return RenderedPage(
      title: text(program.title, log: &log),
      contentHTML: output,
      headings: headings
    )
  }

  private mutating func run(_ operations: Range<Int>, log: inout DiagnosticLog) {
    var index = operations.lowerBound
    while index < operations.upperBound {
      let operation = program.operations[index]
      index += 1
      switch operation {
      case .literal(let range):
        output += program.literals[range]
      case .value(let placeholder):
        if let value = resolver.value(of: placeholder, log: &log) {
          // A constant, such as the literal braces, is nobody's value.
          if value.names.isEmpty {
            HTMLEscaping.append(value.text, to: &output)
          } else {
            ValueHTML.append(value.text, names: value.names, to: &output)
          }
        }
      case .attributeValue(let placeholder):
        if let value = resolver.value(of: placeholder, log: &log) {
          HTMLEscaping.append(value.text, to: &output)
        }
      case .urlValue(let placeholder):
        if let value = resolver.value(of: placeholder, log: &log) {
          ValueHTML.appendURLComponent(value.text, to: &output)
        }
      case .jumpUnless(let condition, let target):
        if resolver.holds(condition.condition, log: &log) != condition.expected { index = target }
      case .jump(let target):
        index = target
      case .loop(let loop, let end):
        let elements = resolver.elements(loop.list, log: &log)
        for (position, element) in elements.enumerated() {
          resolver.bind(element, at: loop.variable, index: position, count: elements.count)
          run(index..<end, log: &log)
        }
        index = end
      case .headingStart(let heading):
        startHeading(program.headings[heading], log: &log)
      case .headingEnd(let heading):
        output += "</h\(program.headings[heading].level)>\n".utf8
      case .fence(let fence):
        appendFence(fence, log: &log)
      case .parameterTable:
        appendParameterTable()
      case .table(let table):
        appendTable(table, log: &log)
      case .figure(let directive):
        let drawing = FigureDrawing(
          directive: directive,
          edition: edition,
          language: language,
          languageCode: languageCode
        )
        drawing.append(with: &resolver, to: &output, log: &log)
      }
    }
  }

  // MARK: Headings

  private mutating func startHeading(
    _ heading: PageProgram.Heading,
    log: inout DiagnosticLog
  ) {
    output += "<h\(heading.level) id=\"".utf8
    HTMLEscaping.append(Array(heading.anchor.utf8), to: &output)
    output += "\">".utf8
    var title: [UInt8] = []
    if heading.level == 2, isStep(heading) {
      stepNumber += 1
      let label = "\(number).\(stepNumber)"
      output += "<span class=\"step-number\">\(label)</span> ".utf8
      title += "\(label) ".utf8
    }
    title += text(heading.text, log: &log)
    headings.append(.init(level: heading.level, anchor: heading.anchor, title: title))
  }

  /// A section with something to run or to check on this cluster.
  private func isStep(_ heading: PageProgram.Heading) -> Bool {
    heading.fences.contains { index in
      guard !edition.resolved.instances[index].isEmpty else { return false }
      switch edition.resolved.guide.fences[index].role {
      case .run, .check: return true
      case .file, .output, .display: return false
      }
    }
  }

  private func text(_ pieces: [PageProgram.HeadingPiece], log: inout DiagnosticLog) -> [UInt8] {
    pieces.reduce(into: []) { bytes, piece in
      switch piece {
      case .literal(let literal): bytes += literal
      case .value(let placeholder):
        bytes += resolver.value(of: placeholder, log: &log)?.text ?? []
      }
    }
  }

  // MARK: Blocks of our own

  private mutating func appendFence(_ index: Int, log: inout DiagnosticLog) {
    let fence = edition.resolved.guide.fences[index]
    let figure = FenceFigure(
      fence: fence,
      edition: edition,
      language: language,
      languageIndex: languageIndex,
      clusterPath: clusterPath
    )
    switch fence.role {
    case .file:
      figure.appendFile(index, to: &output)
    case .run, .check:
      figure.appendCommand(edition.resolved.instances[index], to: &output)
    case .output, .display:
      if let condition = fence.condition, !resolver.holds(condition, log: &log) { return }
      guard let text = resolver.resolve(fence.body, log: &log) else { return }
      let title = (fence.titles[languageIndex] ?? fence.titles[0]).flatMap {
        resolver.resolve($0, log: &log)?.plain
      }
      figure.appendDisplay(text, title: title, to: &output)
    }
  }

  private mutating func appendParameterTable() {
    let table = ParameterTable(
      edition: edition,
      language: language,
      languageCode: languageCode
    )
    table.append(declared, to: &output)
  }

  private mutating func appendTable(_ table: TableDirective, log: inout DiagnosticLog) {
    output += "<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>".utf8
    for column in table.columns {
      output += "<th>".utf8
      HTMLEscaping.append(
        Array(columnTitle(column.name, in: table).utf8),
        to: &output
      )
      output += "</th>".utf8
    }
    output += "</tr>\n</thead>\n<tbody>\n".utf8
    for case .object(let record) in resolver.elements(table.list, log: &log) {
      output += "<tr>".utf8
      for column in table.columns {
        output += "<td>".utf8
        ValueHTML.append(record.values[column.index], names: table.list.freeNames, to: &output)
        output += "</td>".utf8
      }
      output += "</tr>\n".utf8
    }
    output += "</tbody>\n</table></div>\n".utf8
  }

  /// The title that the field's declaration gives, or its name.
  private func columnTitle(_ name: String, in table: TableDirective) -> String {
    for parameter in edition.resolved.guide.parameters.parameters {
      guard case .list(let item)? = parameter.schema?.shape,
        case .object(let type, let fields) = item.shape,
        table.list.type == .list(.object(type))
      else { continue }
      let field = fields.first { $0.name == name }
      return field?.schema.title?.text(in: languageCode) ?? name
    }
    return name
  }
}
