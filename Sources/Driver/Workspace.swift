import BuiltinTemplates
import Diagnostics
import GuideModel
import Publishing
import Templates

/// Everything that a run reads, from disk and from the program itself.
struct Workspace {
  struct Guide {
    let source: GuideSource
    let clusters: [Cluster]
    /// The folder of the guide as a path that can be opened.
    let folder: String
    /// Whether all its pages and files are there. Without one of them the others cannot be judged.
    let isComplete: Bool
    /// Whether it has files of clusters, be they of use or not.
    let hasClusterFiles: Bool
  }

  struct Cluster {
    /// The name of its file without `.yaml`.
    let name: String
    let file: SourceFile
  }

  private(set) var sources: SourceMap
  private(set) var guides: [Guide] = []
  private(set) var templates: [TemplateSource] = []
  /// By path below `assets/`, sorted.
  private(set) var assets: [(path: String, bytes: [UInt8])] = []
  /// `content/`, `templates/` and so on are below this; empty or with a slash at its end.
  private let root: String

  static func load(_ directory: String, log: inout DiagnosticLog) throws(PublishingError)
    -> Workspace
  {
    var workspace = Workspace(directory)
    try workspace.loadGuides(log: &log)
    try workspace.loadTemplates(log: &log)
    return workspace
  }

  /// Loads the folder that a request names.
  static func open(_ directory: String, log: inout DiagnosticLog) throws(Failure) -> Workspace {
    let hasContent = try Failure.wrapping { () throws(PublishingError) in
      try FileReader.exists("\(directory)/content")
    }
    guard hasContent else {
      throw .usage(
        "there is no folder 'content' in '\(directory)'; name the folder that holds it"
      )
    }
    return try Failure.wrapping { () throws(PublishingError) in
      try load(directory, log: &log)
    }
  }

  private init(_ directory: String) {
    var root = directory
    while root.hasSuffix("/"), root != "/" { root.removeLast() }
    root = root == "." || root.isEmpty ? "" : root + "/"
    if root == "//" { root = "/" }
    self.root = root
    sources = SourceMap(root: root)
  }

  /// Reads a file into the source map; nil after logging why its text cannot be used.
  private mutating func add(_ path: String, log: inout DiagnosticLog) throws(PublishingError)
    -> SourceFile?
  {
    switch try FileReader.readText(path) {
    case .text(let bytes):
      return sources.add(path: path, bytes: bytes)
    case .fault(let fault, let bytes):
      let file = sources.add(path: path, bytes: bytes)
      log.add(
        .error(
          .fileEncoding,
          fault.message,
          at: file.range(fault.offset..<(fault.offset + 1)),
          cure: fault.cure
        )
      )
      return nil
    }
  }

  // MARK: Guides

  private mutating func loadGuides(log: inout DiagnosticLog) throws(PublishingError) {
    let content = root + "content"
    let paths = try FileReader.files(below: content)
    var names: [String] = []
    for path in paths {
      let parts = path.split(separator: "/")
      if parts.count > 1, names.last != String(parts[0]) { names.append(String(parts[0])) }
    }
    for name in names {
      let inside = paths.filter { $0.hasPrefix(name + "/") }.map {
        String($0.dropFirst(name.count + 1))
      }
      try loadGuide(name, "\(content)/\(name)", inside, log: &log)
    }
    if guides.isEmpty, !log.hasErrors {
      log.add(
        .error(
          .noGuides,
          "there is no guide in '\(content)'",
          at: nil,
          cure: "make a folder with a guide.yaml in it"
        )
      )
    }
  }

  private mutating func loadGuide(
    _ name: String,
    _ folder: String,
    _ paths: [String],
    log: inout DiagnosticLog
  ) throws(PublishingError) {
    guard paths.contains("guide.yaml") else {
      log.add(
        .error(
          .noGuides,
          "'\(folder)' has no guide.yaml",
          at: nil,
          cure: "write one, or move the folder out of content/"
        )
      )
      return
    }
    guard let configuration = try add("\(folder)/guide.yaml", log: &log) else { return }
    if !FolderName.isValid(name) || name == "assets" {
      log.add(.folderName(name, "a guide", at: configuration.range(0..<0)))
    }
    var pages: [GuideSource.Page] = []
    var files: [String: SourceFile] = [:]
    var clusters: [Cluster] = []
    var isComplete = true
    var hasClusterFiles = false
    for path in paths where path != "guide.yaml" {
      let parts = path.split(separator: "/").map(String.init)
      let full = "\(folder)/\(path)"
      switch (parts[0], parts.count) {
      case ("files", _):
        files[path] = try add(full, log: &log)
        if files[path] == nil { isComplete = false }
      case ("clusters", 2) where path.hasSuffix(".yaml") || path.hasSuffix(".yml"):
        hasClusterFiles = true
        if let cluster = try loadCluster(parts[1], full, log: &log) { clusters.append(cluster) }
      case ("clusters", _):
        break  // Certificates and whatever else the values name; read when they are named.
      case (let language, 2) where path.hasSuffix(".md"):
        guard let file = try add(full, log: &log) else {
          isComplete = false
          continue
        }
        pages.append(.init(name: String(parts[1].dropLast(3)), language: language, file: file))
      default:
        log.add(
          .warning(
            .strayFile,
            "'\(full)' belongs to no part of a guide",
            at: nil,
            cure: "pages are LANGUAGE/NAME.md, long files are in files/, values in clusters/"
          )
        )
      }
    }
    guides.append(
      Guide(
        source: GuideSource(name: name, configuration: configuration, pages: pages, files: files),
        clusters: clusters,
        folder: folder,
        isComplete: isComplete,
        hasClusterFiles: hasClusterFiles
      )
    )
  }

  private mutating func loadCluster(
    _ fileName: String,
    _ path: String,
    log: inout DiagnosticLog
  ) throws(PublishingError) -> Cluster? {
    guard let file = try add(path, log: &log) else { return nil }
    let name = String(fileName.prefix { $0 != "." })
    guard FolderName.isValid(name), fileName == "\(name).yaml" else {
      log.add(.folderName(fileName, "a cluster's file", at: file.range(0..<0)))
      return nil
    }
    return Cluster(name: name, file: file)
  }

  // MARK: Templates

  /// The program's own templates, each replaced by the file of the same path in `templates/`.
  private mutating func loadTemplates(log: inout DiagnosticLog) throws(PublishingError) {
    let builtin = BuiltinTemplates.files
    let folder = root + "templates"
    let own = try FileReader.exists(folder) ? FileReader.files(below: folder) : []
    let names = Set(own).union(builtin.map(\.path)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    for name in names where name != "README.md" {
      let isOwn = own.contains(name)
      let bytes = builtin.first { $0.path == name }?.bytes
      if name.hasPrefix("assets/") {
        let content = try isOwn ? FileReader.read("\(folder)/\(name)") : bytes ?? []
        assets.append((String(name.dropFirst("assets/".count)), content))
        continue
      }
      guard name.hasSuffix(".mustache") else {
        log.add(
          .warning(
            .strayFile,
            "'\(folder)/\(name)' is neither a template nor an asset",
            at: nil,
            cure: "templates end in .mustache, everything else is in assets/"
          )
        )
        continue
      }
      let file =
        isOwn
        ? try add("\(folder)/\(name)", log: &log)
        : sources.add(path: "(built in)/\(name)", bytes: bytes ?? [])
      guard let file else { continue }
      templates.append(
        TemplateSource(
          name: String(name.dropLast(".mustache".count)),
          file: file,
          warnsWhenUnused: isOwn && bytes == nil
        )
      )
    }
  }
}

/// Names that become folders of the site.
enum FolderName {
  /// Lower-case letters, digits and inner hyphens, at most 40.
  static func isValid(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let isWord = { (byte: UInt8) in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 40 else { return false }
    return isWord(first) && isWord(last)
      && bytes.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") }
  }
}

extension Diagnostic {
  fileprivate static func folderName(_ name: String, _ what: String, at range: SourceRange)
    -> Diagnostic
  {
    .error(
      .folderName,
      "'\(name)' is no name for \(what)",
      at: range,
      cure: what == "a guide"
        ? "use lower-case letters, digits and hyphens, and not 'assets'"
        : "use lower-case letters, digits and hyphens, and end it in .yaml"
    )
  }
}
