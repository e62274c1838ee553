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
  /// The page's name in the guide, and its number; steps are `number.1`, `number.2` and so on.
  let name: String
  let number: Int
  /// The parameters that the page declares, as slots.
  let declared: [Int]
  /// The places of the page's steps by the steps' ids, as the source language has them; nil when
  /// this is the source language.
  let knownPlaces: [String: [Step.Place]]?
  var output: [UInt8] = []
  private var resolver: TextResolver
  private var headings: [RenderedPage.Heading] = []
  var anchors: [String: Int] = [:]
  var steps: [OpenStep] = []
  private var links: Set<Int> = []
  private var isInStep = false
  private var figureCount = 0
  /// The index of the page's first fence; a command without an id is known by its place.
  private let firstFence: Int

  /// A step whose places are not known before its text is.
  struct OpenStep {
    var step: Step
    let fences: [Int]
    /// Where its places are to be written into the output.
    let offset: Int
  }

  init(
    _ program: PageProgram,
    _ edition: ClusterEdition,
    language: PageLanguage,
    languageCode: String,
    languageIndex: Int,
    clusterPath: String,
    name: String,
    number: Int,
    declared: [Int],
    knownPlaces: [String: [Step.Place]]?
  ) {
    self.program = program
    self.edition = edition
    self.language = language
    self.languageCode = languageCode
    self.languageIndex = languageIndex
    self.clusterPath = clusterPath
    self.name = name
    self.number = number
    self.declared = declared
    self.knownPlaces = knownPlaces
    firstFence = edition.resolved.guide.fences.firstIndex { $0.page == number - 1 } ?? 0
    resolver = TextResolver(
      bindings: edition.resolved.bindings,
      cluster: edition.resolved.cluster
    )
  }

  mutating func render(log: inout DiagnosticLog) -> RenderedPage {
    output.reserveCapacity(program.literals.count * 2)
    run(0..<program.operations.count, log: &log)
    let text = ContentText(output).sections
    settleSteps(text)
    return RenderedPage(
      title: program.title.map { self.text($0, log: &log) } ?? [],
      contentHTML: withPlaces(),
      headings: headings,
      steps: steps.map(\.step),
      links: links,
      text: text
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
          if value.sources.isEmpty {
            HTMLEscaping.append(value.text, to: &output)
          } else {
            let origin = edition.origins.text(value.sources)
            ValueHTML.append(value.text, origin: origin, to: &output)
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
          resolver.bind(
            element,
            of: loop.list,
            at: loop.variable,
            index: position,
            count: elements.count
          )
          run(index..<end, log: &log)
        }
        index = end
      case .headingStart(let heading):
        startHeading(program.headings[heading], log: &log)
      case .headingEnd(let heading):
        output += "</h\(program.headings[heading].level)>\n".utf8
      case .link(let link):
        links.insert(link)
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
    let anchor = unique(heading.anchor)
    let turn = anchors[heading.anchor, default: 1]
    output += "<h\(heading.level) id=\"".utf8
    HTMLEscaping.append(Array(anchor.utf8), to: &output)
    output.append(UInt8(ascii: "\""))
    var title = text(heading.text, log: &log)
    if heading.level <= 2 { isInStep = false }
    if heading.level == 2, isStep(heading) {
      isInStep = true
      let label = "\(number).\(steps.count + 1)"
      let id = "\(name)#\(heading.sourceAnchor)\(turn > 1 ? "-\(turn)" : "")"
      let step = Step(id: id, anchor: anchor, number: label, title: title)
      steps.append(OpenStep(step: step, fences: heading.fences, offset: output.count))
      output += "><span class=\"step-number\">\(label)</span> ".utf8
      title = Array("\(label) ".utf8) + title
    } else {
      output.append(UInt8(ascii: ">"))
    }
    appendAlias(heading, anchor)
    headings.append(.init(level: heading.level, anchor: anchor, title: title))
  }

  private mutating func text(_ template: TextTemplate, log: inout DiagnosticLog) -> [UInt8] {
    resolver.resolve(template, log: &log)?.plain ?? []
  }

  // MARK: Blocks of our own

  private mutating func appendFence(_ index: Int, log: inout DiagnosticLog) {
    let fence = edition.resolved.guide.fences[index]
    figureCount += 1
    let figure = FenceFigure(
      fence: fence,
      edition: edition,
      language: language,
      languageIndex: languageIndex,
      clusterPath: clusterPath,
      number: "\(number).\(figureCount)"
    )
    switch fence.role {
    case .file:
      figure.appendFile(index, to: &output)
    case .run, .check:
      let commands = figure.appendCommand(
        edition.resolved.instances[index],
        key: fence.id ?? "\(index - firstFence)",
        to: &output
      )
      if isInStep { steps[steps.count - 1].step.commands += commands }
    case .output, .display:
      if let condition = fence.condition, !resolver.holds(condition, log: &log) { return }
      guard let text = resolver.resolve(fence.body, log: &log) else { return }
      let own = fence.titles[languageIndex] == nil ? 0 : languageIndex
      let title = fence.titles[own].flatMap { resolver.resolve($0, log: &log)?.plain }
      figure.appendDisplay(text, title: title.map { ($0, own) }, to: &output)
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
    for (index, element) in resolver.elements(table.list, log: &log).enumerated() {
      guard case .object(let record) = element else { continue }
      output += "<tr>".utf8
      for column in table.columns {
        output += "<td>".utf8
        let sources = resolver.sources(
          of: element,
          of: table.list,
          at: index,
          field: column.name
        )
        let origin = edition.origins.text(sources)
        ValueHTML.append(record.values[column.index], origin: origin, to: &output)
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
