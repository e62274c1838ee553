/// The conformance cases that are meant for an evaluation without a static check: their types are
/// wrong or their names undeclared, and the value comes from what is evaluated all the same. A
/// guide's expressions are always checked, so there these are errors.
enum UncheckedCases {
  static let names: Set<String> = [
    "eq_literal/not_eq_list_length", "ne_literal/ne_mixed_types", "conditional/mixed_type",
    "AND/short_circuit_type_left", "OR/short_circuit_type_right",
    "receiver_function_names/continue", "receiver_function_names/else",
    "receiver_function_names/function", "receiver_function_names/if",
    "receiver_function_names/let", "receiver_function_names/package",
    "receiver_function_names/namespace", "receiver_function_names/var",
    "receiver_function_names/void", "receiver_function_names/while",
  ]
}
