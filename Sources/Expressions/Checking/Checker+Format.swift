import Diagnostics

extension Checker {
  /// `'…'.format([…])`: the values may be of different types, and each adds its own alphabet.
  mutating func checkFormat(
    _ node: SyntaxNode,
    _ name: SyntaxNode.Name,
    _ target: SyntaxNode,
    _ list: SyntaxNode,
    _ values: [SyntaxNode]
  ) -> Checked {
    let format = check(target)
    let checked = values.map { check($0) }
    let codes = builder.operands(checked.map(\.code))
    let listCode = emit(list, .list(.dyn), .list(codes))
    guard format.type.nonNull.isString || format.type == .dyn,
      let overloads = FunctionTable.methods[name.text]
    else {
      return fail(
        .operandType,
        "'format' is a method of string, not of \(format.type)",
        name.range
      )
    }
    var alphabet = format.type.deepAlphabet
    if !isDynamic, case .string(let text)? = builder.constant(format.code) {
      alphabet = checkVerbs(text, target, list, checked.map(\.type), values) ?? alphabet
    }
    let result = resolve(
      node,
      name.text,
      name,
      overloads,
      [(target, format), (list, listCode)],
      isMethod: true
    )
    // Lists and maps are written with brackets and spaces.
    let alphabets = checked.map { checked in
      checked.type.isPrintable
        ? checked.type.alphabet : checked.type.deepAlphabet.joined(with: .line)
    }
    return self.result(.string(Alphabet.joined([alphabet] + alphabets)), result.code)
  }

  /// Compares the verbs of a literal format with the values; the alphabet of the text around them.
  private mutating func checkVerbs(
    _ text: String,
    _ format: SyntaxNode,
    _ list: SyntaxNode,
    _ types: [CELType],
    _ values: [SyntaxNode]
  ) -> Alphabet? {
    do throws(FunctionFailure) {
      let verbs = try StringFormat.verbs(text)
      guard verbs.count == values.count else {
        report("the format has \(verbs.count) verbs for \(values.count) values", list)
        return nil
      }
      for (verb, (type, value)) in zip(verbs, zip(types, values)) where !verb.accepts(type) {
        report("the verb %\(Unicode.Scalar(verb.letter)) does not take \(type)", value)
      }
      return try StringFormat.alphabet(text)
    } catch {
      report(error.message, format)
      return nil
    }
  }
}
