import Expressions

/// Turns what an expression gives into a value of a declared type.
enum ValueConversion {
  /// Scalars go through their text and the type's grammar, lists item by item; then the limits of
  /// the declaration hold.
  static func convert(
    _ value: CELValue,
    to schema: ValueSchema
  ) throws(Refusal) -> CELValue {
    if case .null = value {
      if schema.isNullable { return value }
      throw Refusal("is null", cure: "add 'nullable: true' or another value")
    }
    let converted: CELValue
    switch schema.shape {
    case .scalar:
      guard let text = value.text else { throw Refusal("is not \(schema.kind.nounPhrase)") }
      converted = try ScalarGrammar(kind: schema.kind).read(text)
    case .list(let item):
      guard case .list(let elements) = value else { throw Refusal("is not a list") }
      var items: [CELValue] = []
      for element in elements { items.append(try convert(element, to: item)) }
      converted = .list(items)
    case .object(let type, _):
      guard case .object(let object) = value,
        object.type.fields.map(\.name) == type.fields.map(\.name)
      else { throw Refusal("is not a \(type.name)") }
      converted = .object(CELObject(type: type, values: object.values))
    case .certificate, .secret:
      throw Refusal("is not \(schema.kind.nounPhrase)")
    }
    switch schema.constraints.violation(of: converted) {
    case nil: return converted
    case .notListed(let refusal), .outOfRange(let refusal): throw refusal
    }
  }
}
