import Diagnostics
import Expressions

/// The names that an expression sees where it stands: the guide's parameters and the variables of
/// the loops around it.
package struct Scope: Sendable {
  package private(set) var environment: TypeEnvironment
  /// Variables of loops whose list is wrong; what reads them cannot be judged.
  private(set) var unknown: Set<String> = []
  /// The first free slot of the bindings.
  package private(set) var nextSlot: Int

  init(environment: TypeEnvironment, nextSlot: Int) {
    self.environment = environment
    self.nextSlot = nextSlot
  }

  /// The type of `loop`, which every loop declares beside its variable.
  package static let loopType = ObjectType(
    name: "loop",
    fields: [.init("index", .int), .init("first", .bool), .init("last", .bool)]
  )

  /// This scope with one more variable, and the slot it got.
  func declaring(_ name: String, _ type: CELType) -> (scope: Scope, slot: Int) {
    var copy = self
    copy.unknown.remove(name)
    copy.environment.declare(name, type, slot: nextSlot)
    copy.nextSlot += 1
    return (copy, nextSlot)
  }

  /// This scope inside a loop: the variable's slot is the old `nextSlot`, that of `loop` the next.
  /// Without a type the variable is unknown.
  func insideLoop(_ name: String, _ type: CELType?) -> Scope {
    var inside = declaring(name, type ?? .dyn).scope
    if type == nil { inside.unknown.insert(name) }
    return inside.declaring("loop", .object(Self.loopType)).scope
  }
}

/// One place where a guide reads a parameter.
package struct GuideReference: Sendable, Hashable {
  package let name: String
  package let range: SourceRange
}

/// Compiles the expressions of a guide and notes which parameters they read.
struct ExpressionCompiler {
  private let parameterCount: Int
  private(set) var references: [GuideReference] = []

  init(parameterCount: Int) { self.parameterCount = parameterCount }

  /// The checked expression, or nil after logging why not.
  mutating func compile(
    _ excerpt: SourceExcerpt,
    _ offsets: Range<Int>,
    in scope: Scope,
    log: inout DiagnosticLog
  ) -> Expression? {
    guard let parsed = ParsedExpression(excerpt, offsets, log: &log) else { return nil }
    for (name, range) in parsed.freeNames {
      guard let variable = scope.environment.variables[name], variable.slot < parameterCount
      else { continue }
      references.append(
        GuideReference(name: name, range: range ?? excerpt.range(offsets))
      )
    }
    if parsed.freeNames.contains(where: { scope.unknown.contains($0.name) }) { return nil }
    return parsed.check(in: scope.environment, log: &log)
  }

  /// An expression that must be a bool.
  mutating func compileCondition(
    _ excerpt: SourceExcerpt,
    _ offsets: Range<Int>,
    in scope: Scope,
    log: inout DiagnosticLog
  ) -> Expression? {
    guard let expression = compile(excerpt, offsets, in: scope, log: &log) else { return nil }
    guard expression.type == .bool || expression.type == .dyn else {
      log.add(
        .error(
          .operandType,
          "a condition must be a bool, not \(expression.type)",
          at: excerpt.range(offsets),
          cure: "compare it with something"
        )
      )
      return nil
    }
    return expression
  }

  /// An expression whose value stands in text.
  mutating func compilePlaceholder(
    _ excerpt: SourceExcerpt,
    _ offsets: Range<Int>,
    in scope: Scope,
    log: inout DiagnosticLog
  ) -> Expression? {
    guard let expression = compile(excerpt, offsets, in: scope, log: &log) else { return nil }
    guard expression.type.isPrintable else {
      log.add(
        .error(
          .notPrintable,
          "a value of type \(expression.type) has no text",
          at: excerpt.range(offsets),
          cure: "name a field, .join(',') a list of strings, or use json(…)"
        )
      )
      return nil
    }
    return expression
  }

  /// `name in EXPR`, where the expression is a list: the name, the list and the element's type.
  /// When only the list is wrong, there is the name alone.
  mutating func compileLoop(
    _ excerpt: SourceExcerpt,
    _ offsets: Range<Int>,
    in scope: Scope,
    log: inout DiagnosticLog
  ) -> (name: String, list: Expression?, element: CELType?)? {
    let bytes = excerpt.bytes
    var position = offsets.lowerBound
    while position < offsets.upperBound, bytes[position].isNameByte { position += 1 }
    let name = String(decoding: bytes[offsets.lowerBound..<position], as: UTF8.self)
    let rest = bytes.trimmed(position..<offsets.upperBound)
    guard !name.isEmpty, !bytes[offsets.lowerBound].isDigit, rest.lowerBound > position,
      bytes[rest].starts(with: Array("in ".utf8))
    else {
      log.add(
        .error(
          .loopSyntax,
          "a loop reads 'name in list'",
          at: excerpt.range(offsets),
          cure: "write for example m in machines"
        )
      )
      return nil
    }
    let listRange = bytes.trimmed((rest.lowerBound + 3)..<rest.upperBound)
    guard let list = compile(excerpt, listRange, in: scope, log: &log) else {
      return (name, nil, nil)
    }
    switch list.type {
    case .list(let element): return (name, list, element)
    case .dyn: return (name, list, .dyn)
    default:
      log.add(
        .error(
          .operandType,
          "a loop goes over a list, not \(list.type)",
          at: excerpt.range(listRange),
          cure: "write a list, such as machines or [1, 2]"
        )
      )
      return (name, nil, nil)
    }
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// A letter, a digit or an underscore.
  var isNameByte: Bool {
    isDigit || self == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
  }
}
