import Diagnostics
import Resolution

/// A file as it will be written, for the cluster bundle or for one host.
package struct TangledFile: Sendable {
  /// The host it is installed on; nil for a file of the cluster bundle.
  package let host: String?
  /// The absolute install path on a host, or the path relative to the cluster bundle.
  package let path: String
  package let bytes: [UInt8]
  package let mode: UInt16
  /// `user:group`.
  package let owner: String
  /// The index of the fence that it comes from.
  package let fence: Int
  /// Where the text comes from: the fence, or the body in `files/`.
  package let origin: SourceRange
  /// The names that its placeholders read, sorted.
  package let names: [String]

  /// The mode as four octal digits, such as `0644`.
  package var modeText: String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// A text as it will be written, and where in it the values stand.
package struct TangledText: Sendable {
  package let bytes: [UInt8]
  package let spans: [Span]

  package init(bytes: [UInt8], spans: [Span]) {
    self.bytes = bytes
    self.spans = spans
  }

  /// A value in the text.
  package struct Span: Sendable {
    package let range: Range<Int>
    /// The parameters that its placeholder reads.
    package let sources: [ValueSource]

    package init(range: Range<Int>, sources: [ValueSource]) {
      self.range = range
      self.sources = sources
    }
  }
}
