/// A link with a plain title.
package struct PageLink: Sendable {
  package let title: String
  /// Relative to the page that the link stands on, as every `href` in page data.
  package let href: String
  package let isCurrent: Bool

  package init(title: String, href: String, isCurrent: Bool = false) {
    self.title = title
    self.href = href
    self.isCurrent = isCurrent
  }

  static let schema = TemplateRecordSchema(
    "link",
    ["title": .text, "href": .text, "current": .bool]
  )

  var value: TemplateValue {
    Self.schema.record([
      "title": .text(title), "href": .text(href), "current": .bool(isCurrent),
    ])
  }
}

/// The same page, or the same guide, in another language.
package struct LanguageLink: Sendable {
  /// What stands in the `lang` attribute, such as `zh-Hans`.
  package let code: String
  /// The language's name in itself.
  package let label: String
  package let href: String
  /// The absolute URL, where the site's address is known; else the same as `href`.
  package let address: String
  package let isCurrent: Bool

  package init(
    code: String,
    label: String,
    href: String,
    address: String? = nil,
    isCurrent: Bool = false
  ) {
    self.code = code
    self.label = label
    self.href = href
    self.address = address ?? href
    self.isCurrent = isCurrent
  }

  static let schema = TemplateRecordSchema(
    "language",
    ["code": .text, "label": .text, "href": .text, "address": .text, "current": .bool]
  )

  var value: TemplateValue {
    Self.schema.record([
      "code": .text(code), "label": .text(label), "href": .text(href),
      "address": .text(address), "current": .bool(isCurrent),
    ])
  }
}

/// A cluster to go to: the same page of it, or its first page.
package struct ClusterLink: Sendable {
  package let name: String
  package let title: String
  package let href: String
  package let isCurrent: Bool

  package init(name: String, title: String, href: String, isCurrent: Bool = false) {
    self.name = name
    self.title = title
    self.href = href
    self.isCurrent = isCurrent
  }

  static let schema = TemplateRecordSchema(
    "cluster",
    ["name": .text, "title": .text, "href": .text, "current": .bool]
  )

  var value: TemplateValue {
    Self.schema.record([
      "name": .text(name), "title": .text(title), "href": .text(href),
      "current": .bool(isCurrent),
    ])
  }
}

/// A level-2 heading of a page, with the level-3 headings below it.
package struct TableOfContentsEntry: Sendable {
  /// The heading's content as HTML, without links.
  package let titleHTML: [UInt8]
  package let href: String
  /// Their own children are not shown.
  package let children: [TableOfContentsEntry]

  package init(titleHTML: [UInt8], href: String, children: [TableOfContentsEntry] = []) {
    self.titleHTML = titleHTML
    self.href = href
    self.children = children
  }

  private static let child = TemplateRecordSchema("heading", ["title": .html, "href": .text])
  static let schema = TemplateRecordSchema(
    "toc",
    ["title": .html, "href": .text, "hasChildren": .bool, "children": .list(.record(child))]
  )

  var value: TemplateValue {
    let children = children.map {
      Self.child.record(["title": .html($0.titleHTML), "href": .text($0.href)])
    }
    return Self.schema.record([
      "title": .html(titleHTML), "href": .text(href),
      "hasChildren": .bool(!children.isEmpty), "children": .list(children),
    ])
  }
}
