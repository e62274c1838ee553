/// One thing that is wrong with a guide, its values or its templates: where, what, and the cure.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable, Comparable {
    case warning
    case error

    package static func < (left: Severity, right: Severity) -> Bool {
      left == .warning && right == .error
    }
  }

  /// A second place that helps to understand the first.
  package struct Note: Sendable, Hashable {
    package let message: String
    package let range: SourceRange?

    package init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  package var severity: Severity
  package let id: DiagnosticID
  package let message: String
  package let range: SourceRange?
  /// What to do about it, in a few words; stands behind the caret.
  package let cure: String?
  package let notes: [Note]

  package init(
    _ severity: Severity,
    _ id: DiagnosticID,
    _ message: String,
    at range: SourceRange?,
    cure: String? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.range = range
    self.cure = cure
    self.notes = notes
  }

  package static func error(
    _ id: DiagnosticID,
    _ message: String,
    at range: SourceRange?,
    cure: String? = nil,
    notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(.error, id, message, at: range, cure: cure, notes: notes)
  }

  package static func warning(
    _ id: DiagnosticID,
    _ message: String,
    at range: SourceRange?,
    cure: String? = nil,
    notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(.warning, id, message, at: range, cure: cure, notes: notes)
  }
}

/// The diagnostics of a stage, in the order in which they were found.
package struct DiagnosticLog: Sendable {
  package private(set) var diagnostics: [Diagnostic] = []

  package init() {}

  package mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  package mutating func add(contentsOf other: DiagnosticLog) {
    diagnostics += other.diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
