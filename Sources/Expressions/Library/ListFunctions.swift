/// The functions on lists, and those on bytes, maps and ranges that share a name with them.
enum ListFunctions {
  static func apply(
    _ function: Function,
    _ arguments: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    switch (function, arguments.first, arguments.count) {
    case (.size, .bytes(let bytes)?, 1): return .int(Int64(bytes.count))
    case (.size, .map(let map)?, 1): return .int(Int64(map.count))
    case (.first, .portRange(let range)?, 1): return .int(Int64(range.first))
    case (.last, .portRange(let range)?, 1): return .int(Int64(range.last))
    case (.range, .int(let count)?, 1):
      guard (0...Int64(Evaluator.maximumListCount)).contains(count) else {
        throw FunctionFailure("a range has 0 to \(Evaluator.maximumListCount) elements")
      }
      return .list((0..<count).map(CELValue.int))
    case (_, .list(let elements)?, _):
      return try apply(function, elements, Array(arguments.dropFirst()))
    default: return nil
    }
  }

  private static func apply(
    _ function: Function,
    _ elements: [CELValue],
    _ rest: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    switch (function, rest.count) {
    case (.size, 0): return .int(Int64(elements.count))
    case (.first, 0), (.last, 0):
      guard let element = function == .first ? elements.first : elements.last else {
        throw FunctionFailure("an empty list has no elements")
      }
      return element
    case (.reverse, 0): return .list(elements.reversed())
    case (.unique, 0): return .bool(isUnique(elements))
    case (.sumInts, 0): return try sum(elements, .int(0))
    case (.sumUints, 0): return try sum(elements, .uint(0))
    case (.sumDoubles, 0): return try sum(elements, .double(0))
    case (.sumDurations, 0): return try sum(elements, .duration(CELDuration(nanoseconds: 0)))
    case (.minimum, 0): return try extreme(elements, .less)
    case (.maximum, 0): return try extreme(elements, .greater)
    case (.isSorted, 0):
      for (left, right) in zip(elements, elements.dropFirst())
      where try ordering(left, right) == .greater {
        return .bool(false)
      }
      return .bool(true)
    case (.sort, 0): return .list(try sorted(elements))
    case (.flatten, 0): return flattened(elements)
    case (.indexOf, 1):
      return .int(Int64(elements.firstIndex { $0.isEqual(to: rest[0]) } ?? -1))
    case (.lastIndexOf, 1):
      return .int(Int64(elements.lastIndex { $0.isEqual(to: rest[0]) } ?? -1))
    case (.join, 0...1): return joined(elements, rest.first)
    case (.slice, 2): return try slice(elements, rest[0], rest[1])
    default: return nil
    }
  }

  /// A value that equals another exactly when both have one of these and these are equal.
  enum Distinct: Hashable {
    case key(CELKey)
    case ip(IPAddress)
    case cidr(CIDR)
    case version(Version)
    case portRange(PortRange)
    case duration(CELDuration)
    case timestamp(CELTimestamp)

    init?(_ value: CELValue) {
      switch value {
      case .ip(let ip): self = .ip(ip)
      case .cidr(let cidr): self = .cidr(cidr)
      case .version(let version): self = .version(version)
      case .portRange(let range): self = .portRange(range)
      case .duration(let duration): self = .duration(duration)
      case .timestamp(let timestamp): self = .timestamp(timestamp)
      default:
        guard let key = CELKey(lookup: value) else { return nil }
        self = .key(key)
      }
    }
  }

  private static func isUnique(_ elements: [CELValue]) -> Bool {
    var seen: Set<Distinct> = []
    var others: [CELValue] = []
    for element in elements {
      if let distinct = Distinct(element) {
        guard seen.insert(distinct).inserted else { return false }
      } else {
        if others.contains(where: { $0.isEqual(to: element) }) { return false }
        others.append(element)
      }
    }
    return true
  }

  /// `zero` is the sum of no elements; which type the others have only they tell.
  private static func sum(
    _ elements: [CELValue],
    _ zero: CELValue
  ) throws(FunctionFailure) -> CELValue? {
    guard var total = elements.first else { return zero }
    switch total {
    case .int, .uint, .double, .duration: break
    default: return nil
    }
    for element in elements.dropFirst() {
      guard let next = try Arithmetic.apply(.add, total, element) else { return nil }
      total = next
    }
    return total
  }

  private static func ordering(
    _ left: CELValue,
    _ right: CELValue
  ) throws(FunctionFailure) -> CELValue.Ordering {
    guard let ordering = CELValue.compare(left, right) else {
      throw FunctionFailure("\(left.type) and \(right.type) have no order")
    }
    return ordering
  }

  private static func extreme(
    _ elements: [CELValue],
    _ wanted: CELValue.Ordering
  ) throws(FunctionFailure) -> CELValue {
    guard var best = elements.first else { throw FunctionFailure("an empty list has no extremes") }
    for element in elements.dropFirst() where try ordering(element, best) == wanted {
      best = element
    }
    return best
  }

  private static func sorted(_ elements: [CELValue]) throws(FunctionFailure) -> [CELValue] {
    // Neighbours of one type tell whether all have an order, so that sorting cannot fail.
    for (left, right) in zip(elements, elements.dropFirst()) { _ = try ordering(left, right) }
    return elements.sorted { CELValue.compare($0, $1) == .less }
  }

  private static func flattened(_ elements: [CELValue]) -> CELValue? {
    var result: [CELValue] = []
    for element in elements {
      guard case .list(let inner) = element else { return nil }
      result += inner
    }
    return .list(result)
  }

  private static func joined(_ elements: [CELValue], _ separator: CELValue?) -> CELValue? {
    var between = ""
    if let separator {
      guard case .string(let text) = separator else { return nil }
      between = text
    }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { return nil }
      texts.append(text)
    }
    return .string(texts.joined(separator: between))
  }

  private static func slice(
    _ elements: [CELValue],
    _ start: CELValue,
    _ end: CELValue
  ) throws(FunctionFailure) -> CELValue? {
    guard case .int(let start) = start, case .int(let end) = end else { return nil }
    guard start >= 0, start <= end, end <= elements.count else {
      throw FunctionFailure("\(start) to \(end) is no part of the list")
    }
    return .list(Array(elements[Int(start)..<Int(end)]))
  }
}
