import Publishing

/// Why a run could not be carried out at all.
package enum Failure: Error, Sendable, Hashable {
  /// The machine failed; exit code 2.
  case machine(String)
  /// The request names something that is not there; exit code 64.
  case usage(String)

  /// Runs what may fail because of the machine.
  static func wrapping<Value: ~Copyable>(_ body: () throws(PublishingError) -> Value)
    throws(Failure) -> Value
  {
    do throws(PublishingError) {
      return try body()
    } catch {
      throw .machine(error.description)
    }
  }
}
