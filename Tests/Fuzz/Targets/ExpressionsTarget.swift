import Diagnostics
import Expressions

private let variables: [(String, CELType, CELValue)] = [
  ("name", .string(.inert), .string("lab")), ("title", .string(.line), .string("my 'lab'")),
  ("motto", .string(.text), .string("two\nlines")), ("n", .int, .int(3)),
  ("ratio", .double, .double(0.5)), ("ha", .bool, .bool(true)),
  ("list", .list(.string(.line)), .list([.string("a"), .string("b")])), ("any", .dyn, .int(1)),
  ("maybe", .nullable(.string(.line)), .null), ("ip", .ip, network.map { .ip($0) } ?? .null),
]

private let network = IPAddress("192.168.10.1")

private let environment: TypeEnvironment = {
  var environment = TypeEnvironment()
  for (slot, variable) in variables.enumerated() {
    environment.declare(variable.0, variable.1, slot: slot)
  }
  return environment
}()

private let bindings = variables.map(\.2)

/// An expression ends in a value of its type, or in an error; each error has a diagnostic.
@_cdecl("LLVMFuzzerTestOneInput")
public func testExpression(_ data: FuzzData?, _ count: Int) -> Int32 {
  var log = DiagnosticLog()
  guard let parsed = ParsedExpression(text: fuzzInput(data, count), standingAt: nil, log: &log),
    let expression = parsed.check(in: environment, log: &log)
  else {
    precondition(log.hasErrors, "refused without a reason")
    return 0
  }
  if let value = try? expression.evaluate(bindings) {
    var json: [UInt8] = []
    value.appendJSON(to: &json)
    if case .nullable = expression.type { return 0 }
    if expression.type.isPrintable {
      let alphabet = value.text.map { Alphabet(of: $0.utf8) }
      let type = expression.type.alphabet
      // Joined with what the type allows, the text allows nothing more.
      precondition(alphabet.map { $0.joined(with: type) == type } ?? false, "another alphabet")
    }
  }
  return 0
}
