import Bundling
import GuideModel
import Parameters

/// Where the parameters of a cluster are used.
struct ValueUsage {
  /// A file, or one for each of several hosts that has the same path.
  struct File {
    /// The anchor of its row, or of the first one's, on the files page.
    let anchor: String
    let path: String
    var hosts: [String]
  }

  let files: [File]
  /// By slot: the indices of the files whose text or attributes read the parameter.
  let filesBySlot: [[Int]]
  /// By slot: the indices of the pages that read it, or that have a file that does.
  let pagesBySlot: [[Int]]
  /// By slot: the parameters whose values follow from it.
  let dependents: [[Int]]

  init(_ programs: GuidePrograms, _ edition: ClusterEdition) {
    let parameters = programs.guide.parameters.parameters
    let slots = Dictionary(
      uniqueKeysWithValues: parameters.enumerated().map { ($0.element.name, $0.offset) }
    )
    var files: [File] = []
    var places: [String: Int] = [:]
    var filesBySlot = [[Int]](repeating: [], count: parameters.count)
    for bundled in edition.bundle.files {
      let file = bundled.file
      let key = "\(file.host == nil ? "" : "host")\(file.path)"
      let known = places[key]
      let index = known ?? files.count
      places[key] = index
      if known == nil {
        files.append(File(anchor: bundled.path.text, path: file.path, hosts: []))
      }
      if let host = file.host { files[index].hosts.append(host) }
      for slot in file.names.compactMap({ slots[$0] }) where filesBySlot[slot].last != index {
        if !filesBySlot[slot].contains(index) { filesBySlot[slot].append(index) }
      }
    }
    var pagesBySlot = parameters.map { parameter in
      programs.usage.indices.filter { programs.usage[$0].contains(parameter.name) }
    }
    // What reads a list of some of the records reads these records.
    for slot in parameters.indices {
      for list in edition.origins.lists(pickingFrom: slot) {
        filesBySlot[slot] = Set(filesBySlot[slot] + filesBySlot[list]).sorted()
        pagesBySlot[slot] = Set(pagesBySlot[slot] + pagesBySlot[list]).sorted()
      }
    }
    var dependents = [[Int]](repeating: [], count: parameters.count)
    for (slot, parameter) in parameters.enumerated() {
      let read = Self.sources(of: parameter).compactMap { slots[$0] }
      for source in Set(read).sorted() where source != slot { dependents[source].append(slot) }
    }
    self.files = files
    self.filesBySlot = filesBySlot
    self.pagesBySlot = pagesBySlot
    self.dependents = dependents
  }

  /// The names of the parameters that a value is computed from, each once.
  static func sources(of parameter: Parameter) -> [String] {
    var names: [String] = []
    for reference in parameter.references {
      switch reference.use {
      case .derivation, .defaultValue:
        if !names.contains(reference.name) { names.append(reference.name) }
      case .rule, .message: break
      }
    }
    return names
  }
}
