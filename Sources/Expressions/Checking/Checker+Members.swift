import Diagnostics

extension Checker {
  mutating func checkSelect(
    _ node: SyntaxNode,
    _ operand: SyntaxNode,
    _ field: SyntaxNode.Name,
    isTest: Bool
  ) -> Checked {
    if !isTest, let path = operand.dottedName, !isVariable(operand.leadingName ?? path),
      let type = CELType.namedTypes["\(path).\(field.text)"]
    {
      return result(.type, builder.add(constant: .type(type), at: range(node)))
    }
    return finishSelect(node, check(operand), field, isTest: isTest)
  }

  private mutating func finishSelect(
    _ node: SyntaxNode,
    _ checked: Checked,
    _ field: SyntaxNode.Name,
    isTest: Bool
  ) -> Checked {
    let name = builder.name(field.text)
    let dynamic: Instruction =
      isTest ? .hasField(checked.code, name: name) : .select(checked.code, name: name)
    switch checked.type.nonNull {
    case .dyn: return emit(node, isTest ? .bool : .dyn, dynamic)
    case .object(let object):
      guard let index = object.index(of: field.text) else {
        let nearest = Suggestion.nearest(to: field.text, in: object.fields.map(\.name))
        let fields = object.fields.map(\.name).joined(separator: ", ")
        return fail(
          .unknownField,
          "\(object.name) has no field '\(field.text)'",
          field.range,
          cure: nearest.map { "did you mean '\($0)'?" } ?? "it has \(fields)"
        )
      }
      if isTest { return emit(node, .bool, dynamic) }
      return emit(
        node,
        object.fields[index].type,
        .field(checked.code, index: Int32(index), name: name)
      )
    case .map(let key, let value):
      guard key == .dyn || key.isString else {
        report("a field of a map needs string keys, not \(key)", node, cure: "write map[key]")
        return emit(node, isTest ? .bool : value, dynamic)
      }
      return emit(node, isTest ? .bool : value, dynamic)
    default:
      let isMethod = FunctionTable.methods[field.text]?.contains {
        $0.parameters.count == 1 && checked.type.isUsable(as: $0.parameter(0))
      }
      return fail(
        .unknownField,
        "\(checked.type) has no field '\(field.text)'",
        field.range,
        cure: isMethod ?? false ? "write \(field.text)()" : nil
      )
    }
  }

  mutating func checkIndex(
    _ node: SyntaxNode,
    _ operand: SyntaxNode,
    _ key: SyntaxNode
  ) -> Checked {
    let checked = check(operand)
    if case .object = checked.type.nonNull, case .literal(.string(let name)) = key.kind {
      return finishSelect(node, checked, .init(text: name, range: key.range), isTest: false)
    }
    return finishIndex(node, checked, check(key), key)
  }

  private mutating func finishIndex(
    _ node: SyntaxNode,
    _ operand: Checked,
    _ key: Checked,
    _ keyNode: SyntaxNode
  ) -> Checked {
    let instruction = Instruction.index(operand.code, key: key.code)
    switch operand.type.nonNull {
    case .dyn: return emit(node, .dyn, instruction)
    case .list(let element):
      if !key.type.isUsable(as: .int) {
        report("the index of a list is an int, not \(key.type)", keyNode)
      }
      return emit(node, element, instruction)
    case .map(let keyType, let value):
      if !key.type.isUsable(as: keyType) {
        report("the keys of the map are \(keyType), not \(key.type)", keyNode)
      }
      return emit(node, value, instruction)
    case .object(let object):
      report("a field of \(object.name) is named by a literal string", keyNode)
      return emit(node, .dyn, instruction)
    default:
      report("\(operand.type) has no elements", node)
      return emit(node, .dyn, instruction)
    }
  }

  mutating func checkComprehension(
    _ node: SyntaxNode,
    _ comprehension: SyntaxNode.Comprehension
  ) -> Checked {
    let target = check(comprehension.target)
    let isPair = comprehension.variables.count == 2
    var key = CELType.dyn
    var element = CELType.dyn
    switch target.type.nonNull {
    case .dyn: break
    case .list(let type):
      key = .int
      element = type
    case .map(let keyType, let value):
      key = keyType
      element = isPair ? value : keyType
    default:
      report(
        "'\(comprehension.macro.rawValue)' needs a list or a map, not \(target.type)",
        comprehension.target
      )
    }
    let local = Int32(localCount)
    let types = isPair ? [key, element] : [element]
    let (predicate, transform) = withLocals(comprehension.variables, types) { checker in
      let predicate = comprehension.predicate.map { node in
        let checked = checker.check(node)
        checker.requireBool(checked, node, "'\(comprehension.macro.rawValue)'")
        return checked
      }
      return (predicate, comprehension.transform.map { checker.check($0) })
    }
    let type: CELType
    switch comprehension.macro {
    case .all, .exists, .existsOne: type = .bool
    case .filter: type = .list(element)
    case .map, .transformList: type = .list(transform?.type ?? .dyn)
    case .transformMap: type = .map(key, transform?.type ?? .dyn)
    case .transformMapEntry: type = transform?.type ?? .dyn
    }
    if comprehension.macro == .transformMapEntry, let transform,
      let node = comprehension.transform, !transform.type.isUsable(as: .map(.dyn, .dyn))
    {
      report("'transformMapEntry' needs a map, not \(transform.type)", node)
    }
    return emit(
      node,
      type,
      .comprehension(
        comprehension.macro,
        target: target.code,
        local: local,
        isPair: isPair,
        predicate: predicate?.code ?? -1,
        transform: transform?.code ?? -1
      )
    )
  }
}

extension SyntaxNode {
  /// The first name of a dotted name.
  var leadingName: String? {
    switch kind {
    case .name(let name): name
    case .select(let operand, _, isTest: false): operand.leadingName
    default: nil
    }
  }
}
