import Diagnostics

/// The grammar of the names of parameters and fields: `[a-z][a-z0-9_]*`, at most 63 characters.
enum ParameterName {
  static let longest = 63

  /// Words that expressions, templates or YAML files of a guide use for something else.
  static let reserved: Set<String> = [
    "self", "index", "loop", "rules", "title", "true", "false", "null", "in",
    // Reserved by the Common Expression Language.
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
    "namespace", "package", "return", "var", "void", "while",
    // Its types, and the name spaces of its functions.
    "bool", "bytes", "double", "dyn", "int", "list", "map", "null_type", "string", "type", "uint",
    "base64", "cel", "google", "math", "net", "sets", "strings",
  ]

  /// In an item, `self.name` stands behind a dot, where fewer words are taken.
  static let reservedForFields: Set<String> = ["rules", "true", "false", "null", "in"]

  /// Adds an error unless the name may be declared.
  static func check(
    _ name: String,
    isField: Bool,
    at range: SourceRange,
    log: inout DiagnosticLog
  ) -> Bool {
    guard let first = name.utf8.first, first.isASCIILower,
      name.utf8.allSatisfy({
        $0.isASCIILower || $0.isASCIIDigit || $0 == UInt8(ascii: "_")
      })
    else {
      log.add(
        .error(
          .invalidParameterName,
          "'\(name)' is no name for a \(isField ? "field" : "parameter")",
          at: range,
          cure: FullWidthForm.structuralCure(in: name)
            ?? repair(name).map { "did you mean '\($0)'?" } ?? "write it like pod_cidr"
        )
      )
      return false
    }
    if name.utf8.count > longest {
      log.add(
        .error(
          .invalidParameterName,
          "the name is longer than \(longest) characters",
          at: range,
          cure: "shorten it"
        )
      )
      return false
    }
    if (isField ? reservedForFields : reserved).contains(name) {
      log.add(
        .error(
          .invalidParameterName,
          "'\(name)' is a reserved word",
          at: range,
          cure: "choose another name"
        )
      )
      return false
    }
    return true
  }

  /// `podCIDR` and `pod-cidr` become `pod_cidr`.
  private static func repair(_ name: String) -> String? {
    var result: [UInt8] = []
    var before: UInt8 = 0
    for byte in (FullWidthForm.ascii(of: name) ?? name).utf8 {
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") {
        result.append(UInt8(ascii: "_"))
      } else if byte.isASCIIUpper {
        if before.isASCIILower || before.isASCIIDigit { result.append(UInt8(ascii: "_")) }
        result.append(byte + 0x20)
      } else if byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_") {
        result.append(byte)
      }
      before = byte
    }
    guard let first = result.first, first.isASCIILower else { return nil }
    return String(decoding: result, as: UTF8.self)
  }
}
