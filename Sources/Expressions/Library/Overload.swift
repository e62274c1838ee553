/// One signature of a function or method; of a method, the receiver is the first parameter.
struct Overload: Sendable {
  let function: Function
  let parameters: [CELType]
  /// Whether the last parameter may be given any number of times.
  let isVariadic: Bool
  let result: Result

  enum Result: Sendable {
    case type(CELType)
    /// A string that holds only what the arguments hold.
    case joinedString
    /// A list of strings that hold only what the first argument holds.
    case listOfStrings
    /// The type of the first argument.
    case receiver
    /// The type of an element of the first argument.
    case element
    /// The element type of a list within a list.
    case flattened
    /// The common type of all arguments.
    case common
  }

  func accepts(_ arguments: [CELType]) -> Bool {
    guard accepts(count: arguments.count) else { return false }
    return arguments.enumerated().allSatisfy { $1.isUsable(as: parameter($0)) }
  }

  func accepts(count: Int) -> Bool {
    isVariadic ? count >= parameters.count : count == parameters.count
  }

  func parameter(_ index: Int) -> CELType { parameters[min(index, parameters.count - 1)] }

  func resultType(for arguments: [CELType]) -> CELType {
    let alphabet = Alphabet.joined(arguments.map(\.deepAlphabet))
    switch result {
    case .type(let type): return type
    case .joinedString: return .string(keepsLines(arguments) ? alphabet : alphabet.ofParts)
    case .listOfStrings:
      return .list(.string(arguments.first?.deepAlphabet.ofParts ?? .text))
    case .receiver: return arguments.first?.nonNull ?? .dyn
    case .element: return arguments.first?.element ?? .dyn
    case .flattened:
      guard case .list(let inner)? = arguments.first?.element.nonNull else { return .list(.dyn) }
      return .list(inner)
    case .common:
      let types = arguments.map { type in
        if case .list(let element) = type.nonNull { element.nonNull } else { type.nonNull }
      }
      return types.dropFirst().reduce(types.first ?? .dyn) { $0.joined(with: $1) }
    }
  }
}

extension Overload {
  /// Whether the result has whole lines of the arguments.
  private func keepsLines(_ arguments: [CELType]) -> Bool {
    function == .toString || function == .join && arguments.count == 1
  }
}

extension CELType {
  /// The type of an element of a list, `dyn` of anything else.
  var element: CELType {
    if case .list(let element) = nonNull { element } else { .dyn }
  }
}
