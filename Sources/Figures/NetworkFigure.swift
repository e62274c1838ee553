/// Who there is, and who calls whom on which port.
package struct NetworkPlan: Sendable {
  package struct Actor: Sendable {
    package let id: String
    package let title: String
    /// What stands in its box: a machine with its addresses, a line each.
    package let members: [[String]]

    package init(id: String, title: String, members: [[String]]) {
      self.id = id
      self.title = title
      self.members = members
    }
  }

  package struct Connection: Sendable {
    /// Ids of actors.
    package let from: String
    package let to: String
    package let port: String
    package let purpose: String

    package init(from: String, to: String, port: String, purpose: String) {
      self.from = from
      self.to = to
      self.port = port
      self.purpose = purpose
    }
  }

  package let actors: [Actor]
  package let connections: [Connection]

  /// - Parameter connections: their ends must be among the actors.
  package init(actors: [Actor], connections: [Connection]) {
    let ids = Set(actors.map(\.id))
    precondition(
      connections.allSatisfy { ids.contains($0.from) && ids.contains($0.to) },
      "a connection of somebody who is not there"
    )
    self.actors = actors
    self.connections = connections
  }
}

/// Draws the actors side by side, each with a line below it, and every connection as an arrow from
/// line to line: nothing can cross a text, however many there are.
package struct NetworkFigure {
  let plan: NetworkPlan
  let words: FigureWords
  private var canvas: Canvas
  private let columnWidth: Int

  private static let gap = 16
  private static let maximumMembers = 6

  private init(_ plan: NetworkPlan, _ words: FigureWords) {
    self.plan = plan
    self.words = words
    let count = max(plan.actors.count, 1)
    columnWidth = max(148, (640 - Self.gap * (count - 1)) / count)
    canvas = Canvas(width: columnWidth * count + Self.gap * (count - 1))
  }

  package static func draw(_ plan: NetworkPlan, words: FigureWords) -> Figure {
    var figure = NetworkFigure(plan, words)
    let bottom = figure.drawActors()
    figure.drawConnections(top: bottom)
    let titles = Dictionary(plan.actors.map { ($0.id, $0.title) }) { first, _ in first }
    let members = plan.actors.flatMap { actor in
      actor.members.map { [actor.title, "", "", $0.joined(separator: " ")] }
    }
    return Figure(
      canvas: figure.canvas,
      columns: [words.from, words.to, words.port, words.purpose],
      rows: members
        + plan.connections.map { connection in
          [
            titles[connection.from] ?? connection.from, titles[connection.to] ?? connection.to,
            connection.port, connection.purpose,
          ]
        }
    )
  }

  private func left(_ column: Int) -> Int { column * (columnWidth + Self.gap) }
  private func middle(_ column: Int) -> Int { left(column) + columnWidth / 2 }

  private mutating func drawActors() -> Int {
    let boxes = plan.actors.map { actor in
      let shown = actor.members.prefix(Self.maximumMembers)
      var lines = shown.flatMap { member in
        member.enumerated().map { (text: $1, isName: $0 == 0) }
      }
      let hidden = actor.members.count - shown.count
      if hidden > 0 { lines.append(("+ \(hidden) \(words.more)", false)) }
      return lines
    }
    let height = 34 + (boxes.map(\.count).max() ?? 0) * 17
    for (column, actor) in plan.actors.enumerated() {
      let x = left(column)
      canvas.rectangle(x: x, y: 0, width: columnWidth, height: height, style: "cell used-cell")
      canvas.text(
        actor.title,
        x: middle(column),
        y: actor.members.isEmpty ? height / 2 + 5 : 20,
        limit: columnWidth - 16,
        style: "title",
        anchor: .middle
      )
      for (row, line) in boxes[column].enumerated() {
        canvas.text(
          line.text,
          x: x + 10,
          y: 40 + row * 17,
          limit: columnWidth - 20,
          size: line.isName ? 13 : 11,
          style: line.isName ? "label" : "mono quiet"
        )
      }
    }
    return height
  }

  private mutating func drawConnections(top: Int) {
    guard !plan.connections.isEmpty else { return }
    let rowHeight = 38
    let bottom = top + plan.connections.count * rowHeight + 12
    for column in plan.actors.indices {
      canvas.line(from: (middle(column), top), to: (middle(column), bottom), style: "lifeline")
    }
    for (row, connection) in plan.connections.enumerated() {
      guard let from = plan.actors.firstIndex(where: { $0.id == connection.from }),
        let to = plan.actors.firstIndex(where: { $0.id == connection.to })
      else { continue }
      let y = top + row * rowHeight + 34
      let label = [connection.port, connection.purpose].filter { !$0.isEmpty }
        .joined(separator: " · ")
      let start = min(middle(from), middle(to)) + 8
      if from == to {
        canvas.loop(x: middle(from), y: y)
        drawLabel(label, x: start + 18, y: y + 2)
      } else {
        canvas.arrow(from: middle(from), to: middle(to), y: y)
        drawLabel(label, x: start, y: y - 7)
      }
    }
  }

  /// A label on a ground of its own, which hides the lines that it crosses.
  private mutating func drawLabel(_ label: String, x: Int, y: Int) {
    let shift = max(0, x + TextWidth.of(label, size: 12) - canvas.width)
    let start = max(0, x - shift)
    let limit = canvas.width - start
    let width = min(limit, TextWidth.of(label, size: 12))
    canvas.rectangle(x: start - 2, y: y - 12, width: width + 4, height: 16, style: "ground")
    canvas.text(label, x: start, y: y, limit: limit, size: 12)
  }
}
