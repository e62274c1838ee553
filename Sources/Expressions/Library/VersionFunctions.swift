/// The functions on versions.
enum VersionFunctions {
  static func apply(
    _ function: Function,
    _ arguments: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    guard case .version(let version)? = arguments.first else { return nil }
    guard arguments.count == 2 else {
      switch function {
      case .major: return .int(version.component(0))
      case .minor: return .int(version.component(1))
      case .patch: return .int(version.component(2))
      default: return nil
      }
    }
    let other: Version
    switch arguments[1] {
    case .version(let given): other = given
    case .string(let text):
      guard let given = Version(text) else { throw FunctionFailure("'\(text)' is not a version") }
      other = given
    default: return nil
    }
    switch function {
    case .isAtLeast: return .bool(version >= other)
    case .isLessThan: return .bool(version < other)
    case .isGreaterThan: return .bool(version > other)
    case .compareTo: return .int(version < other ? -1 : version == other ? 0 : 1)
    default: return nil
    }
  }
}
