import Diagnostics
import Expressions
import Parameters
import Resolution
import Templates

/// Where the values of a cluster were set.
struct ValueOrigins: Sendable {
  /// How a value came about, and where: `content/kubernetes/clusters/lab.yaml:5`.
  struct Place: Sendable {
    let origin: ParametersPage.Origin
    let place: String
  }

  private let resolved: ResolvedGuide
  private let sources: SourceMap
  /// For a derived list that picks records from another one: its slot, and the index of each.
  private let picked: [Int: (slot: Int, indices: [Int])]

  init(_ resolved: ResolvedGuide, _ sources: SourceMap) {
    self.resolved = resolved
    self.sources = sources
    picked = Self.picked(resolved)
  }

  private static func picked(_ resolved: ResolvedGuide) -> [Int: (slot: Int, indices: [Int])] {
    var result: [Int: (slot: Int, indices: [Int])] = [:]
    let parameters = resolved.guide.parameters.parameters
    for (slot, parameter) in parameters.enumerated() where parameter.isDerived {
      guard case .list(let picks) = resolved.bindings[slot], case .object? = picks.first else {
        continue
      }
      for (other, candidate) in parameters.enumerated() where !candidate.isDerived {
        guard candidate.celType == parameter.celType, case .list(let all) = resolved.bindings[other]
        else { continue }
        let indices = picks.compactMap { pick in all.firstIndex { $0.isEqual(to: pick) } }
        if indices.count == picks.count {
          result[slot] = (other, indices)
          break
        }
      }
    }
    return result
  }

  /// The source where the value was written down: for a record of a derived list, that of the list
  /// that it was picked from.
  func written(_ source: ValueSource) -> ValueSource {
    guard let list = picked[source.slot] else { return source }
    guard let index = source.index else { return source }
    return ValueSource(slot: list.slot, index: list.indices[index], field: source.field)
  }

  /// The lists that pick their records from this one.
  func lists(pickingFrom slot: Int) -> [Int] {
    picked.filter { $0.value.slot == slot }.keys.sorted()
  }

  /// Such as `machines[0].ip, pod_cidr`.
  func text(_ sources: [ValueSource]) -> String {
    sources.map { source in
      let source = written(source)
      let name = resolved.guide.parameters.parameters[source.slot].name
      let index = source.index.map { "[\($0)]" } ?? ""
      return name + index + (source.field.map { ".\($0)" } ?? "")
    }.joined(separator: ", ")
  }

  // MARK: Places

  /// Of a parameter as a whole.
  func place(of slot: Int) -> Place {
    let parameter = resolved.guide.parameters.parameters[slot]
    switch resolved.values.origins[slot] {
    case .given(let range): return place(.given, range)
    case .fallback(let range): return place(.defaulted, range ?? parameter.range)
    case .computed(let range): return place(.computed, range ?? parameter.range)
    case .derived(let range): return place(.derived, range ?? parameter.range)
    }
  }

  /// Of each field of a record in a list; nil for what is no list of records, or was not written
  /// down by the cluster or as a default.
  func fieldPlaces(of slot: Int) -> [[Place]]? {
    let parameter = resolved.guide.parameters.parameters[slot]
    guard let schema = parameter.schema, case .list(let item) = schema.shape,
      case .object(_, let fields) = item.shape, let given = writtenValue(of: slot),
      case .list(let items, _) = given
    else { return nil }
    return items.map { item in
      guard case .object(let parts, let range) = item else { return [] }
      return zip(fields, parts).map { field, part in
        let isDefault = resolved.values.given[slot] == nil
        if let part { return place(isDefault ? .defaulted : .given, part.range) }
        switch field.schema.fallback {
        case .computed(let expression)?: return place(.computed, expression.range ?? range)
        case let fallback: return place(.defaulted, fallback?.range ?? field.schema.range)
        }
      }
    }
  }

  private func writtenValue(of slot: Int) -> GivenValue? {
    if let given = resolved.values.given[slot] { return given }
    guard case .literal(let value)? = resolved.guide.parameters.parameters[slot].schema?.fallback
    else { return nil }
    return value
  }

  private func place(_ origin: ParametersPage.Origin, _ range: SourceRange) -> Place {
    let place = sources.origin(of: range)
    return Place(origin: origin, place: "\(place.path):\(place.line)")
  }
}
