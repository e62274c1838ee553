import Diagnostics

/// Finds PEM private keys, which have no business in a cluster file.
enum PrivateKeyScan {
  /// The `-----BEGIN … PRIVATE KEY-----` lines of all kinds: PKCS#8, PKCS#1, SEC 1, OpenSSH.
  static func first(in bytes: some Collection<UInt8>) -> Range<Int>? {
    let bytes = Array(bytes)
    let begin = Array("-----BEGIN ".utf8)
    let words = Array("PRIVATE KEY".utf8)
    var index = 0
    while index + begin.count <= bytes.count {
      guard bytes[index] == begin[0], bytes[index..<index + begin.count].elementsEqual(begin)
      else {
        index += 1
        continue
      }
      let label = bytes[(index + begin.count)...].prefix { $0.isASCIIAlphanumeric || $0 == 0x20 }
      if contains(label, words) { return index..<label.endIndex }
      index += begin.count
    }
    return nil
  }

  /// `PGP PRIVATE KEY BLOCK` has the words inside.
  private static func contains(_ label: ArraySlice<UInt8>, _ words: [UInt8]) -> Bool {
    label.indices.contains { label[$0...].starts(with: words) }
  }

  static func isPrivateKey(_ text: String) -> Bool { first(in: text.utf8) != nil }

  /// Its message never quotes the key.
  static func diagnostic(at range: SourceRange) -> Diagnostic {
    .error(
      .secretInValues,
      "a private key stands in a cluster file",
      at: range,
      cure: "remove it, and replace the key: it may have been copied with the file"
    )
  }
}
