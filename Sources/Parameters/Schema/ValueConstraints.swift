import Diagnostics
import Expressions

/// The limits that a declaration sets beyond its type's grammar.
package struct ValueConstraints: Sendable {
  /// The values that are allowed, in normal form; empty for all.
  package var values: [CELValue] = []
  package var minimum: Int64?
  package var maximum: Int64?
  /// Of strings, in Unicode scalars.
  package var minLength: Int?
  package var maxLength: Int?
  package var pattern: Pattern?
  package var minItems: Int?
  package var maxItems: Int?

  package init() {}

  static let mostItems = 10_000

  enum Violation: Equatable {
    case notListed(Refusal)
    case outOfRange(Refusal)
  }

  /// What a value in normal form violates; nil when it is within all limits.
  func violation(of value: CELValue) -> Violation? {
    if !values.isEmpty, !values.contains(where: { $0.isEqual(to: value) }) {
      let listed = values.compactMap(\.text)
      let near = value.text.flatMap { Suggestion.nearest(to: $0, in: listed) }
      let all = "one of: \(listed.joined(separator: ", "))"
      return .notListed(
        Refusal(
          "is not one of the listed values",
          cure: near.map { "did you mean '\($0)'? \(all)" } ?? all
        )
      )
    }
    switch value {
    case .int(let number): return violation(ofNumber: number)
    case .string(let text): return violation(ofText: text)
    case .list(let elements): return violation(ofCount: elements.count)
    default: return nil
    }
  }

  private func violation(ofNumber number: Int64) -> Violation? {
    if let minimum, number < minimum {
      return .outOfRange(Refusal("is below the minimum", cure: "the least is \(minimum)"))
    }
    if let maximum, number > maximum {
      return .outOfRange(Refusal("is above the maximum", cure: "the most is \(maximum)"))
    }
    return nil
  }

  private func violation(ofText text: String) -> Violation? {
    let length = text.unicodeScalars.count
    if let minLength, length < minLength {
      return .outOfRange(
        Refusal("is too short", cure: "at least \(minLength) characters; it has \(length)")
      )
    }
    if let maxLength, length > maxLength {
      return .outOfRange(
        Refusal("is too long", cure: "at most \(maxLength) characters; it has \(length)")
      )
    }
    if let pattern, !pattern.matches(text) {
      return .outOfRange(
        Refusal("does not match the pattern", cure: "the pattern is \(pattern.source)")
      )
    }
    return nil
  }

  func violation(ofCount count: Int) -> Violation? {
    if let minItems, count < minItems {
      return .outOfRange(
        Refusal("has too few items", cure: "at least \(minItems); it has \(count)")
      )
    }
    let most = min(maxItems ?? .max, ValueConstraints.mostItems)
    if count > most {
      return .outOfRange(Refusal("has too many items", cure: "at most \(most); it has \(count)"))
    }
    return nil
  }
}
