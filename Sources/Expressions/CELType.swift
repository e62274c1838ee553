/// Which bytes every value of a string type may hold; known when the guide is read.
///
/// There is no order among them, only `joined`: armoured text has line ends, which a line has not, and
/// a line has quotes, which armoured text has not.
package enum Alphabet: Sendable, Hashable {
  /// Only `A-Z a-z 0-9 _ @ + : , . / = -`: no shell, YAML, unit or nft syntax can be made of them.
  case inert
  /// Lines of inert characters and blanks, such as a PEM block.
  case armored
  /// Any text of one line.
  case line
  /// Any text; only this one may hold line ends.
  case text

  /// The alphabet of a text that is made of both, or is one or the other.
  ///
  /// Armoured text beside anything else is armoured no more: with a name behind it, its last line
  /// could be the delimiter of a here-document.
  package func joined(with other: Alphabet) -> Alphabet {
    switch (self, other) {
    case (.inert, .inert): .inert
    case (.armored, .armored): .armored
    case (.inert, .line), (.line, .inert), (.line, .line): .line
    case (.armored, _), (_, .armored), (.text, _), (_, .text): .text
    }
  }

  /// The alphabet of a text that is made of all of them; of none, it is empty.
  static func joined(_ alphabets: some Sequence<Alphabet>) -> Alphabet {
    var rest = alphabets.makeIterator()
    guard var joined = rest.next() else { return .inert }
    while let next = rest.next() { joined = joined.joined(with: next) }
    return joined
  }

  /// The alphabet of what is cut out of such a text, or changed in it.
  var ofParts: Alphabet { self == .armored ? .text : self }

  /// The alphabet of a literal.
  package init(of literal: some Sequence<UInt8>) {
    var widest = Alphabet.inert
    for byte in literal {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"),
        UInt8(ascii: "+"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "."),
        UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "-"):
        continue
      case 0x0A, 0x0D:
        self = .text
        return
      default:
        widest = .line
      }
    }
    self = widest
  }
}

/// The static type of an expression.
package indirect enum CELType: Hashable, Sendable {
  case dyn
  case null
  case bool
  case int
  case uint
  case double
  case string(Alphabet)
  case bytes
  case timestamp
  case duration
  /// The type of types.
  case type
  case ip
  case cidr
  case version
  case portRange
  case list(CELType)
  case map(CELType, CELType)
  case object(ObjectType)
  /// A value or null: a parameter with `nullable: true`.
  case nullable(CELType)
}

/// A record with named fields, such as one element of a list parameter.
package struct ObjectType: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    package let name: String
    package let type: CELType

    package init(_ name: String, _ type: CELType) {
      self.name = name
      self.type = type
    }
  }

  /// What messages call it, such as `machines item`.
  package let name: String
  package let fields: [Field]

  package init(name: String, fields: [Field]) {
    self.name = name
    self.fields = fields
  }

  package func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
