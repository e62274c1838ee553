/// Why a text is no value of a type: what is wrong with it, and the cure where there is one.
struct Refusal: Error, Equatable {
  /// A clause that follows the quoted value, such as `has host bits set`.
  let reason: String
  let cure: String?

  init(_ reason: String, cure: String? = nil) {
    self.reason = reason
    self.cure = cure
  }
}
