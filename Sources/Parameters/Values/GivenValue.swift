import Diagnostics
import Expressions

/// A value as a cluster file or a default gives it: typed and in normal form, with the place of
/// each part, and with holes where an item leaves a field to its default.
package indirect enum GivenValue: Sendable {
  case value(CELValue, SourceRange)
  case list([GivenValue], SourceRange)
  /// One per field of the schema, nil where the field is not given.
  case object([GivenValue?], SourceRange)

  package var range: SourceRange {
    switch self {
    case .value(_, let range), .list(_, let range), .object(_, let range): range
    }
  }
}
