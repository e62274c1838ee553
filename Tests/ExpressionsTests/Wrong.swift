import Diagnostics
import Testing

@testable import Expressions

/// An expression with one mistake, and the diagnostic that must tell of it.
struct Wrong: Sendable, CustomTestStringConvertible {
  let text: String
  let id: DiagnosticID
  /// The part of the text that the diagnostic points to.
  let part: String
  let message: String
  let cure: String?

  init(_ text: String, _ id: DiagnosticID, at part: String, _ message: String, _ cure: String?) {
    self.text = text
    self.id = id
    self.part = part
    self.message = message
    self.cure = cure
  }

  var testDescription: String { text }

  func verify() throws {
    guard case .rejected(let diagnostics) = Outcome(text) else {
      Issue.record("accepted: \(Outcome(text).json)")
      return
    }
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(diagnostic.id == id)
    #expect(diagnostic.message == message)
    #expect(diagnostic.cure == cure)
    let range = try #require(diagnostic.range)
    let bytes = Array(text.utf8)[Int(range.start)..<Int(range.end)]
    #expect(String(decoding: bytes, as: UTF8.self) == part)
  }
}
