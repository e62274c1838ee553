/// What was found under the path of a certificate.
package enum CertificateSource: Sendable {
  case bytes([UInt8])
  /// Why it could not be read, such as `no such file`.
  case unreadable(reason: String)
}

/// The grammar of a certificate's path: relative, beside or below the cluster file.
enum CertificatePath {
  static func read(_ text: String) throws(Refusal) -> String {
    if text.utf8.first == UInt8(ascii: "/") {
      throw Refusal(
        "is an absolute path",
        cure: "put the certificate beside the cluster file"
      )
    }
    for segment in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if segment.elementsEqual("..".utf8) {
        throw Refusal(
          "leads out of the folder",
          cure: "put the certificate beside the cluster file"
        )
      }
      guard !segment.isEmpty, !segment.elementsEqual(".".utf8),
        segment.allSatisfy({ $0.isASCIIAlphanumeric || "._@+-".utf8.contains($0) })
      else {
        throw Refusal("is not the path of a file", cure: "write it like certs/ca.pem")
      }
    }
    return text
  }
}
