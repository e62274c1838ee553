import Diagnostics
import Testing

@testable import Expressions

/// The parameters that the tests' expressions may name, with their values.
enum Sample {
  static let machine = ObjectType(
    name: "machines item",
    fields: [
      .init("name", .string(.inert)), .init("ip", .ip), .init("role", .string(.inert)),
      .init("note", .nullable(.string(.line))),
    ]
  )

  static let variables: [(name: String, type: CELType, value: CELValue)] = [
    ("cluster_name", .string(.inert), .string("lab")),
    ("motto", .string(.text), .string("two\nlines")),
    ("title", .string(.line), .string("my lab")),
    ("pod_cidr", .cidr, .cidr(network("10.10.0.0/16"))),
    ("service_cidr", .cidr, .cidr(network("10.96.0.0/16"))),
    ("api", .ip, .ip(address("192.168.10.1"))),
    ("release", .version, .version(version("1.34.2"))),
    ("node_ports", .portRange, .portRange(ports("30000-32767"))),
    ("replicas", .int, .int(3)),
    ("ratio", .double, .double(0.5)),
    ("ha", .bool, .bool(true)),
    ("maybe", .nullable(.string(.line)), .null),
    ("lifetime", .duration, .duration(CELDuration(nanoseconds: 3_600_000_000_000))),
    (
      "machines", .list(.object(machine)),
      .list([item("m1", "192.168.10.11", "master"), item("w1", "192.168.10.21", "worker")])
    ),
    ("anything", .dyn, .int(1)),
    ("ca_pem", .string(.armored), .string("-----BEGIN X-----\nAAAA\n-----END X-----\n")),
  ]

  static func network(_ text: String) -> CIDR { require(CIDR(text)) }
  static func address(_ text: String) -> IPAddress { require(IPAddress(text)) }
  static func version(_ text: String) -> Version { require(Version(text)) }
  static func ports(_ text: String) -> PortRange { require(PortRange(text)) }

  private static func require<T>(_ value: T?) -> T {
    guard let value else { preconditionFailure("a sample value is wrong") }
    return value
  }

  private static func item(_ name: String, _ ip: String, _ role: String) -> CELValue {
    .object(
      CELObject(
        type: machine,
        values: [.string(name), .ip(address(ip)), .string(role), .null]
      )
    )
  }

  static var environment: TypeEnvironment {
    var environment = TypeEnvironment()
    for (slot, variable) in variables.enumerated() {
      environment.declare(variable.name, variable.type, slot: slot)
    }
    return environment
  }

  static let bindings = variables.map(\.value)
}

/// What became of an expression.
enum Outcome {
  case value(Expression, CELValue)
  case failed(EvaluationError)
  case rejected([Diagnostic])

  init(_ text: String, in environment: TypeEnvironment = Sample.environment) {
    var log = DiagnosticLog()
    var map = SourceMap()
    let file = map.add(path: "guide.md", bytes: Array(text.utf8))
    let excerpt = SourceExcerpt(file)
    guard let parsed = ParsedExpression(excerpt, 0..<file.bytes.count, log: &log),
      let expression = parsed.check(in: environment, log: &log)
    else {
      self = .rejected(log.diagnostics)
      return
    }
    do {
      self = .value(expression, try expression.evaluate(Sample.bindings))
    } catch {
      self = .failed(error)
    }
  }

  /// The value as JSON, or what went wrong.
  var json: String {
    switch self {
    case .value(_, let value):
      var bytes: [UInt8] = []
      value.appendJSON(to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    case .failed(let error): return "failed: \(error.message)"
    case .rejected(let diagnostics): return "rejected: \(diagnostics.map(\.message))"
    }
  }

  var type: CELType? {
    if case .value(let expression, _) = self { expression.type } else { nil }
  }
}
