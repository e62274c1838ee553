/// Which bytes every value of a string type may hold; known when the guide is read.
///
/// The order is from the tamest to the wildest, so that joining two strings takes the `max`. (To
/// join armoured text with any line gives `line`, which no script takes either.)
package enum Alphabet: Int, Sendable, Hashable, Comparable {
  /// Only `A-Z a-z 0-9 _ @ + : , . / = -`: no shell, YAML, unit or nft syntax can be made of them.
  case inert
  /// Lines of inert characters and blanks, such as a PEM block.
  case armored
  /// Any text of one line.
  case line
  /// Any text; only this one may hold line ends.
  case text

  package static func < (left: Alphabet, right: Alphabet) -> Bool { left.rawValue < right.rawValue }

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
