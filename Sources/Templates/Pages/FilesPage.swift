/// Every file of a cluster: the cluster's own, then each host's.
package struct FilesPage: Sendable {
  package struct Row: Sendable {
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
      href: String,
      path: String,
      mode: String,
      owner: String,
      size: Int,
      sha256: String,
      origin: String
    ) {
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
        "href": .text, "path": .text, "mode": .text, "owner": .text, "size": .text,
        "sha256": .text, "origin": .text,
      ]
    )

    var value: TemplateValue {
      Self.schema.record([
        "href": .text(href), "path": .text(path), "mode": .text(mode), "owner": .text(owner),
        "size": .text(Self.sizeText(size)), "sha256": .text(sha256), "origin": .text(origin),
      ])
    }

    /// Bytes up to a kilobyte, then kilobytes with one decimal, rounded up.
    static func sizeText(_ size: Int) -> String {
      if size < 1000 { return "\(size) B" }
      let tenths = (size + 99) / 100
      return "\(tenths / 10).\(tenths % 10) kB"
    }
  }

  package struct Group: Sendable {
    /// The host's name, or nil for the files of the whole cluster.
    package let host: String?
    /// The way to the archive; empty when there is none.
    package let archiveHref: String
    package let rows: [Row]

    package init(host: String?, archiveHref: String, rows: [Row]) {
      self.host = host
      self.archiveHref = archiveHref
      self.rows = rows
    }

    static let schema = TemplateRecordSchema(
      "group",
      [
        "id": .text, "title": .text, "archiveHref": .text, "archiveName": .text,
        "rows": .list(.record(Row.schema)),
      ]
    )

    func value(in language: PageLanguage) -> TemplateValue {
      let title = host ?? PageLabel.wholeCluster.text(in: language)
      let archive = archiveHref.utf8.split(separator: UInt8(ascii: "/")).last
      return Self.schema.record([
        "id": .text(host.map { "host-\($0)" } ?? "cluster"), "title": .text(title),
        "archiveHref": .text(archiveHref),
        "archiveName": .text(archive.map { String(Substring($0)) } ?? ""),
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
