/// The named fields of a record, in the order in which its values are stored.
package struct TemplateRecordSchema: Sendable, Hashable {
  package struct Field: Sendable, Hashable {
    package let name: String
    package let schema: TemplateSchema
  }

  /// What diagnostics and failed preconditions call this record.
  package let name: String
  package let fields: [Field]

  /// A name given twice is our own bug.
  package init(_ name: String, _ fields: KeyValuePairs<String, TemplateSchema>) {
    self.init(name, fields.map { Field(name: $0.key, schema: $0.value) })
  }

  /// A record whose fields are all of one kind.
  package init(_ name: String, names: [String], each schema: TemplateSchema) {
    self.init(name, names.map { Field(name: $0, schema: schema) })
  }

  /// This record's fields followed by more of them.
  package func extended(
    _ more: KeyValuePairs<String, TemplateSchema>
  ) -> TemplateRecordSchema {
    TemplateRecordSchema(name, fields + more.map { Field(name: $0.key, schema: $0.value) })
  }

  private init(_ name: String, _ fields: [Field]) {
    precondition(Set(fields.map(\.name)).count == fields.count, "\(name): a field declared twice")
    self.name = name
    self.fields = fields
  }

  /// The place of a field among the record's values.
  func index(of name: Substring) -> Int? {
    fields.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// Builds a record by field names, in any order; cheapest in the order of the schema.
  ///
  /// A missing, unknown or repeated name, or a value of the wrong kind, is our own bug.
  package func record(_ values: KeyValuePairs<String, TemplateValue>) -> TemplateValue {
    record(base: [], values)
  }

  /// Builds a record of an extended schema from the values of the schema that it extends.
  package func record(
    extending base: TemplateValue,
    _ values: KeyValuePairs<String, TemplateValue>
  ) -> TemplateValue {
    guard case .record(let first) = base else {
      preconditionFailure("\(name): only a record can be extended")
    }
    return record(base: first, values)
  }

  private func record(
    base: [TemplateValue],
    _ values: KeyValuePairs<String, TemplateValue>
  ) -> TemplateValue {
    precondition(
      base.count + values.count == fields.count,
      "\(name): \(fields.count) fields, \(base.count + values.count) values"
    )
    var slots: [TemplateValue] = []
    slots.reserveCapacity(fields.count)
    slots += base
    for pair in values {
      guard slots.count < fields.count, fields[slots.count].name == pair.key else {
        return reordered(base: base, values)
      }
      check(pair.value, at: slots.count)
      slots.append(pair.value)
    }
    return .record(slots)
  }

  private func reordered(
    base: [TemplateValue],
    _ values: KeyValuePairs<String, TemplateValue>
  ) -> TemplateValue {
    var slots = [TemplateValue?](repeating: nil, count: fields.count)
    for (index, value) in base.enumerated() { slots[index] = value }
    for pair in values {
      guard let found = index(of: pair.key[...]) else {
        preconditionFailure("\(name): no field '\(pair.key)'")
      }
      precondition(slots[found] == nil, "\(name): '\(pair.key)' given twice")
      check(pair.value, at: found)
      slots[found] = pair.value
    }
    return .record(slots.compactMap(\.self))
  }

  private func check(_ value: TemplateValue, at index: Int) {
    precondition(
      fields[index].schema.accepts(value),
      "\(name): '\(fields[index].name)' is not \(fields[index].schema.noun)"
    )
  }

  func accepts(_ values: [TemplateValue]) -> Bool {
    values.count == fields.count && zip(fields, values).allSatisfy { $0.schema.accepts($1) }
  }
}
