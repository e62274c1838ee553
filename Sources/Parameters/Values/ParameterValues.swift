import Diagnostics
import Expressions

/// The values of a guide's parameters for one cluster: typed, in normal form, and within all rules
/// whose level is error.
package struct ParameterValues: Sendable {
  /// One per parameter, in the order of `ParameterSet.parameters`: what `Expression.evaluate` takes.
  package let bindings: [CELValue]
  /// Where each value comes from.
  package let origins: [ValueOrigin]
  /// What readers see as the cluster's name, when its file says so.
  package let title: LocalizedText?
  package let clusterFile: SourceFile
  /// For each parameter that the cluster file gives, the value with the places of its parts.
  package let given: [GivenValue?]
}

/// Where a value comes from, and the place of it.
package enum ValueOrigin: Sendable, Hashable {
  /// The cluster file.
  case given(SourceRange)
  /// A literal default. The range is nil where the declaration needs none: an absent nullable
  /// value, and a secret.
  case fallback(SourceRange?)
  /// A default with an expression.
  case computed(SourceRange?)
  /// A derived parameter.
  case derived(SourceRange?)
}
