extension CELValue {
  /// CEL equality: numbers by value whatever their types, strings by bytes, values of different
  /// types unequal, NaN unequal to itself.
  package func isEqual(to other: CELValue) -> Bool {
    switch (self, other) {
    case (.null, .null): return true
    case (.bool(let a), .bool(let b)): return a == b
    case (.int(let a), .int(let b)): return a == b
    case (.string(let a), .string(let b)): return ByteString(a) == ByteString(b)
    case (.bytes(let a), .bytes(let b)): return a == b
    case (.timestamp(let a), .timestamp(let b)): return a == b
    case (.duration(let a), .duration(let b)): return a == b
    case (.type(let a), .type(let b)): return a.runtimeName == b.runtimeName
    case (.ip(let a), .ip(let b)): return a == b
    case (.cidr(let a), .cidr(let b)): return a == b
    case (.version(let a), .version(let b)): return a == b
    case (.portRange(let a), .portRange(let b)): return a == b
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.isEqual(to: $1) }
    case (.map(let a), .map(let b)):
      guard a.count == b.count else { return false }
      return a.entries.allSatisfy { entry in
        b[entry.key].map { entry.value.isEqual(to: $0) } ?? false
      }
    case (.object(let a), .object(let b)):
      return a.type.fields.map(\.name) == b.type.fields.map(\.name)
        && zip(a.values, b.values).allSatisfy { $0.isEqual(to: $1) }
    default: return Self.compareNumbers(self, other) == .equal
    }
  }

  enum Ordering: Sendable {
    case less
    case equal
    case greater

    init<T: Comparable>(_ left: T, _ right: T) {
      self = left < right ? .less : left == right ? .equal : .greater
    }
  }

  /// Nil when one is not a number, or is NaN.
  static func compareNumbers(_ left: CELValue, _ right: CELValue) -> Ordering? {
    switch (left, right) {
    case (.int(let a), .int(let b)): Ordering(a, b)
    case (.uint(let a), .uint(let b)): Ordering(a, b)
    case (.int(let a), .uint(let b)): a < 0 ? .less : Ordering(UInt64(a), b)
    case (.uint(let a), .int(let b)): b < 0 ? .greater : Ordering(a, UInt64(b))
    // An integer against a double is compared in doubles, as the language definition's
    // conformance cases do at the edges of the integer types.
    case (.int(let a), .double(let b)): compareDoubles(Double(a), b)
    case (.uint(let a), .double(let b)): compareDoubles(Double(a), b)
    case (.double(let a), .int(let b)): compareDoubles(a, Double(b))
    case (.double(let a), .uint(let b)): compareDoubles(a, Double(b))
    case (.double(let a), .double(let b)): compareDoubles(a, b)
    default: nil
    }
  }

  private static func compareDoubles(_ left: Double, _ right: Double) -> Ordering? {
    left.isNaN || right.isNaN ? nil : Ordering(left, right)
  }

  /// The order of two values of an ordered type; nil when there is none.
  static func compare(_ left: CELValue, _ right: CELValue) -> Ordering? {
    switch (left, right) {
    case (.bool(let a), .bool(let b)): return Ordering(a ? 1 : 0, b ? 1 : 0)
    case (.string(let a), .string(let b)):
      if a.utf8.elementsEqual(b.utf8) { return .equal }
      return a.utf8.lexicographicallyPrecedes(b.utf8) ? .less : .greater
    case (.bytes(let a), .bytes(let b)):
      if a == b { return .equal }
      return a.lexicographicallyPrecedes(b) ? .less : .greater
    case (.timestamp(let a), .timestamp(let b)): return Ordering(a, b)
    case (.duration(let a), .duration(let b)): return Ordering(a, b)
    case (.ip(let a), .ip(let b)): return Ordering(a, b)
    case (.version(let a), .version(let b)): return Ordering(a, b)
    default: return compareNumbers(left, right)
    }
  }
}
