/// A map value: entries in the order in which they were written, found by key.
package struct CELMap: Sendable {
  package struct Entry: Sendable {
    package let key: CELValue
    package let value: CELValue
  }

  package private(set) var entries: [Entry] = []
  private var places: [CELKey: Int] = [:]

  package init() {}

  package var count: Int { entries.count }

  /// False, and nothing is changed, when the key exists or is of a type that cannot be a key.
  /// Keys are strings, bools and integers; an int and a uint of one value are one key.
  package mutating func insert(_ key: CELValue, _ value: CELValue) -> Bool {
    guard let place = CELKey(key), places[place] == nil else { return false }
    places[place] = entries.count
    entries.append(Entry(key: key, value: value))
    return true
  }

  package subscript(key: CELValue) -> CELValue? {
    guard let key = CELKey(lookup: key), let place = places[key] else { return nil }
    return entries[place].value
  }
}

/// A map key, by value and for strings by bytes.
enum CELKey: Sendable, Hashable {
  case bool(Bool)
  case int(Int64)
  /// Only for numbers above `Int64.max`.
  case uint(UInt64)
  case string(ByteString)

  init?(_ value: CELValue) {
    switch value {
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .uint(let uint): self = Int64(exactly: uint).map(CELKey.int) ?? .uint(uint)
    case .string(let string): self = .string(ByteString(string))
    default: return nil
    }
  }

  /// A double finds the integer that it equals.
  init?(lookup value: CELValue) {
    guard case .double(let double) = value else {
      self.init(value)
      return
    }
    if let int = Int64(exactly: double) {
      self = .int(int)
    } else if let uint = UInt64(exactly: double) {
      self = .uint(uint)
    } else {
      return nil
    }
  }
}

/// A string that equals only a string of the same bytes; `String` also equates é and e + ´.
struct ByteString: Sendable, Hashable {
  let string: String

  init(_ string: String) { self.string = string }

  static func == (left: ByteString, right: ByteString) -> Bool {
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
  }
}
