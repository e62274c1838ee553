import Diagnostics

extension Checker {
  mutating func checkUnary(
    _ node: SyntaxNode,
    _ symbol: UnaryOperator,
    _ operand: SyntaxNode
  ) -> Checked {
    let checked = check(operand)
    switch symbol {
    case .not:
      requireBool(checked, operand, "'!'")
      return emit(node, .bool, .not(checked.code))
    case .negate:
      let type = checked.type.nonNull
      if ![.int, .double, .duration, .dyn].contains(type) {
        report("'-' needs a signed number, not \(checked.type)", operand)
      }
      return emit(node, type, .negate(checked.code))
    }
  }

  mutating func requireBool(_ checked: Checked, _ node: SyntaxNode, _ place: String) {
    guard !checked.type.isUsable(as: .bool) else { return }
    var cure: String?
    switch checked.type.nonNull {
    case .list, .string, .map: cure = "compare: size(…) > 0"
    case .int, .uint, .double: cure = "compare: … != 0"
    default: break
    }
    report("\(place) needs a bool, not \(checked.type)", node, cure: cure)
  }

  mutating func checkLogical(
    _ node: SyntaxNode,
    _ symbol: LogicalOperator,
    _ operands: [SyntaxNode]
  ) -> Checked {
    var codes: [Int32] = []
    for operand in operands {
      let checked = check(operand)
      requireBool(checked, operand, "'\(symbol.rawValue)'")
      codes.append(checked.code)
    }
    return emit(node, .bool, .logical(symbol, builder.operands(codes)))
  }

  mutating func checkConditional(
    _ node: SyntaxNode,
    _ condition: SyntaxNode,
    _ whenTrue: SyntaxNode,
    _ whenFalse: SyntaxNode
  ) -> Checked {
    let test = check(condition)
    requireBool(test, condition, "the condition of '?:'")
    let left = check(whenTrue)
    let right = check(whenFalse)
    let type = joined([(left.type, whenTrue), (right.type, whenFalse)])
    if type == .dyn, left.type != .dyn, right.type != .dyn {
      report(
        "the branches of '?:' are \(left.type) and \(right.type)",
        node,
        cure: left.type.isPrintable && right.type.isPrintable ? "convert with string(…)" : nil
      )
    }
    return emit(
      node,
      type,
      .conditional(test.code, whenTrue: left.code, whenFalse: right.code)
    )
  }

  /// The common type; an empty list or map fits any other.
  func joined(_ types: [(type: CELType, node: SyntaxNode)]) -> CELType {
    let typed = types.filter { !$0.node.isEmptyLiteral }
    guard let first = (typed.isEmpty ? types : typed).first?.type else { return .dyn }
    var joined = first
    for (type, _) in typed.dropFirst() {
      joined = joined.joined(with: type)
      if joined == .dyn { return .dyn }
    }
    let isContainer =
      switch joined.nonNull {
      case .list, .map: true
      default: false
      }
    return isContainer || typed.count == types.count || typed.isEmpty ? joined : .dyn
  }

  mutating func checkList(_ node: SyntaxNode, _ elements: [SyntaxNode]) -> Checked {
    var types: [(type: CELType, node: SyntaxNode)] = []
    var codes: [Int32] = []
    for element in elements {
      let checked = check(element)
      types.append((checked.type, element))
      codes.append(checked.code)
    }
    return emit(node, .list(joined(types)), .list(builder.operands(codes)))
  }

  mutating func checkMap(
    _ node: SyntaxNode,
    _ entries: [(key: SyntaxNode, value: SyntaxNode)]
  ) -> Checked {
    var keys: [(type: CELType, node: SyntaxNode)] = []
    var values: [(type: CELType, node: SyntaxNode)] = []
    var codes: [Int32] = []
    for entry in entries {
      let key = check(entry.key)
      switch key.type.nonNull {
      case .string, .int, .uint, .bool, .dyn: break
      default:
        report("a map key is a string, an integer or a bool, not \(key.type)", entry.key)
      }
      let value = check(entry.value)
      keys.append((key.type, entry.key))
      values.append((value.type, entry.value))
      codes += [key.code, value.code]
    }
    return emit(node, .map(joined(keys), joined(values)), .map(builder.operands(codes)))
  }

  mutating func checkBinary(
    _ node: SyntaxNode,
    _ symbol: BinaryOperator,
    _ leftNode: SyntaxNode,
    _ rightNode: SyntaxNode
  ) -> Checked {
    let left = check(leftNode)
    let right = check(rightNode)
    let instruction = Instruction.binary(symbol, left.code, right.code)
    var type: CELType?
    switch symbol {
    case .equal, .notEqual:
      type = left.type.isComparable(with: right.type) ? .bool : nil
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      type = Self.isOrdered(left.type.nonNull, right.type.nonNull) ? .bool : nil
    case .isIn:
      type = Self.isSearchable(left.type, in: right.type.nonNull) ? .bool : nil
    case .add where leftNode.isEmptyLiteral || rightNode.isEmptyLiteral:
      type = joined([(left.type, leftNode), (right.type, rightNode)])
    default:
      type = Self.arithmeticType(symbol, left.type.nonNull, right.type.nonNull)
    }
    if type == nil {
      report(
        "no '\(symbol.rawValue)' for \(left.type) and \(right.type)",
        node,
        cure: cure(symbol, (left.type, leftNode), (right.type, rightNode))
      )
    }
    return emit(node, type ?? .dyn, instruction)
  }

  private static func isOrdered(_ left: CELType, _ right: CELType) -> Bool {
    func hasOrder(_ type: CELType) -> Bool {
      switch type {
      case .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .ip, .version,
        .dyn:
        true
      default: false
      }
    }
    return hasOrder(left) && hasOrder(right) && left.isUsable(as: right)
  }

  private static func isSearchable(_ element: CELType, in container: CELType) -> Bool {
    switch container {
    case .list(let type): element.isComparable(with: type)
    case .map(let key, _): element.isComparable(with: key)
    case .dyn: true
    default: false
    }
  }

  static func arithmeticType(
    _ symbol: BinaryOperator,
    _ left: CELType,
    _ right: CELType
  ) -> CELType? {
    switch (symbol, left, right) {
    case (_, .dyn, .dyn): return .dyn
    case (.add, .string, .string), (.add, .list, .list): return left.joined(with: right)
    case (.add, .bytes, .bytes): return .bytes
    case (.add, .timestamp, .duration), (.add, .duration, .timestamp),
      (.subtract, .timestamp, .duration):
      return .timestamp
    case (.subtract, .timestamp, .timestamp): return .duration
    case (.add, .duration, .duration), (.subtract, .duration, .duration): return .duration
    case (_, .int, .int), (_, .uint, .uint): return left
    case (.modulo, .double, .double): return nil
    case (_, .double, .double): return .double
    case (_, .dyn, let known), (_, let known, .dyn):
      switch known {
      // A time and a duration give different types, depending on which the other is.
      case .timestamp, .duration: return symbol == .add || symbol == .subtract ? .dyn : nil
      case .string: return symbol == .add ? .string(.text) : nil
      case .list: return symbol == .add ? .list(.dyn) : nil
      default: return arithmeticType(symbol, known, known)
      }
    default: return nil
    }
  }

  /// How to make the operands fit.
  private func cure(
    _ symbol: BinaryOperator,
    _ left: (type: CELType, node: SyntaxNode),
    _ right: (type: CELType, node: SyntaxNode)
  ) -> String? {
    for (typed, literal) in [(left, right), (right, left)] {
      if literal.type == .null { return "\(typed.type) is never null" }
      guard case .literal(let value) = literal.node.kind, let text = value.text else { continue }
      switch (typed.type.nonNull, value) {
      case (.ip, .string), (.cidr, .string), (.version, .string), (.portRange, .string),
        (.duration, .string), (.timestamp, .string):
        return "write \(typed.type.nonNull)('\(text)')"
      case (.uint, .int): return "write \(text)u"
      case (.double, .int): return "write \(text).0"
      case (.string, .int), (.string, .uint), (.string, .double), (.string, .bool):
        return "write '\(text)'"
      default: continue
      }
    }
    let isText = symbol == .add && [left.type, right.type].contains { $0.nonNull.isString }
    return isText && left.type.isPrintable && right.type.isPrintable
      ? "convert with string(…)" : nil
  }
}

extension CELType {
  var isString: Bool { if case .string = self { true } else { false } }
}

extension SyntaxNode {
  /// `[]` or `{}`, which fit any list or map.
  var isEmptyLiteral: Bool {
    switch kind {
    case .list(let elements): elements.isEmpty
    case .map(let entries): entries.isEmpty
    default: false
    }
  }
}
