extension CELValue {
  /// What a placeholder writes for this value; nil for null, bytes, types, lists, maps and objects.
  package var text: String? {
    switch self {
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): "\(int)"
    case .uint(let uint): "\(uint)"
    case .double(let double): NumberText.shortest(double)
    case .string(let string): string
    case .timestamp(let timestamp): timestamp.description
    case .duration(let duration): duration.description
    case .ip(let ip): ip.description
    case .cidr(let cidr): cidr.description
    case .version(let version): version.description
    case .portRange(let range): range.description
    case .null, .bytes, .type, .list, .map, .object: nil
    }
  }

  /// The type of this value; the elements of lists and maps are `dyn`.
  package var type: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string(.text)
    case .bytes: .bytes
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    case .ip: .ip
    case .cidr: .cidr
    case .version: .version
    case .portRange: .portRange
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .object(let object): .object(object.type)
    }
  }

  /// The number of values and bytes that a walk over this value meets, at most `limit`.
  func weight(limit: Int) -> Int {
    var weight = 1
    switch self {
    case .string(let string): weight += string.utf8.count / 16
    case .bytes(let bytes): weight += bytes.count / 16
    case .list(let elements):
      for element in elements where weight < limit {
        weight += element.weight(limit: limit - weight)
      }
    case .map(let map):
      for entry in map.entries where weight < limit {
        weight += 1 + entry.value.weight(limit: limit - weight)
      }
    case .object(let object):
      for value in object.values where weight < limit {
        weight += value.weight(limit: limit - weight)
      }
    default: break
    }
    return min(weight, limit)
  }
}
