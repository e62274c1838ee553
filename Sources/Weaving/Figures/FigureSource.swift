import Expressions
import Figures
import GuideModel
import Parameters

/// Why a figure cannot be drawn from what it was given.
struct FigureDataError: Error {
  let message: String
  let cure: String
}

/// Finds what figures show among a cluster's values.
struct FigureSource {
  let edition: ClusterEdition
  let languageCode: String

  private var parameters: [Parameter] { edition.resolved.guide.parameters.parameters }
  private func value(_ slot: Int) -> CELValue { edition.resolved.bindings[slot] }
  private func title(_ parameter: Parameter) -> String {
    parameter.title?.text(in: languageCode) ?? parameter.name
  }

  // MARK: Addresses

  /// All ranges and addresses of the guide's own parameters and of its hosts, called by their titles
  /// and by the hosts' names. With data, a list of ranges, what lies outside of these is left out.
  func addressPlan(_ data: CELValue?) throws(FigureDataError) -> AddressPlan {
    var entries: [AddressPlan.Entry] = []
    for (slot, parameter) in parameters.enumerated() {
      add(value(slot), called: title(parameter), to: &entries)
    }
    if let hosts = hosts {
      for host in hosts.records {
        for value in host.values { add(value, called: host.name, to: &entries) }
      }
    }
    guard let data else { return AddressPlan(entries) }
    let wanted = try data.ranges()
    let ranges = wanted.map { AddressPlan.Entry(name: "", range: $0).range }
    for range in ranges where !entries.contains(where: { $0.range == range }) {
      entries.append(AddressPlan.Entry(name: "\(range)", range: range))
    }
    return AddressPlan(
      entries.filter { entry in ranges.contains { $0.contains(entry.range) } }
    )
  }

  private func add(
    _ value: CELValue,
    called name: String,
    to entries: inout [AddressPlan.Entry]
  ) {
    switch value {
    case .cidr(let range): entries.append(AddressPlan.Entry(name: name, range: range))
    case .ip(let address): entries.append(AddressPlan.Entry(name: name, address: address))
    case .list(let elements):
      for case .cidr(let range) in elements {
        entries.append(AddressPlan.Entry(name: name, range: range))
      }
    default: break
    }
  }

  // MARK: Network

  /// The hosts in groups, one for each value of their first field that is an `enum`, and whoever
  /// else the connections name.
  func networkPlan(_ data: CELValue?) throws(FigureDataError) -> NetworkPlan {
    let rows = try data.map { value throws(FigureDataError) in try value.records(in: languageCode) }
    var actors = hostGroups(titles: titles(in: rows ?? []))
    var connections: [NetworkPlan.Connection] = []
    for row in rows ?? [] {
      let from = try row.id("from")
      let to = try row.id("to")
      for end in [from, to] where !actors.contains(where: { $0.id == end.id }) {
        actors.append(.init(id: end.id, title: end.title, members: []))
      }
      connections.append(
        .init(from: from.id, to: to.id, port: row.text("port"), purpose: row.text("for"))
      )
    }
    return NetworkPlan(actors: actors, connections: connections)
  }

  /// What the connections call the groups, by id.
  private func titles(in rows: [FigureRecord]) -> [String: String] {
    var titles: [String: String] = [:]
    for row in rows {
      for key in ["from", "to"] {
        guard let end = try? row.id(key), end.title != end.id else { continue }
        titles[end.id] = end.title
      }
    }
    return titles
  }

  private func hostGroups(titles: [String: String]) -> [NetworkPlan.Actor] {
    guard let hosts else { return [] }
    let group = hosts.fields.firstIndex { $0.schema.kind == .enum }
    var groups: [(id: String, members: [[String]])] = []
    for record in hosts.records {
      let id = group.flatMap { record.values[$0].text } ?? hosts.name
      let addresses = record.values.compactMap { value in
        switch value {
        case .ip, .cidr: value.text
        default: nil
        }
      }
      let member = [record.name] + addresses
      if let index = groups.firstIndex(where: { $0.id == id }) {
        groups[index].members.append(member)
      } else {
        groups.append((id, [member]))
      }
    }
    return groups.map { .init(id: $0.id, title: titles[$0.id] ?? $0.id, members: $0.members) }
  }

  private struct Hosts {
    /// The title of the list.
    let name: String
    let fields: [SchemaField]
    let records: [(name: String, values: [CELValue])]
  }

  private var hosts: Hosts? {
    guard let name = edition.resolved.guide.configuration.hosts?.name,
      let slot = parameters.firstIndex(where: { $0.name == name }),
      case .list(let item)? = parameters[slot].schema?.shape,
      case .object(_, let fields) = item.shape,
      case .list(let elements) = value(slot)
    else { return nil }
    let records = elements.enumerated().compactMap {
      index,
      element -> (name: String, values: [CELValue])? in
      guard case .object(let record) = element else { return nil }
      return (edition.resolved.hosts[index], record.values)
    }
    return Hosts(name: title(parameters[slot]), fields: fields, records: records)
  }

  // MARK: Certificates

  func certificatePlan(_ data: CELValue?) throws(FigureDataError) -> CertificatePlan {
    var certificates: [CertificatePlan.Certificate] = []
    for row in try (data ?? .list([])).records(in: languageCode) {
      certificates.append(
        .init(
          name: try row.required("name"),
          subject: row.text("subject"),
          authority: try row.required("authority"),
          from: try row.required("from"),
          to: try row.required("to")
        )
      )
    }
    return CertificatePlan(certificates)
  }
}
