/// Every file of a cluster: the cluster's own, then each host's.
package struct FilesPage: Sendable {
  package struct Row: Sendable {
    /// Unique on the page.
    package var anchor: String
    /// The way to the file on the site.
    package var href: String
    /// Where the file is installed; for a file of the bundle: its path there.
    package var path: String
    /// Four octal digits.
    package var mode: String
    /// `user:group`; empty for a file of the bundle.
    package var owner: String
    /// Bytes.
    package var size: Int
    /// Lower-case hexadecimal.
    package var sha256: String
    /// `path:line` of the fence or file that it came from.
    package var origin: String

    package init(
      anchor: String,
      href: String,
      path: String,
      mode: String,
      owner: String,
      size: Int,
      sha256: String,
      origin: String
    ) {
      self.anchor = anchor
      self.href = href
      self.path = path
      self.mode = mode
      self.owner = owner
      self.size = size
      self.sha256 = sha256
      self.origin = origin
    }

    static let schema = TemplateRecordSchema(
      "row",
      [
        "anchor": .text, "href": .text, "path": .text, "mode": .text, "owner": .text,
        "size": .text, "sha256": .text, "origin": .text,
      ]
    )

    var value: TemplateValue {
      Self.schema.record([
        "anchor": .text(anchor), "href": .text(href), "path": .text(path), "mode": .text(mode),
        "owner": .text(owner), "size": .text(FileSize.text(size)), "sha256": .text(sha256),
        "origin": .text(origin),
      ])
    }
  }

  /// All files of a host, or of the cluster, in one.
  package struct Archive: Sendable {
    package var href: String
    /// Bytes.
    package var size: Int
    /// Lower-case hexadecimal.
    package var sha256: String
    /// The folder that it unpacks into.
    package var folder: String

    package init(href: String, size: Int, sha256: String, folder: String) {
      self.href = href
      self.size = size
      self.sha256 = sha256
      self.folder = folder
    }

    static let schema = TemplateRecordSchema(
      "archive",
      ["href": .text, "name": .text, "size": .text, "sha256": .text, "folder": .text]
    )

    var value: TemplateValue {
      let name = href.utf8.split(separator: UInt8(ascii: "/")).last
      return Self.schema.record([
        "href": .text(href), "name": .text(name.map { String(Substring($0)) } ?? ""),
        "size": .text(FileSize.text(size)), "sha256": .text(sha256), "folder": .text(folder),
      ])
    }
  }

  package struct Group: Sendable {
    /// The host's name, or nil for the files of the whole cluster.
    package let host: String?
    package let archive: Archive?
    package let rows: [Row]

    package init(host: String?, archive: Archive?, rows: [Row]) {
      self.host = host
      self.archive = archive
      self.rows = rows
    }

    static let schema = TemplateRecordSchema(
      "group",
      [
        "id": .text, "title": .text, "archive": .optional(Archive.schema),
        "hasRows": .bool, "rows": .list(.record(Row.schema)),
      ]
    )

    func value(in language: PageLanguage) -> TemplateValue {
      let title = host ?? PageLabel.wholeCluster.text(in: language)
      return Self.schema.record([
        "id": .text(host.map { "host-\($0)" } ?? "cluster"), "title": .text(title),
        "archive": archive?.value ?? .absent, "hasRows": .bool(!rows.isEmpty),
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
