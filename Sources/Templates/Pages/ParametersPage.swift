/// Every value of a cluster.
package struct ParametersPage: Sendable {
  /// How a parameter came by its value.
  package enum Origin: Sendable {
    /// The cluster's file says so.
    case given
    /// The declaration's literal default.
    case defaulted
    /// The declaration's default expression.
    case computed
    /// The parameter is an expression; it cannot be given.
    case derived

    var label: PageLabel {
      switch self {
      case .given: .given
      case .defaulted: .defaulted
      case .computed: .computed
      case .derived: .derived
      }
    }
  }

  package struct Row: Sendable {
    package var name: String
    /// Empty when the parameter has none.
    package var titleHTML: [UInt8]
    package var descriptionHTML: [UInt8]
    package var type: String
    package var valueHTML: [UInt8]
    package var origin: Origin
    /// `path:line` of the value, or of the declaration that it follows from.
    package var setAt: String
    package var usedIn: [PageLink]
    /// The files that it is in.
    package var inFiles: [PageLink] = []
    package var isImmutable: Bool

    package init(
      name: String,
      titleHTML: [UInt8],
      descriptionHTML: [UInt8],
      type: String,
      valueHTML: [UInt8],
      origin: Origin,
      setAt: String,
      usedIn: [PageLink],
      isImmutable: Bool
    ) {
      self.name = name
      self.titleHTML = titleHTML
      self.descriptionHTML = descriptionHTML
      self.type = type
      self.valueHTML = valueHTML
      self.origin = origin
      self.setAt = setAt
      self.usedIn = usedIn
      self.isImmutable = isImmutable
    }

    static let schema = TemplateRecordSchema(
      "row",
      [
        "name": .text, "title": .html, "description": .html, "type": .text, "value": .html,
        "origin": .text, "given": .bool, "setAt": .text,
        "used": .bool, "usedIn": .list(.record(PageLink.schema)), "immutable": .bool,
        "hasFiles": .bool, "fileCount": .text, "inFiles": .list(.record(PageLink.schema)),
      ]
    )

    func value(in language: PageLanguage) -> TemplateValue {
      Self.schema.record([
        "name": .text(name), "title": .html(titleHTML), "description": .html(descriptionHTML),
        "type": .text(type), "value": .html(valueHTML),
        "origin": .text(origin.label.text(in: language)), "given": .bool(origin == .given),
        "setAt": .text(setAt), "used": .bool(!usedIn.isEmpty), "usedIn": .list(usedIn.map(\.value)),
        "immutable": .bool(isImmutable), "hasFiles": .bool(!inFiles.isEmpty),
        "fileCount": .text(String(inFiles.count)), "inFiles": .list(inFiles.map(\.value)),
      ])
    }
  }

  package let frame: PageFrame
  package let rows: [Row]

  package init(frame: PageFrame, rows: [Row]) {
    self.frame = frame
    self.rows = rows
  }

  static let schema = PageFrame.schema.extended(["rows": .list(.record(Row.schema))])

  package var value: TemplateValue {
    Self.schema.record(
      extending: frame.value,
      ["rows": .list(rows.map { $0.value(in: frame.language) })]
    )
  }
}
