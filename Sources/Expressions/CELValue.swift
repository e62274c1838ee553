/// What an expression evaluates to.
package indirect enum CELValue: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case timestamp(CELTimestamp)
  case duration(CELDuration)
  case type(CELType)
  case ip(IPAddress)
  case cidr(CIDR)
  case version(Version)
  case portRange(PortRange)
  case list([CELValue])
  case map(CELMap)
  case object(CELObject)
}

/// A record value; `values` are in the order of the type's fields, `.null` where there is none.
package struct CELObject: Sendable {
  package let type: ObjectType
  package let values: [CELValue]

  package init(type: ObjectType, values: [CELValue]) {
    precondition(type.fields.count == values.count, "\(type.name): one value per field")
    self.type = type
    self.values = values
  }
}
