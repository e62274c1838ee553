/// The functions' bodies.
enum Library {
  /// The value of a call; nil when no overload takes such arguments.
  static func apply(
    _ function: Function,
    _ arguments: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    switch function {
    case .toBool, .toInt, .toUint, .toDouble, .toString, .toBytes, .toDyn, .typeOf, .toTimestamp,
      .toDuration, .toIP, .toCIDR, .toVersion, .toPortRange, .isIP, .isCIDR, .isCanonicalIP,
      .isVersion, .json, .encodeBase64, .decodeBase64:
      try ConversionFunctions.apply(function, arguments)
    case .size, .contains, .startsWith, .endsWith, .matches, .charAt, .indexOf, .lastIndexOf,
      .join, .lowerAscii, .upperAscii, .replace, .split, .substring, .trim, .reverse, .format,
      .quote:
      try applyShared(function, arguments)
    case .greatest, .least, .ceil, .floor, .round, .truncate, .abs, .sign, .sqrt, .isNaN, .isInf,
      .isFinite, .bitAnd, .bitOr, .bitXor, .bitNot, .bitShiftLeft, .bitShiftRight:
      try MathFunctions.apply(function, arguments)
    case .family, .isLoopback, .isUnspecified, .isLinkLocalUnicast, .isLinkLocalMulticast,
      .isGlobalUnicast, .containsIP, .containsCIDR, .prefixLength, .masked, .address, .netmask,
      .host, .subnet, .hostCount, .overlaps, .disjoint:
      try NetworkFunctions.apply(function, arguments)
    case .isAtLeast, .isLessThan, .isGreaterThan, .compareTo, .major, .minor, .patch:
      try VersionFunctions.apply(function, arguments)
    case .first, .last, .unique, .sumInts, .sumUints, .sumDoubles, .sumDurations, .minimum,
      .maximum, .isSorted, .flatten, .slice, .sort,
      .range:
      try ListFunctions.apply(function, arguments)
    case .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear,
      .getHours, .getMinutes, .getSeconds, .getMilliseconds:
      try TimeFunctions.apply(function, arguments)
    }
  }

  /// Functions of strings, some of which have namesakes for lists, maps and ranges.
  private static func applyShared(
    _ function: Function,
    _ arguments: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    switch arguments.first {
    case .string: try StringFunctions.apply(function, arguments)
    case .portRange: try NetworkFunctions.apply(function, arguments)
    default: try ListFunctions.apply(function, arguments)
    }
  }

  /// The steps that a call costs beyond a walk over its arguments, known before it is carried out.
  static func cost(of function: Function, _ arguments: [CELValue]) -> Int {
    switch (function, arguments.first, arguments.dropFirst().first) {
    case (.contains, .string(let text)?, .string(let part)?),
      (.indexOf, .string(let text)?, .string(let part)?),
      (.lastIndexOf, .string(let text)?, .string(let part)?),
      (.split, .string(let text)?, .string(let part)?):
      return product(text.utf8.count, part.utf8.count) / 64
    case (.replace, .string(let text)?, .string(let old)?):
      guard arguments.count > 2, case .string(let new) = arguments[2] else { return 0 }
      let places = text.utf8.count / max(old.utf8.count, 1) + 1
      let search = product(text.utf8.count, old.utf8.count) / 64
      return search + product(places, new.utf8.count) / 64
    case (.join, .list(let elements)?, .string(let separator)?):
      return product(elements.count, separator.utf8.count) / 64
    case (.matches, .string(let text)?, .string(let pattern)?):
      // The pattern is compiled on each call; its counts may write out to all that is allowed.
      let steps = RegularExpression.maximumSteps + pattern.utf8.count
      return product(text.utf8.count, steps) / 64 + steps
    case (.unique, .list(let elements)?, _):
      // Elements that cannot be hashed are compared with each other.
      let count = elements.count { ListFunctions.Distinct($0) == nil }
      let weight = elements.reduce(0) {
        min($0 + $1.weight(limit: 1000), Evaluator.maximumSteps)
      }
      return product(count, weight)
    default: return 0
    }
  }

  private static func product(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    // Half the range, so that sums of costs cannot overflow.
    return overflow ? .max / 2 : min(product, .max / 2)
  }
}
