import Diagnostics

extension Checker {
  mutating func checkCall(
    _ node: SyntaxNode,
    _ name: SyntaxNode.Name,
    _ target: SyntaxNode?,
    _ arguments: [SyntaxNode]
  ) -> Checked {
    guard let target else {
      return checkFunction(node, name.text, name, arguments)
    }
    if name.isQualifiedFunction(in: target), let space = target.dottedName {
      return checkFunction(node, "\(space).\(name.text)", name, arguments)
    }
    guard let overloads = FunctionTable.methods[name.text] else {
      return unknownMethod(name, target, arguments)
    }
    if name.text == "format", arguments.count == 1, case .list(let values) = arguments[0].kind {
      return checkFormat(node, name, target, arguments[0], values)
    }
    let checked = ([target] + arguments).map { ($0, check($0)) }
    return resolve(node, name.text, name, overloads, checked, isMethod: true)
  }

  private mutating func checkFunction(
    _ node: SyntaxNode,
    _ fullName: String,
    _ name: SyntaxNode.Name,
    _ arguments: [SyntaxNode]
  ) -> Checked {
    let checked = arguments.map { ($0, check($0)) }
    guard let overloads = FunctionTable.functions[fullName] else {
      var cure: String?
      if FunctionTable.methods[fullName] != nil || MacroExpansion.names.contains(fullName) {
        cure = "it is a method: write value.\(fullName)(…)"
      } else if let near = Suggestion.nearest(
        to: fullName,
        in: FunctionTable.functions.keys.sorted()
      ) {
        cure = "did you mean '\(near)'?"
      }
      return fail(.unknownFunction, "unknown function '\(fullName)'", name.range, cure: cure)
    }
    return resolve(node, fullName, name, overloads, checked, isMethod: false)
  }

  private mutating func unknownMethod(
    _ name: SyntaxNode.Name,
    _ target: SyntaxNode,
    _ arguments: [SyntaxNode]
  ) -> Checked {
    // `math.absolute()`: the target is a name space, not a variable of that name.
    if let space = target.dottedName, !isVariable(target.leadingName ?? space) {
      let known = FunctionTable.functions.keys.filter { $0.hasPrefix("\(space).") }.sorted()
      if !known.isEmpty {
        let full = "\(space).\(name.text)"
        let near = Suggestion.nearest(to: full, in: known)
        return fail(
          .unknownFunction,
          "unknown function '\(full)'",
          name.range,
          cure: near.map { "did you mean '\($0)'?" }
        )
      }
    }
    for node in [target] + arguments where !MacroExpansion.names.contains(name.text) {
      _ = check(node)
    }
    if MacroExpansion.names.contains(name.text) {
      return fail(
        .unknownFunction,
        "'\(name.text)' does not take \(arguments.count) arguments",
        name.range,
        cure: "write list.\(name.text)(element, …)"
      )
    }
    let known = FunctionTable.methods.keys.sorted() + MacroExpansion.names
    var cure = Suggestion.nearest(to: name.text, in: known).map { "did you mean '\($0)'?" }
    if FunctionTable.functions[name.text] != nil {
      cure = "it is a function: write \(name.text)(…)"
    }
    return fail(.unknownFunction, "unknown method '\(name.text)'", name.range, cure: cure)
  }

  // MARK: Overloads

  mutating func resolve(
    _ node: SyntaxNode,
    _ fullName: String,
    _ name: SyntaxNode.Name,
    _ overloads: [Overload],
    _ arguments: [(node: SyntaxNode, checked: Checked)],
    isMethod: Bool
  ) -> Checked {
    let types = arguments.map(\.checked.type)
    let codes = arguments.map(\.checked.code)
    let fitting = overloads.filter { $0.accepts(types) }
    guard let first = fitting.first else {
      return noOverload(node, fullName, name, overloads, arguments, isMethod: isMethod)
    }
    var type = first.resultType(for: types)
    for overload in fitting.dropFirst() {
      type = type.joined(with: overload.resultType(for: types))
    }
    if let literal = readLiteral(node, first.function, arguments, type) { return literal }
    if first.function == .matches, let pattern = matchesPattern(node, arguments) {
      return pattern
    }
    let index = builder.name(fullName)
    return emit(
      node,
      type,
      .call(first.function, name: index, builder.operands(codes))
    )
  }

  /// The value of `ip('10.0.0.1')` and the like; a literal that is none is an error.
  private mutating func readLiteral(
    _ node: SyntaxNode,
    _ function: Function,
    _ arguments: [(node: SyntaxNode, checked: Checked)],
    _ type: CELType
  ) -> Checked? {
    guard !isDynamic, function.readsLiteral, arguments.count == 1,
      let argument = builder.constant(arguments[0].checked.code)
    else { return nil }
    do throws(FunctionFailure) {
      guard let value = try Library.apply(function, [argument]) else { return nil }
      return result(type, builder.add(constant: value, at: range(node)))
    } catch {
      return fail(.evaluationFailed, error.message, arguments[0].node.range)
    }
  }

  private mutating func matchesPattern(
    _ node: SyntaxNode,
    _ arguments: [(node: SyntaxNode, checked: Checked)]
  ) -> Checked? {
    guard case .string(let text)? = builder.constant(arguments[1].checked.code) else { return nil }
    do throws(RegularExpression.SyntaxError) {
      let pattern = builder.pattern(try RegularExpression(text))
      return emit(node, .bool, .matches(arguments[0].checked.code, pattern: pattern))
    } catch {
      return fail(.evaluationFailed, error.message, arguments[1].node.range)
    }
  }

  private mutating func noOverload(
    _ node: SyntaxNode,
    _ fullName: String,
    _ name: SyntaxNode.Name,
    _ overloads: [Overload],
    _ arguments: [(node: SyntaxNode, checked: Checked)],
    isMethod: Bool
  ) -> Checked {
    let types = arguments.map(\.checked.type)
    guard isMethod else {
      let given = types.map(\.description).joined(separator: ", ")
      let wanted = Self.list(overloads.map(\.parameters))
      return fail(
        .operandType,
        "'\(fullName)' takes \(wanted), not (\(given))",
        wrongArgument(overloads, arguments, 0) ?? node.range
      )
    }
    let receiver = types.first ?? .dyn
    let methods = overloads.filter { receiver.isUsable(as: $0.parameter(0)) }
    guard !methods.isEmpty else {
      var receivers: [String] = []
      for name in overloads.map(\.parameters[0].description) where !receivers.contains(name) {
        receivers.append(name)
      }
      let isAddress = receiver.isString && ["ip", "cidr", "version"].contains(receivers[0])
      return fail(
        .operandType,
        "'\(fullName)' is a method of \(receivers.joined(separator: ", ")), not of \(receiver)",
        name.range,
        cure: isAddress ? "write \(receivers[0])(…).\(fullName)(…)" : nil
      )
    }
    let given = types.dropFirst().map(\.description).joined(separator: ", ")
    let wanted = Self.list(methods.map { Array($0.parameters.dropFirst()) })
    return fail(
      .operandType,
      "'\(fullName)' of \(receiver) takes \(wanted), not (\(given))",
      wrongArgument(methods, arguments, 1) ?? name.range.lowerBound..<node.range.upperBound
    )
  }

  private static func list(_ signatures: [[CELType]]) -> String {
    var texts: [String] = []
    for signature in signatures {
      let text = "(\(signature.map(\.description).joined(separator: ", ")))"
      if !texts.contains(text) { texts.append(text) }
    }
    return texts.joined(separator: " or ")
  }

  /// Where the one argument stands that fits no signature.
  private func wrongArgument(
    _ overloads: [Overload],
    _ arguments: [(node: SyntaxNode, checked: Checked)],
    _ start: Int
  ) -> Range<Int>? {
    let candidates = overloads.filter { $0.accepts(count: arguments.count) }
    guard !candidates.isEmpty else { return nil }
    let wrong = arguments.indices.dropFirst(start).filter { index in
      !candidates.contains { arguments[index].checked.type.isUsable(as: $0.parameter(index)) }
    }
    return wrong.count == 1 ? arguments[wrong[0]].node.range : nil
  }
}
