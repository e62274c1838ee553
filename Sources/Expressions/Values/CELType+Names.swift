extension CELType: CustomStringConvertible {
  /// The type as messages name it: `list(cidr)`, `string`, `int or null`.
  package var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .type: "type"
    case .ip: "ip"
    case .cidr: "cidr"
    case .version: "version"
    case .portRange: "portRange"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .object(let object): object.name
    case .nullable(let type): "\(type) or null"
    }
  }

  /// The name by which an expression knows the type of a value; lists and maps have one type each.
  var runtimeName: String {
    switch self {
    case .null: "null_type"
    case .ip: "net.IP"
    case .cidr: "net.CIDR"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .list: "list"
    case .map: "map"
    default: description
    }
  }

  /// The types that an expression can name, such as in `type(x) == string`.
  static let namedTypes: [String: CELType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string(.text),
    "bytes": .bytes, "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null,
    "type": .type, "net.IP": .ip, "net.CIDR": .cidr, "version": .version,
    "portRange": .portRange, "google.protobuf.Timestamp": .timestamp,
    "google.protobuf.Duration": .duration,
  ]
}

extension CELType {
  /// Whether a placeholder may print it: `CELValue.text` is nil for no value of it, apart from the
  /// null of a nullable type.
  package var isPrintable: Bool {
    switch self {
    case .bool, .int, .uint, .double, .string, .timestamp, .duration, .ip, .cidr, .version,
      .portRange:
      true
    case .nullable(let type): type.isPrintable
    case .dyn, .null, .bytes, .type, .list, .map, .object: false
    }
  }

  /// Which bytes its printed text may hold.
  package var alphabet: Alphabet {
    switch self {
    case .string(let alphabet): alphabet
    case .bool, .int, .uint, .double, .timestamp, .duration, .ip, .cidr, .version, .portRange,
      .null:
      .inert
    case .nullable(let type): type.alphabet
    case .dyn, .bytes, .type, .list, .map, .object: .text
    }
  }

  /// The alphabet of all text that a value of this type holds, at any depth.
  var deepAlphabet: Alphabet {
    switch self {
    case .list(let element): element.deepAlphabet
    case .map(let key, let value): key.deepAlphabet.joined(with: value.deepAlphabet)
    case .nullable(let type): type.deepAlphabet
    case .object(let object): Alphabet.joined(object.fields.map(\.type.deepAlphabet))
    default: alphabet
    }
  }

  /// The type without the null.
  var nonNull: CELType {
    if case .nullable(let type) = self { type.nonNull } else { self }
  }
}
