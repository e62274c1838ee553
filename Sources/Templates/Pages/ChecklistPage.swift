/// Every step by the place where it is done.
package struct ChecklistPage: Sendable {
  package struct Row: Sendable {
    /// Such as `2.3`.
    package let number: String
    package let title: String
    package let href: String
    /// The step's id and the sum of its content, as its heading carries them.
    package let step: String
    package let sum: String
    /// This row's place with its sum: `m1=4tx0a9`; the workstation has no name.
    package let place: String
    /// The keys of the step's commands for this place.
    package let commands: [String]

    package init(
      number: String,
      title: String,
      href: String,
      step: String,
      sum: String,
      place: String,
      commands: [String]
    ) {
      self.number = number
      self.title = title
      self.href = href
      self.step = step
      self.sum = sum
      self.place = place
      self.commands = commands
    }

    static let schema = TemplateRecordSchema(
      "row",
      [
        "number": .text, "title": .text, "href": .text, "step": .text, "sum": .text,
        "place": .text, "commands": .text, "count": .text,
      ]
    )

    var value: TemplateValue {
      Self.schema.record([
        "number": .text(number), "title": .text(title), "href": .text(href), "step": .text(step),
        "sum": .text(sum), "place": .text(place),
        "commands": .text(commands.joined(separator: " ")), "count": .text(String(commands.count)),
      ])
    }
  }

  package struct Group: Sendable {
    /// Nil for the reader's workstation.
    package let host: String?
    package let rows: [Row]

    package init(host: String?, rows: [Row]) {
      self.host = host
      self.rows = rows
    }

    static let schema = TemplateRecordSchema(
      "group",
      ["id": .text, "title": .text, "rows": .list(.record(Row.schema))]
    )

    func value(in language: PageLanguage) -> TemplateValue {
      Self.schema.record([
        "id": .text(host.map { "host-\($0)" } ?? "workstation"),
        "title": .text(host ?? PageLabel.onWorkstation.text(in: language)),
        "rows": .list(rows.map(\.value)),
      ])
    }
  }

  package let frame: PageFrame
  package let groups: [Group]

  package init(frame: PageFrame, groups: [Group]) {
    self.frame = frame
    self.groups = groups
  }

  static let schema = PageFrame.schema.extended(["groups": .list(.record(Group.schema))])

  package var value: TemplateValue {
    Self.schema.record(
      extending: frame.value,
      ["groups": .list(groups.map { $0.value(in: frame.language) })]
    )
  }
}
