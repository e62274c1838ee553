import Diagnostics
import GuideModel
import Languages

/// Text with its values found but not yet written: what stands between literal bytes is for the
/// writer of the text's language to encode.
package struct ResolvedText: Sendable {
  package enum Segment: Sendable {
    case literal(ArraySlice<UInt8>)
    case value(ResolvedValue)
  }

  package let segments: [Segment]

  package init(segments: [Segment]) { self.segments = segments }

  /// The text with every value as it is; for places where nothing means anything, such as titles.
  package var plain: [UInt8] {
    segments.reduce(into: []) { bytes, segment in
      switch segment {
      case .literal(let literal): bytes += literal
      case .value(let value): bytes += value.text
      }
    }
  }
}

/// One placeholder with its value.
package struct ResolvedValue: Sendable {
  /// The value as text, UTF-8.
  package let text: [UInt8]
  /// How it is written where it stands.
  package let encoding: Encoding
  /// Whether it is JSON that stands for itself.
  package let isFragment: Bool
  /// The placeholder in the guide.
  package let range: SourceRange
  /// The parameters that the placeholder's expression reads, also through the variables of loops;
  /// none for a constant.
  package let sources: [ValueSource]
}
