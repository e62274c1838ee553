/// Conversions between types.
enum ConversionFunctions {
  static func apply(
    _ function: Function,
    _ arguments: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    guard arguments.count == 1 else { return nil }
    let value = arguments[0]
    switch function {
    case .toDyn: return value
    case .typeOf: return .type(value.type)
    case .toBool: return try bool(value)
    case .toInt: return try int(value)
    case .toUint: return try uint(value)
    case .toDouble: return try double(value)
    case .toString: return try string(value)
    case .toBytes, .encodeBase64: return bytes(function, value)
    case .decodeBase64:
      guard case .string(let text) = value else { return nil }
      return .bytes(try parse(text, "base64", Base64.decode))
    case .json:
      var output: [UInt8] = []
      value.appendJSON(to: &output)
      return .string(String(decoding: output, as: UTF8.self))
    default: return try parsed(function, value)
    }
  }

  /// What is read from text.
  private static func parsed(
    _ function: Function,
    _ value: CELValue
  ) throws(FunctionFailure) -> CELValue? {
    switch (function, value) {
    case (.toTimestamp, .timestamp), (.toDuration, .duration), (.toIP, .ip), (.toCIDR, .cidr),
      (.toVersion, .version), (.toPortRange, .portRange):
      return value
    case (.toTimestamp, .int(let seconds)):
      guard let moment = CELTimestamp(seconds: seconds) else {
        throw FunctionFailure("the timestamp is outside the years 1 to 9999")
      }
      return .timestamp(moment)
    case (_, .string(let text)):
      switch function {
      case .toTimestamp: return .timestamp(try parse(text, "a timestamp", CELTimestamp.init(_:)))
      case .toDuration: return .duration(try parse(text, "a duration", CELDuration.init(_:)))
      case .toIP:
        return .ip(try parse(text, "an IP address", IPAddress.init(unmapping:)))
      case .toCIDR: return .cidr(try parse(text, "a CIDR", CIDR.init(_:)))
      case .toVersion: return .version(try parse(text, "a version", Version.init(_:)))
      case .toPortRange:
        return .portRange(try parse(text, "a port range", PortRange.init(_:)))
      case .isIP: return .bool(IPAddress(unmapping: text) != nil)
      case .isCIDR: return .bool(CIDR(text) != nil)
      case .isVersion: return .bool(Version(text) != nil)
      case .isCanonicalIP:
        let address = try parse(text, "an IP address", IPAddress.init(unmapping:))
        return .bool(address.description.utf8.elementsEqual(text.utf8))
      default: return nil
      }
    default: return nil
    }
  }

  private static func parse<T>(
    _ text: String,
    _ what: String,
    _ parser: (String) -> T?
  ) throws(FunctionFailure) -> T {
    guard let value = parser(text) else { throw FunctionFailure("'\(shown(text))' is not \(what)") }
    return value
  }

  /// The start of a text that may be long.
  private static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= 60 ? text : String(String.UnicodeScalarView(scalars.prefix(60))) + "…"
  }

  private static func bool(_ value: CELValue) throws(FunctionFailure) -> CELValue? {
    switch value {
    case .bool: return value
    case .string(let text):
      switch text {
      case "1", "t", "T", "true", "True", "TRUE": return .bool(true)
      case "0", "f", "F", "false", "False", "FALSE": return .bool(false)
      default: throw FunctionFailure("'\(shown(text))' is not a bool")
      }
    default: return nil
    }
  }

  private static func int(_ value: CELValue) throws(FunctionFailure) -> CELValue? {
    switch value {
    case .int: return value
    case .uint(let uint):
      guard let int = Int64(exactly: uint) else { throw outOfRange("int") }
      return .int(int)
    case .double(let double):
      // The bounds themselves are out: as doubles they are rounded.
      guard double > -0x1p63, double < 0x1p63 else { throw outOfRange("int") }
      return .int(Int64(double))
    case .string(let text):
      guard isNumber(text, signed: true), let int = Int64(text) else {
        throw FunctionFailure("'\(shown(text))' is not an int")
      }
      return .int(int)
    case .timestamp(let timestamp): return .int(timestamp.seconds)
    default: return nil
    }
  }

  private static func uint(_ value: CELValue) throws(FunctionFailure) -> CELValue? {
    switch value {
    case .uint: return value
    case .int(let int):
      guard let uint = UInt64(exactly: int) else { throw outOfRange("uint") }
      return .uint(uint)
    case .double(let double):
      guard double > -1, double < 0x1p64 else { throw outOfRange("uint") }
      return .uint(UInt64(double))
    case .string(let text):
      guard isNumber(text, signed: false), let uint = UInt64(text) else {
        throw FunctionFailure("'\(shown(text))' is not a uint")
      }
      return .uint(uint)
    default: return nil
    }
  }

  private static func isNumber(_ text: String, signed: Bool) -> Bool {
    let digits =
      signed && text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    return !digits.isEmpty && digits.allSatisfy(DecimalNumber.isDigit)
  }

  private static func double(_ value: CELValue) throws(FunctionFailure) -> CELValue? {
    switch value {
    case .double: return value
    case .int(let int): return .double(Double(int))
    case .uint(let uint): return .double(Double(uint))
    case .string(let text): return .double(try parse(text, "a double", NumberText.parse))
    default: return nil
    }
  }

  private static func string(_ value: CELValue) throws(FunctionFailure) -> CELValue? {
    if case .bytes(let bytes) = value {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw FunctionFailure("the bytes are not valid UTF-8")
      }
      return .string(text)
    }
    return value.text.map(CELValue.string)
  }

  private static func bytes(_ function: Function, _ value: CELValue) -> CELValue? {
    let bytes: [UInt8]
    switch value {
    case .bytes(let content): bytes = content
    case .string(let text): bytes = Array(text.utf8)
    default: return nil
    }
    return function == .toBytes ? .bytes(bytes) : .string(Base64.encode(bytes))
  }

  private static func outOfRange(_ type: String) -> FunctionFailure {
    FunctionFailure("the number is outside the range of \(type)")
  }
}
