/// The parts of timestamps and durations.
enum TimeFunctions {
  static func apply(
    _ function: Function,
    _ arguments: [CELValue]
  ) throws(FunctionFailure) -> CELValue? {
    switch (arguments.first, arguments.count) {
    case (.duration(let duration)?, 1): return part(function, of: duration).map(CELValue.int)
    case (.timestamp(let moment)?, 1): return part(function, of: moment, offset: 0)
    case (.timestamp(let moment)?, 2):
      guard case .string(let zone) = arguments[1] else { return nil }
      guard let offset = offset(zone) else {
        throw FunctionFailure("a time zone is 'UTC' or an offset such as '+08:00'")
      }
      return part(function, of: moment, offset: offset)
    default: return nil
    }
  }

  /// The names of time zones are left out: what they mean changes from machine to machine.
  private static func offset(_ zone: String) -> Int64? {
    if zone == "UTC" || zone == "Z" { return 0 }
    let isSigned = zone.utf8.first == UInt8(ascii: "+") || zone.utf8.first == UInt8(ascii: "-")
    return CELTimestamp.parseOffset(Array((isSigned ? zone : "+\(zone)").utf8)[...])
  }

  private static func part(_ function: Function, of duration: CELDuration) -> Int64? {
    switch function {
    case .getHours: duration.nanoseconds / 3_600_000_000_000
    case .getMinutes: duration.nanoseconds / 60_000_000_000
    case .getSeconds: duration.nanoseconds / 1_000_000_000
    case .getMilliseconds: duration.nanoseconds / 1_000_000 % 1000
    default: nil
    }
  }

  private static func part(
    _ function: Function,
    of moment: CELTimestamp,
    offset: Int64
  ) -> CELValue? {
    let date = CivilDate(secondsSinceEpoch: moment.seconds + offset)
    let number: Int64? =
      switch function {
      case .getFullYear: date.year
      case .getMonth: date.month - 1
      case .getDate: date.day
      case .getDayOfMonth: date.day - 1
      case .getDayOfWeek: date.weekday
      case .getDayOfYear: date.dayOfYear
      case .getHours: date.hour
      case .getMinutes: date.minute
      case .getSeconds: date.second
      case .getMilliseconds: Int64(moment.nanoseconds / 1_000_000)
      default: nil
      }
    return number.map(CELValue.int)
  }
}
