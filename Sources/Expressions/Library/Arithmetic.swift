/// The operators `+ - * / %`.
enum Arithmetic {
  /// Nil when there is no such operation.
  static func apply(
    _ symbol: BinaryOperator,
    _ left: CELValue,
    _ right: CELValue
  ) throws(FunctionFailure) -> CELValue? {
    switch (left, right) {
    case (.int(let a), .int(let b)): try integer(symbol, a, b).map(CELValue.int)
    case (.uint(let a), .uint(let b)): try integer(symbol, a, b).map(CELValue.uint)
    case (.double(let a), .double(let b)): double(symbol, a, b).map(CELValue.double)
    case (.string(let a), .string(let b)) where symbol == .add: .string(a + b)
    case (.bytes(let a), .bytes(let b)) where symbol == .add: .bytes(a + b)
    case (.list(let a), .list(let b)) where symbol == .add: .list(a + b)
    default: try time(symbol, left, right)
    }
  }

  private static func integer<T: FixedWidthInteger>(
    _ symbol: BinaryOperator,
    _ left: T,
    _ right: T
  ) throws(FunctionFailure) -> T? {
    let result: (partialValue: T, overflow: Bool)
    switch symbol {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide, .modulo:
      guard right != 0 else { throw FunctionFailure("division by zero") }
      result =
        symbol == .divide
        ? left.dividedReportingOverflow(by: right)
        : left.remainderReportingOverflow(dividingBy: right)
    default: return nil
    }
    guard !result.overflow else {
      throw FunctionFailure(
        "the result of \(left) \(symbol.rawValue) \(right) is outside the range of "
          + (T.isSigned ? "int" : "uint")
      )
    }
    return result.partialValue
  }

  private static func double(_ symbol: BinaryOperator, _ left: Double, _ right: Double) -> Double? {
    switch symbol {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    default: nil
    }
  }

  private static func time(
    _ symbol: BinaryOperator,
    _ left: CELValue,
    _ right: CELValue
  ) throws(FunctionFailure) -> CELValue? {
    switch (symbol, left, right) {
    case (.add, .timestamp(let moment), .duration(let span)),
      (.add, .duration(let span), .timestamp(let moment)):
      return try moved(moment, by: span)
    case (.subtract, .timestamp(let moment), .duration(let span)):
      guard span.nanoseconds != .min else { throw tooLong }
      return try moved(moment, by: CELDuration(nanoseconds: -span.nanoseconds))
    case (.subtract, .timestamp(let a), .timestamp(let b)):
      guard let span = a.since(b) else { throw tooLong }
      return .duration(span)
    case (.add, .duration(let a), .duration(let b)):
      let (sum, overflow) = a.nanoseconds.addingReportingOverflow(b.nanoseconds)
      if overflow { throw tooLong }
      return .duration(CELDuration(nanoseconds: sum))
    case (.subtract, .duration(let a), .duration(let b)):
      let (difference, overflow) = a.nanoseconds.subtractingReportingOverflow(b.nanoseconds)
      if overflow { throw tooLong }
      return .duration(CELDuration(nanoseconds: difference))
    default: return nil
    }
  }

  private static var tooLong: FunctionFailure { FunctionFailure("the duration is too long") }

  private static func moved(
    _ moment: CELTimestamp,
    by span: CELDuration
  ) throws(FunctionFailure) -> CELValue {
    guard let result = moment.adding(span) else {
      throw FunctionFailure("the timestamp is outside the years 1 to 9999")
    }
    return .timestamp(result)
  }
}
