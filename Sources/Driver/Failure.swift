import Publishing

/// Why a run could not be carried out at all.
package enum Failure: Error, Sendable {
  /// The machine failed; exit code 2.
  case machine(String)
  /// The request names something that is not there; exit code 64.
  case usage(String)

  init(_ error: PublishingError) { self = .machine(error.description) }
  init(_ error: ArchiveError) { self = .machine(error.description) }
}
