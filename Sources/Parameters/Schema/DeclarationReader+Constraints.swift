import Diagnostics
import Expressions

extension DeclarationReader {
  /// Reads the limits that this kind can have.
  mutating func constraints(
    of kind: ParameterKind,
    _ table: inout DeclarationTable
  ) -> ValueConstraints {
    var constraints = ValueConstraints()
    if kind.isScalar { constraints.values = listedValues(of: kind, &table) }
    if kind.isNumber {
      constraints.minimum = number("minimum", &table)
      constraints.maximum = number("maximum", &table)
      checkOrder(constraints.minimum, "minimum", constraints.maximum, "maximum", table)
    }
    if kind.isStringLike {
      constraints.minLength = count("minLength", &table)
      constraints.maxLength = count("maxLength", &table)
      checkOrder(
        constraints.minLength.map(Int64.init),
        "minLength",
        constraints.maxLength.map(Int64.init),
        "maxLength",
        table
      )
      constraints.pattern = pattern(&table)
    }
    if kind == .list {
      constraints.minItems = count("minItems", &table)
      constraints.maxItems = count("maxItems", &table)
      checkOrder(
        constraints.minItems.map(Int64.init),
        "minItems",
        constraints.maxItems.map(Int64.init),
        "maxItems",
        table
      )
    }
    return constraints
  }

  /// The example, which must be a value of its type.
  mutating func exampleText(
    of kind: ParameterKind,
    _ table: inout DeclarationTable
  ) -> String? {
    guard let node = table.take("example") else { return nil }
    guard let text = node.scalar?.text else {
      log.add(
        .error(
          .wrongType,
          "'example' is \(node.formName), but a single value is expected",
          at: node.range
        )
      )
      return nil
    }
    guard kind.isScalar else { return text }
    do throws(Refusal) {
      return try ScalarGrammar(kind: kind).read(text).text
    } catch {
      log.add(
        .error(
          .invalidValue,
          "the example '\(ValueReader.shown(text))' \(error.reason)",
          at: node.range,
          cure: error.cure
        )
      )
      return nil
    }
  }

  private mutating func checkOrder(
    _ low: Int64?,
    _ lowKey: String,
    _ high: Int64?,
    _ highKey: String,
    _ table: DeclarationTable
  ) {
    guard let low, let high, low > high else { return }
    log.add(
      .error(
        .invalidDeclaration,
        "'\(lowKey)' is above '\(highKey)', so nothing is allowed",
        at: table.peek(lowKey)?.range ?? table.nameRange,
        cure: "swap the two"
      )
    )
  }

  private mutating func number(_ key: String, _ table: inout DeclarationTable) -> Int64? {
    guard let node = table.take(key) else { return nil }
    if let text = node.scalar?.text, let number = try? NumberGrammar.integer(text) { return number }
    log.add(.error(.wrongType, "'\(key)' is an integer", at: node.range))
    return nil
  }

  private mutating func count(_ key: String, _ table: inout DeclarationTable) -> Int? {
    guard let node = table.take(key) else { return nil }
    if let text = node.scalar?.text, let number = try? NumberGrammar.integer(text), number >= 0,
      let count = Int(exactly: number)
    {
      return count
    }
    log.add(.error(.wrongType, "'\(key)' is an integer from 0", at: node.range))
    return nil
  }

  private mutating func pattern(_ table: inout DeclarationTable) -> Pattern? {
    guard let node = table.take("pattern") else { return nil }
    guard let scalar = node.scalar, !scalar.isAbsent else {
      log.add(
        .error(
          .wrongType,
          "'pattern' is \(node.formName), but a regular expression is expected",
          at: node.range,
          cure: "quote it: '^[a-z]+$'"
        )
      )
      return nil
    }
    do throws(RegularExpression.SyntaxError) {
      return try Pattern(scalar.text)
    } catch {
      log.add(
        .error(
          .invalidPattern,
          error.message,
          at: node.range,
          cure: "mend it, or put \\ before a character that is meant as it is"
        )
      )
      return nil
    }
  }

  private mutating func listedValues(
    of kind: ParameterKind,
    _ table: inout DeclarationTable
  ) -> [CELValue] {
    guard let node = table.take("values") else {
      if kind == .enum {
        log.add(
          .error(
            .missingKey,
            "the enum '\(table.path)' has no 'values'",
            at: table.nameRange,
            cure: "add 'values: [one, two]'"
          )
        )
      }
      return []
    }
    guard let elements = node.elements, !elements.isEmpty else {
      log.add(
        .error(
          .wrongType,
          "'values' is \(node.formName), but a list of values is expected",
          at: node.range,
          cure: "write 'values: [one, two]'"
        )
      )
      return []
    }
    var values: [CELValue] = []
    for element in elements {
      guard let value = listedValue(element, kind) else { continue }
      if values.contains(where: { $0.isEqual(to: value) }) {
        log.add(
          .error(
            .invalidDeclaration,
            "'\(value.text ?? "")' is listed twice",
            at: element.range,
            cure: "remove one of the two"
          )
        )
      }
      values.append(value)
    }
    return values
  }

  private mutating func listedValue(_ node: YAMLNode, _ kind: ParameterKind) -> CELValue? {
    guard let scalar = node.scalar else {
      log.add(
        .error(
          .wrongType,
          "here is \(node.formName), but \(kind.nounPhrase) is expected",
          at: node.range
        )
      )
      return nil
    }
    do throws(Refusal) {
      return try ScalarGrammar(kind: kind).read(scalar.text)
    } catch {
      log.add(
        .error(
          .invalidValue,
          "'\(scalar.text)' \(error.reason)",
          at: node.range,
          cure: error.cure
        )
      )
      return nil
    }
  }
}
