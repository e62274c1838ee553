/// The functions of the `math` name space.
enum MathFunctions {
  static func apply(
    _ function: Function,
    _ arguments: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    switch (function, arguments.count) {
    case (.greatest, 1...): return try extreme(arguments, .greater)
    case (.least, 1...): return try extreme(arguments, .less)
    case (.ceil, 1), (.floor, 1), (.round, 1), (.truncate, 1):
      return rounded(function, arguments[0])
    case (.abs, 1): return try magnitude(arguments[0])
    case (.sign, 1): return sign(arguments[0])
    case (.sqrt, 1):
      switch arguments[0] {
      case .int(let int): return .double(Double(int).squareRoot())
      case .uint(let uint): return .double(Double(uint).squareRoot())
      case .double(let double): return .double(double.squareRoot())
      default: return nil
      }
    case (.isNaN, 1), (.isInf, 1), (.isFinite, 1):
      guard case .double(let double) = arguments[0] else { return nil }
      return .bool(
        function == .isNaN
          ? double.isNaN : function == .isInf ? double.isInfinite : double.isFinite
      )
    case (.bitNot, 1):
      switch arguments[0] {
      case .int(let int): return .int(~int)
      case .uint(let uint): return .uint(~uint)
      default: return nil
      }
    case (.bitAnd, 2), (.bitOr, 2), (.bitXor, 2):
      return bits(function, arguments[0], arguments[1])
    case (.bitShiftLeft, 2), (.bitShiftRight, 2):
      return try shifted(function, arguments[0], arguments[1])
    default: return nil
    }
  }

  private static func extreme(
    _ arguments: [CELValue],
    _ wanted: CELValue.Ordering
  ) throws(FunctionFailure) -> CELValue? {
    var values = arguments
    if values.count == 1, case .list(let elements) = values[0] { values = elements }
    guard var best = values.first else {
      throw FunctionFailure("an empty list has no extreme element")
    }
    guard values.allSatisfy(CELValue.isNumber) else { return nil }
    for value in values.dropFirst() where CELValue.compareNumbers(value, best) == wanted {
      best = value
    }
    return best
  }

  private static func rounded(_ function: Function, _ value: CELValue) -> CELValue? {
    guard case .double(let double) = value else { return nil }
    let rule: FloatingPointRoundingRule =
      switch function {
      case .ceil: .up
      case .floor: .down
      case .round: .toNearestOrAwayFromZero
      default: .towardZero
      }
    return .double(double.rounded(rule))
  }

  private static func magnitude(_ value: CELValue) throws(FunctionFailure) -> CELValue? {
    switch value {
    case .int(let int):
      guard int != .min else { throw FunctionFailure("the number is outside the range of int") }
      return .int(abs(int))
    case .uint: return value
    case .double(let double): return .double(double.magnitude)
    default: return nil
    }
  }

  private static func sign(_ value: CELValue) -> CELValue? {
    switch value {
    case .int(let int): .int(int.signum())
    case .uint(let uint): .uint(uint == 0 ? 0 : 1)
    case .double(let double): .double(double > 0 ? 1 : double < 0 ? -1 : double)
    default: nil
    }
  }

  private static func bits(
    _ function: Function,
    _ left: CELValue,
    _ right: CELValue
  ) -> CELValue? {
    func combined<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
      function == .bitAnd ? a & b : function == .bitOr ? a | b : a ^ b
    }
    return switch (left, right) {
    case (.int(let a), .int(let b)): .int(combined(a, b))
    case (.uint(let a), .uint(let b)): .uint(combined(a, b))
    default: nil
    }
  }

  private static func shifted(
    _ function: Function,
    _ value: CELValue,
    _ count: CELValue
  ) throws(FunctionFailure) -> CELValue? {
    guard case .int(let count) = count else { return nil }
    let bits: UInt64
    switch value {
    case .int(let int): bits = UInt64(bitPattern: int)
    case .uint(let uint): bits = uint
    default: return nil
    }
    guard count >= 0 else { throw FunctionFailure("a shift count is not negative") }
    // Smart shifts give 0 from 64 on; shifting an int right fills with zeros, as in CEL.
    let result = function == .bitShiftLeft ? bits << count : bits >> count
    if case .int = value { return .int(Int64(bitPattern: result)) }
    return .uint(result)
  }
}
