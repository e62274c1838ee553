/// The functions and methods that an expression may call; one case serves all overloads of a name.
enum Function: Sendable, Hashable {
  // Conversions
  case toBool, toInt, toUint, toDouble, toString, toBytes, toDyn, typeOf
  case toTimestamp, toDuration, toIP, toCIDR, toVersion, toPortRange
  case isIP, isCIDR, isCanonicalIP, isVersion
  // Strings
  case size, contains, startsWith, endsWith, matches
  case charAt, indexOf, lastIndexOf, join, lowerAscii, upperAscii, replace, split, substring, trim
  case reverse, format, quote, encodeBase64, decodeBase64, json
  // Numbers
  case greatest, least, ceil, floor, round, truncate, abs, sign, sqrt
  case isNaN, isInf, isFinite
  case bitAnd, bitOr, bitXor, bitNot, bitShiftLeft, bitShiftRight
  // Networks
  case family, isLoopback, isUnspecified, isLinkLocalUnicast, isLinkLocalMulticast
  case isGlobalUnicast, containsIP, containsCIDR, prefixLength, masked, address, netmask
  case host, subnet, hostCount, overlaps, disjoint
  case first, last
  // Versions
  case isAtLeast, isLessThan, isGreaterThan, compareTo, major, minor, patch
  // Lists
  /// Sums differ in what the sum of no elements is.
  case sumInts, sumUints, sumDoubles, sumDurations
  case unique, minimum, maximum, isSorted, flatten, slice, sort, range
  // Times
  case getFullYear, getMonth, getDate, getDayOfMonth, getDayOfWeek, getDayOfYear
  case getHours, getMinutes, getSeconds, getMilliseconds

  /// Whether the work grows with all that the arguments hold, not just with their number.
  var isDeep: Bool {
    switch self {
    case .toString, .join, .format, .json, .unique, .disjoint, .sumInts, .sumUints,
      .sumDoubles, .sumDurations, .minimum, .maximum,
      .isSorted, .indexOf, .lastIndexOf, .flatten, .sort, .toBytes, .encodeBase64, .decodeBase64,
      .lowerAscii, .upperAscii, .trim, .reverse, .quote, .contains, .split, .replace, .substring,
      .charAt, .slice, .greatest, .least:
      true
    default:
      false
    }
  }

  /// Whether a call with a literal is carried out when the expression is checked, so that a wrong
  /// literal is found then.
  var readsLiteral: Bool {
    switch self {
    case .toIP, .toCIDR, .toVersion, .toDuration, .toTimestamp, .toPortRange: true
    default: false
    }
  }
}

/// Why a function gave no value.
struct FunctionFailure: Error, Sendable {
  let message: String

  init(_ message: String) { self.message = message }
}
