import Expressions

/// The types that a declaration's `type:` may name.
package enum ParameterKind: String, Sendable, Hashable, CaseIterable {
  case string
  case text
  case bool
  case int
  case `enum`
  case version
  case ip
  case cidr
  case port
  case portRange
  case dnsLabel
  case dnsName
  case ident
  case url
  case path
  case image
  case duration
  case hex
  case base64
  case list
  case object
  case certificate
  case secret

  /// Whether a value is one YAML scalar that this kind's grammar reads.
  package var isScalar: Bool {
    switch self {
    case .list, .object, .certificate, .secret: false
    default: true
    }
  }

  /// Whether values are strings, so that `minLength`, `maxLength` and `pattern` mean something.
  package var isStringLike: Bool {
    switch self {
    case .string, .text, .dnsLabel, .dnsName, .ident, .url, .path, .image, .hex, .base64: true
    default: false
    }
  }

  /// Whether `minimum` and `maximum` mean something.
  package var isNumber: Bool { self == .int || self == .port }

  /// The expression type of the scalar kinds; of an `enum`, the alphabet is that of its grammar.
  var scalarType: CELType? {
    switch self {
    case .string, .url: .string(.line)
    case .text: .string(.text)
    case .bool: .bool
    case .int, .port: .int
    case .version: .version
    case .ip: .ip
    case .cidr: .cidr
    case .portRange: .portRange
    case .duration: .duration
    case .enum, .dnsLabel, .dnsName, .ident, .path, .image, .hex, .base64: .string(.inert)
    case .list, .object, .certificate, .secret: nil
    }
  }

  /// What messages call a value of this kind.
  package var nounPhrase: String {
    switch self {
    case .string: "a line of text"
    case .text: "a text"
    case .bool: "true or false"
    case .int: "an integer"
    case .enum: "one of the listed values"
    case .version: "a version"
    case .ip: "an IP address"
    case .cidr: "a network in CIDR form"
    case .port: "a port"
    case .portRange: "a port range"
    case .dnsLabel: "a DNS label"
    case .dnsName: "a DNS name"
    case .ident: "an identifier"
    case .url: "an http or https URL"
    case .path: "an absolute path"
    case .image: "a container image"
    case .duration: "a duration"
    case .hex: "hexadecimal text"
    case .base64: "base64 text"
    case .list: "a list"
    case .object: "a map"
    case .certificate: "the path of a PEM certificate"
    case .secret: "a secret"
    }
  }

  /// A value in normal form, shown as the cure when no better one can be guessed.
  package var sample: String {
    switch self {
    case .string: "a line"
    case .text: "some lines"
    case .bool: "true"
    case .int: "3"
    case .enum: ""
    case .version: "1.34.2"
    case .ip: "192.168.10.1"
    case .cidr: "10.96.0.0/12"
    case .port: "6443"
    case .portRange: "30000-32767"
    case .dnsLabel: "m1"
    case .dnsName: "cluster.local"
    case .ident: "my_name"
    case .url: "https://example.org/path"
    case .path: "/etc/kubernetes"
    case .image: "registry.k8s.io/pause:3.10"
    case .duration: "1h30m"
    case .hex: "0a1b2c"
    case .base64: "aGVsbG8="
    case .list, .object: ""
    case .certificate: "certs/ca.pem"
    case .secret: ""
    }
  }
}
