/// A date and time of day of the proleptic Gregorian calendar.
struct CivilDate: Hashable, Sendable {
  let year: Int64
  /// 1...12
  let month: Int64
  /// 1...31
  let day: Int64
  let hour: Int64
  let minute: Int64
  let second: Int64
  /// 0 is Sunday.
  let weekday: Int64
  /// 0 is the first of January.
  let dayOfYear: Int64

  init(secondsSinceEpoch seconds: Int64) {
    let secondOfDay = (seconds % 86400 + 86400) % 86400
    let days = (seconds - secondOfDay) / 86400
    hour = secondOfDay / 3600
    minute = secondOfDay / 60 % 60
    second = secondOfDay % 60
    weekday = ((days + 4) % 7 + 7) % 7
    // Years are counted from the first of March, so that a leap day is the last of its year; 400
    // years have 146,097 days, and 719,468 days lie between 0000-03-01 and 1970-01-01.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfMarchYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfMarchYear + 2) / 153
    day = dayOfMarchYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    dayOfYear = days - Self.daysSinceEpoch(year: year, month: 1, day: 1)
  }

  static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let marchMonth = month > 2 ? month - 3 : month + 9
    let dayOfMarchYear = (153 * marchMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfMarchYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
