import Expressions
import GuideModel
import Parameters
import Templates

/// Writes `values.js`: what the pages of one language tell of a value when a reader points at it.
/// Pages load it at the first time; it is a script because a page from a disk may load nothing else.
///
///     bespokeValues({
///       "labels": {…},
///       "pages": [[href, title], …],
///       "files": [[href, path, hosts], …],
///       "values": {name: {
///         "title": …, "type": …, "text": …,       text: of one that has a short one
///         "set": "0content/…/lab.yaml:5",         the digit: given, default, computed, derived
///         "from": [name, …], "for": [name, …],    what it follows from, what follows from it
///         "fixed": 1,                             cannot change later
///         "pages": [index, …], "files": [index, …],
///         "fields": [[name, type, title], …],     of the records in a list
///         "items": [[set, …], …]}}})
struct ValueScript {
  let edition: ClusterEdition
  let usage: ValueUsage
  let language: LanguageName
  /// The ways to the runbook's pages, with their titles.
  let pages: [PageLink]

  static let fileName = "values.js"

  var script: [UInt8] {
    let labels: [PageLabel] = [
      .value, .type, .setIn, .given, .defaulted, .computed, .derived, .derivedFrom, .feeds,
      .usedIn, .inFiles, .immutable, .details,
    ]
    let parameters = edition.resolved.guide.parameters.parameters
    let parts = [
      "\"labels\":{"
        + labels.map { "\(quoted($0.rawValue)):\(quoted($0.text(in: language.language)))" }
        .joined(separator: ",") + "}",
      "\"pages\":" + ScriptText.list(pages.map { list([$0.href, $0.title]) }),
      "\"files\":"
        + ScriptText.list(
          usage.files.map {
            list(["files.html#\($0.anchor)", $0.path, $0.hosts.joined(separator: " ")])
          }
        ),
      "\"values\":{\n"
        + parameters.indices.map { "\(quoted(parameters[$0].name)):\(value($0))" }
        .joined(separator: ",\n") + "}",
    ]
    return Array("bespokeValues({\(parts.joined(separator: ",\n"))});\n".utf8)
  }

  private func value(_ slot: Int) -> String {
    let parameter = edition.resolved.guide.parameters.parameters[slot]
    let names = edition.resolved.guide.parameters.parameters
    var members: [(String, String)] = []
    if let title = parameter.title {
      members.append(("title", quoted(title.text(in: language.folder))))
    }
    let type = parameter.schema?.kind.rawValue ?? parameter.celType.description
    members.append(("type", quoted(type)))
    if let text = edition.resolved.bindings[slot].text, text.utf8.count < 200 {
      members.append(("text", quoted(text)))
    }
    members.append(("set", set(edition.origins.place(of: slot))))
    let sources = ValueUsage.sources(of: parameter)
    if !sources.isEmpty { members.append(("from", list(sources))) }
    let dependents = usage.dependents[slot].map { names[$0].name }
    if !dependents.isEmpty { members.append(("for", list(dependents))) }
    if parameter.isImmutable { members.append(("fixed", "1")) }
    members.append(("pages", ScriptText.list(usage.pagesBySlot[slot].map(String.init))))
    members.append(("files", ScriptText.list(usage.filesBySlot[slot].map(String.init))))
    if let items = edition.origins.fieldPlaces(of: slot) {
      members.append(("fields", fields(of: parameter)))
      members.append(("items", ScriptText.list(items.map { ScriptText.list($0.map(set)) })))
    }
    return "{" + members.map { "\(quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  /// Of each field of the records in a list: its name, type and title.
  private func fields(of parameter: Parameter) -> String {
    guard case .list(let item)? = parameter.schema?.shape,
      case .object(_, let fields) = item.shape
    else { return "[]" }
    return ScriptText.list(
      fields.map { field in
        let title = field.schema.title?.text(in: language.folder) ?? ""
        return list([field.name, field.schema.kind.rawValue, title])
      }
    )
  }

  private func set(_ place: ValueOrigins.Place) -> String {
    let digit =
      switch place.origin {
      case .given: 0
      case .defaulted: 1
      case .computed: 2
      case .derived: 3
      }
    return quoted("\(digit)\(place.place)")
  }

  private func quoted(_ text: String) -> String { ScriptText.text(text) }

  private func list(_ texts: [String]) -> String { ScriptText.list(texts.map(quoted)) }
}
