import Diagnostics
import Expressions

/// Finds PEM private keys, which have no business in a cluster file, also in the base64 form that
/// they have in a kubeconfig.
enum PrivateKeyScan {
  /// The `-----BEGIN … PRIVATE KEY-----` lines of all kinds: PKCS#8, PKCS#1, SEC 1, OpenSSH.
  static func first(in bytes: some Collection<UInt8>) -> Range<Int>? {
    let bytes = Array(bytes)
    return armored(in: bytes) ?? encoded(in: bytes)
  }

  /// The base64 of such a line.
  private static func encoded(in bytes: [UInt8]) -> Range<Int>? {
    // `-----BEGIN` and the first bits of the blank.
    let begin = Array("LS0tLS1CRUdJTi".utf8)
    var index = 0
    while index + begin.count <= bytes.count {
      guard bytes[index] == begin[0], bytes[index..<index + begin.count].elementsEqual(begin)
      else {
        index += 1
        continue
      }
      // Enough for the longest label, in whole groups of four.
      let digits = bytes[index...].prefix(96).prefix {
        $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
      }
      let groups = digits.prefix(digits.count / 4 * 4)
      let text = Base64.decode(String(decoding: groups, as: UTF8.self)) ?? []
      if armored(in: text) != nil { return index..<digits.endIndex }
      index += begin.count
    }
    return nil
  }

  private static func armored(in bytes: [UInt8]) -> Range<Int>? {
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
