/// The variables that an expression may name, each with its type and its slot in the bindings.
package struct TypeEnvironment: Sendable {
  package struct Variable: Sendable {
    package let name: String
    package let type: CELType
    /// The variable's index in the bindings that `Expression.evaluate` takes.
    package let slot: Int
  }

  package private(set) var variables: [String: Variable] = [:]

  package init() {}

  /// Declares a variable; a name that exists is shadowed.
  package mutating func declare(_ name: String, _ type: CELType, slot: Int) {
    variables[name] = Variable(name: name, type: type, slot: slot)
  }

  package func declaring(_ name: String, _ type: CELType, slot: Int) -> TypeEnvironment {
    var copy = self
    copy.declare(name, type, slot: slot)
    return copy
  }
}
