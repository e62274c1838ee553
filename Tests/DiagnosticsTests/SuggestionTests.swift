import Testing

@testable import Diagnostics

@Suite struct SuggestionTests {
  @Test func findsATransposition() {
    #expect(Suggestion.nearest(to: "pod_cird", in: ["service_cidr", "pod_cidr"]) == "pod_cidr")
  }

  @Test func staysSilentWhenNothingIsNear() {
    #expect(Suggestion.nearest(to: "banana", in: ["pod_cidr", "masters"]) == nil)
  }
}
