extension CELType {
  /// The type of a value that may be of either type: `dyn` when they have nothing in common.
  func joined(with other: CELType) -> CELType {
    if self == other { return self }
    switch (self, other) {
    case (.string(let a), .string(let b)): return .string(a.joined(with: b))
    case (.null, .dyn), (.dyn, .null): return .dyn
    case (.null, .nullable), (.nullable, .null): return self == .null ? other : self
    case (.null, _): return .nullable(other)
    case (_, .null): return .nullable(self)
    case (.nullable, _), (_, .nullable):
      let joined = nonNull.joined(with: other.nonNull)
      return joined == .dyn ? .dyn : .nullable(joined)
    case (.list(let a), .list(let b)): return .list(a.joined(with: b))
    case (.map(let aKey, let a), .map(let bKey, let b)):
      return .map(aKey.joined(with: bKey), a.joined(with: b))
    case (.object(let a), .object(let b)):
      guard a.name == b.name, a.fields.map(\.name) == b.fields.map(\.name) else { return .dyn }
      let fields = zip(a.fields, b.fields).map {
        ObjectType.Field($0.name, $0.type.joined(with: $1.type))
      }
      return .object(ObjectType(name: a.name, fields: fields))
    default: return .dyn
    }
  }

  /// Whether a value of this type may stand where one of `expected` is wanted. What only the value
  /// can tell (`dyn`, the null of a nullable type) is left to the evaluation.
  func isUsable(as expected: CELType) -> Bool {
    switch (self, expected) {
    case (.dyn, _), (_, .dyn): true
    case (.string, .string): true
    case (.null, .nullable): true
    case (_, .nullable(let type)): nonNull.isUsable(as: type)
    case (.nullable(let type), _): type.isUsable(as: expected)
    case (.list(let a), .list(let b)): a.isUsable(as: b)
    case (.map(let aKey, let a), .map(let bKey, let b)):
      aKey.isUsable(as: bKey) && a.isUsable(as: b)
    case (.object(let a), .object(let b)): a.name == b.name
    default: self == expected
    }
  }

  /// Whether `==` between the two can ever be true.
  func isComparable(with other: CELType) -> Bool {
    switch (self, other) {
    case (.null, .nullable), (.nullable, .null): true
    default: isUsable(as: other) || other.isUsable(as: self)
    }
  }
}
