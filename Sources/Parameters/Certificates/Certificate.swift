import Expressions

/// What a guide may show of an X.509 certificate.
package struct Certificate: Sendable {
  /// PEM as RFC 7468 writes it: 64 characters a line, one LF at the end.
  package let pem: String
  /// The DER bytes in base64, on one line.
  package let base64: String
  /// RFC 2253 without escapes of non-ASCII: `CN=kubernetes,O=example`.
  package let subject: String
  package let issuer: String
  package let notBefore: CELTimestamp
  package let notAfter: CELTimestamp
  package let dnsNames: [String]
  package let ipAddresses: [IPAddress]
  package let isCA: Bool
  /// Of the DER bytes, in lower-case hexadecimal digits.
  package let sha256: String

  package static let objectType = ObjectType(
    name: "certificate",
    fields: [
      .init("pem", .string(.armored)), .init("base64", .string(.inert)),
      .init("subject", .string(.line)), .init("issuer", .string(.line)),
      .init("notBefore", .timestamp), .init("notAfter", .timestamp),
      .init("dnsNames", .list(.string(.line))), .init("ipAddresses", .list(.ip)),
      .init("isCA", .bool), .init("sha256", .string(.inert)),
    ]
  )

  package var value: CELValue {
    .object(
      CELObject(
        type: Certificate.objectType,
        values: [
          .string(pem), .string(base64), .string(subject), .string(issuer),
          .timestamp(notBefore), .timestamp(notAfter), .list(dnsNames.map { .string($0) }),
          .list(ipAddresses.map { .ip($0) }), .bool(isCA), .string(sha256),
        ]
      )
    )
  }

  static let privateKeyRefusal = Refusal(
    "holds a private key",
    cure: "give the certificate alone; a key never leaves its host"
  )

  /// The one certificate of a PEM file.
  static func read(_ bytes: [UInt8]) throws(Refusal) -> Certificate {
    if PrivateKeyScan.first(in: bytes) != nil { throw privateKeyRefusal }
    if bytes.count > 1 << 20 {
      throw Refusal("is larger than a certificate", cure: "give one PEM certificate")
    }
    let document = try X509Document(pem: bytes)
    return try document.certificate()
  }
}
