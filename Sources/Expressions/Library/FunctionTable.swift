/// The signatures of all functions, by name.
enum FunctionTable {
  /// By their full name, such as `size` or `math.abs`.
  static let functions: [String: [Overload]] = conversions.merging(
    general.merging(math) { $0 + $1 }
  ) { $0 + $1 }

  /// By their name behind the dot.
  static let methods: [String: [Overload]] = strings.merging(
    networks.merging(lists.merging(times) { $0 + $1 }) { $0 + $1 }
  ) { $0 + $1 }

  private static let text = CELType.string(.text)
  private static let anyList = CELType.list(.dyn)
  private static let numbers: [CELType] = [.int, .uint, .double]

  private static func overload(
    _ function: Function,
    _ parameters: [CELType],
    _ result: CELType
  ) -> Overload {
    overload(function, parameters, .type(result))
  }

  private static func overload(
    _ function: Function,
    _ parameters: [CELType],
    _ result: Overload.Result,
    isVariadic: Bool = false
  ) -> Overload {
    Overload(function: function, parameters: parameters, isVariadic: isVariadic, result: result)
  }

  /// One overload for each of the types, which take one argument of it.
  private static func each(
    _ function: Function,
    _ types: [CELType],
    _ result: CELType
  ) -> [Overload] {
    types.map { overload(function, [$0], result) }
  }

  private static let conversions: [String: [Overload]] = [
    "bool": each(.toBool, [.bool, text], .bool),
    "int": each(.toInt, numbers + [text, .timestamp], .int),
    "uint": each(.toUint, numbers + [text], .uint),
    "double": each(.toDouble, numbers + [text], .double),
    "string": [overload(.toString, [text], .joinedString)]
      + each(
        .toString,
        numbers + [.bool, .timestamp, .duration, .ip, .cidr, .version, .portRange],
        .string(.inert)
      ) + each(.toString, [.bytes], text),
    "bytes": each(.toBytes, [.bytes, text], .bytes),
    "dyn": each(.toDyn, [.dyn], .dyn),
    "type": each(.typeOf, [.dyn], .type),
    "timestamp": each(.toTimestamp, [.timestamp, text, .int], .timestamp),
    "duration": each(.toDuration, [.duration, text], .duration),
    "ip": each(.toIP, [.ip, text], .ip),
    "cidr": each(.toCIDR, [.cidr, text], .cidr),
    "version": each(.toVersion, [.version, text], .version),
    "portRange": each(.toPortRange, [.portRange, text], .portRange),
    "isIP": each(.isIP, [text], .bool),
    "isCIDR": each(.isCIDR, [text], .bool),
    "isVersion": each(.isVersion, [text], .bool),
    "ip.isCanonical": each(.isCanonicalIP, [text], .bool),
  ]

  private static let general: [String: [Overload]] = [
    "size": each(.size, [text, .bytes, anyList, .map(.dyn, .dyn)], .int),
    "matches": [overload(.matches, [text, text], .bool)],
    "disjoint": each(.disjoint, [.list(.cidr)], .bool),
    "unique": each(.unique, [anyList], .bool),
    "json": each(.json, [.dyn], .string(.line)),
    "yaml": each(.json, [.dyn], .string(.line)),
    "base64.encode": each(.encodeBase64, [.bytes, text], .string(.inert)),
    "base64.decode": each(.decodeBase64, [text], .bytes),
    "strings.quote": each(.quote, [text], .string(.line)),
    "lists.range": each(.range, [.int], .list(.int)),
  ]

  private static let math: [String: [Overload]] = {
    let integers: [CELType] = [.int, .uint]
    let lists: [CELType] = [.list(.int), .list(.uint), .list(.double), anyList]
    func same(_ function: Function, _ types: [CELType]) -> [Overload] {
      types.map { overload(function, [$0], $0) }
    }
    func pair(_ function: Function, _ types: [CELType]) -> [Overload] {
      types.map { overload(function, [$0, $0], $0) }
    }
    func extreme(_ function: Function) -> [Overload] {
      numbers.map { overload(function, [$0], .common) }
        + lists.map { overload(function, [$0], .common) }
        + numbers.map { overload(function, [$0, .dyn], .common, isVariadic: true) }
    }
    func shift(_ function: Function) -> [Overload] {
      integers.map { overload(function, [$0, .int], $0) }
    }
    return [
      "math.greatest": extreme(.greatest), "math.least": extreme(.least),
      "math.ceil": same(.ceil, [.double]), "math.floor": same(.floor, [.double]),
      "math.round": same(.round, [.double]), "math.trunc": same(.truncate, [.double]),
      "math.abs": same(.abs, numbers), "math.sign": same(.sign, numbers),
      "math.sqrt": each(.sqrt, numbers, .double),
      "math.isNaN": each(.isNaN, [.double], .bool), "math.isInf": each(.isInf, [.double], .bool),
      "math.isFinite": each(.isFinite, [.double], .bool),
      "math.bitAnd": pair(.bitAnd, integers), "math.bitOr": pair(.bitOr, integers),
      "math.bitXor": pair(.bitXor, integers), "math.bitNot": same(.bitNot, integers),
      "math.bitShiftLeft": shift(.bitShiftLeft), "math.bitShiftRight": shift(.bitShiftRight),
    ]
  }()

  private static let strings: [String: [Overload]] = [
    "size": each(.size, [text, .bytes, anyList, .map(.dyn, .dyn)], .int),
    "contains": [
      overload(.contains, [text, text], .bool), overload(.contains, [.portRange, .int], .bool),
    ],
    "startsWith": [overload(.startsWith, [text, text], .bool)],
    "endsWith": [overload(.endsWith, [text, text], .bool)],
    "matches": [overload(.matches, [text, text], .bool)],
    "charAt": [overload(.charAt, [text, .int], .joinedString)],
    "indexOf": searches(.indexOf),
    "lastIndexOf": searches(.lastIndexOf),
    "join": [
      overload(.join, [.list(text)], .joinedString),
      overload(.join, [.list(text), text], .joinedString),
    ],
    "lowerAscii": [overload(.lowerAscii, [text], .joinedString)],
    "upperAscii": [overload(.upperAscii, [text], .joinedString)],
    "replace": [
      overload(.replace, [text, text, text], .joinedString),
      overload(.replace, [text, text, text, .int], .joinedString),
    ],
    "split": [
      overload(.split, [text, text], .listOfStrings),
      overload(.split, [text, text, .int], .listOfStrings),
    ],
    "substring": [
      overload(.substring, [text, .int], .joinedString),
      overload(.substring, [text, .int, .int], .joinedString),
    ],
    "trim": [overload(.trim, [text], .joinedString)],
    "reverse": [
      overload(.reverse, [text], .joinedString), overload(.reverse, [anyList], .receiver),
    ],
    "format": [overload(.format, [text, anyList], .joinedString)],
  ]

  private static func searches(_ function: Function) -> [Overload] {
    [
      overload(function, [text, text], .int), overload(function, [text, text, .int], .int),
      overload(function, [anyList, .dyn], .int),
    ]
  }

  private static let networks: [String: [Overload]] = [
    "family": each(.family, [.ip, .cidr], .int),
    "isLoopback": each(.isLoopback, [.ip], .bool),
    "isUnspecified": each(.isUnspecified, [.ip], .bool),
    "isLinkLocalUnicast": each(.isLinkLocalUnicast, [.ip], .bool),
    "isLinkLocalMulticast": each(.isLinkLocalMulticast, [.ip], .bool),
    "isGlobalUnicast": each(.isGlobalUnicast, [.ip], .bool),
    "containsIP": [
      overload(.containsIP, [.cidr, .ip], .bool), overload(.containsIP, [.cidr, text], .bool),
    ],
    "containsCIDR": [
      overload(.containsCIDR, [.cidr, .cidr], .bool),
      overload(.containsCIDR, [.cidr, text], .bool),
    ],
    "prefixLength": each(.prefixLength, [.cidr], .int),
    "masked": each(.masked, [.cidr], .cidr),
    "ip": each(.address, [.cidr], .ip),
    "netmask": each(.netmask, [.cidr], .ip),
    "host": [overload(.host, [.cidr, .int], .ip)],
    "subnet": [overload(.subnet, [.cidr, .int, .int], .cidr)],
    "hostCount": each(.hostCount, [.cidr], .int),
    "overlaps": [overload(.overlaps, [.cidr, .cidr], .bool)],
    "isAtLeast": versionComparisons(.isAtLeast, .bool),
    "isLessThan": versionComparisons(.isLessThan, .bool),
    "isGreaterThan": versionComparisons(.isGreaterThan, .bool),
    "compareTo": versionComparisons(.compareTo, .int),
    "major": each(.major, [.version], .int),
    "minor": each(.minor, [.version], .int),
    "patch": each(.patch, [.version], .int),
  ]

  private static func versionComparisons(_ function: Function, _ result: CELType) -> [Overload] {
    [
      overload(function, [.version, .version], result),
      overload(function, [.version, text], result),
    ]
  }

  private static let lists: [String: [Overload]] = [
    "first": each(.first, [.portRange], .int) + [overload(.first, [anyList], .element)],
    "last": each(.last, [.portRange], .int) + [overload(.last, [anyList], .element)],
    "sum": [
      overload(.sumInts, [.list(.int)], .element), overload(.sumUints, [.list(.uint)], .element),
      overload(.sumDoubles, [.list(.double)], .element),
      overload(.sumDurations, [.list(.duration)], .element),
    ],
    "min": [overload(.minimum, [anyList], .element)],
    "max": [overload(.maximum, [anyList], .element)],
    "isSorted": each(.isSorted, [anyList], .bool),
    "sort": [overload(.sort, [anyList], .receiver)],
    "slice": [overload(.slice, [anyList, .int, .int], .receiver)],
    "flatten": [overload(.flatten, [.list(anyList)], .flattened)],
  ]

  private static let times: [String: [Overload]] = {
    func date(_ function: Function) -> [Overload] {
      [overload(function, [.timestamp], .int), overload(function, [.timestamp, text], .int)]
    }
    func clock(_ function: Function) -> [Overload] {
      date(function) + [overload(function, [.duration], .int)]
    }
    return [
      "getFullYear": date(.getFullYear), "getMonth": date(.getMonth), "getDate": date(.getDate),
      "getDayOfMonth": date(.getDayOfMonth), "getDayOfWeek": date(.getDayOfWeek),
      "getDayOfYear": date(.getDayOfYear), "getHours": clock(.getHours),
      "getMinutes": clock(.getMinutes), "getSeconds": clock(.getSeconds),
      "getMilliseconds": clock(.getMilliseconds),
    ]
  }()
}
