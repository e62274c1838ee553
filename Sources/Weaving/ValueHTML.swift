import Expressions
import HTMLText
import Parameters
import Templates

/// Values as HTML.
enum ValueHTML {
  /// A filled-in value, marked as such; its `title` names what it comes from, such as
  /// `machines[0].ip`. A line end becomes a `<br>`.
  static func append(_ text: [UInt8], origin: String, to output: inout [UInt8]) {
    open(origin, to: &output)
    for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { output += "<br>".utf8 }
      HTMLEscaping.append(Array(line), to: &output)
    }
    output += "</span>".utf8
  }

  /// The start tag of a mark; `</span>` ends it.
  static func open(_ origin: String, to output: inout [UInt8]) {
    output += "<span class=\"value\"".utf8
    if !origin.isEmpty {
      output += " title=\"".utf8
      HTMLEscaping.append(Array(origin.utf8), to: &output)
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
  }

  /// A certificate's bytes tell a reader nothing that its other fields do not tell better.
  private static let hiddenFields = ["pem", "base64"]

  /// Any value: a scalar as its text, a list with commas, a record with its fields' names.
  static func append(_ value: CELValue, origin: String, to output: inout [UInt8]) {
    switch value {
    case .null:
      output += "–".utf8
    case .list(let elements) where elements.isEmpty:
      output += "–".utf8
    case .list(let elements)
    where elements.contains(where: { if case .map = $0 { true } else { false } }):
      // Maps are data, mostly of a figure: folded away, so that they do not bury the plain values.
      output += "<details><summary>\(elements.count) × {…}</summary>".utf8
      var json: [UInt8] = []
      value.appendJSON(to: &json)
      append(json, origin: origin, to: &output)
      output += "</details>".utf8
    case .list(let elements):
      let isNested = elements.contains { if case .object = $0 { true } else { false } }
      for (index, element) in elements.enumerated() {
        if index > 0 { output += isNested ? "<br>".utf8 : ", ".utf8 }
        append(element, origin: origin, to: &output)
      }
    case .object(let object):
      var isFirst = true
      for (field, value) in zip(object.type.fields, object.values) {
        if case .null = value { continue }
        if object.type == Certificate.objectType, hiddenFields.contains(field.name) { continue }
        if !isFirst { output += ", ".utf8 }
        isFirst = false
        HTMLEscaping.append(Array("\(field.name) ".utf8), to: &output)
        append(value, origin: origin, to: &output)
      }
    default:
      var text = Array((value.text ?? "").utf8)
      if value.text == nil { value.appendJSON(to: &text) }
      append(text, origin: origin, to: &output)
    }
  }

  /// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3, so that a value
  /// stays inside its part of a URL; the colons of an IPv6 address stay, they separate nothing.
  static func appendURLComponent(_ text: [UInt8], to output: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"):
        output.append(byte)
      default:
        output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
  }
}
