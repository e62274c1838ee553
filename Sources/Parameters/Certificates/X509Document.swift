import CCrypto
import Expressions

/// An X.509 certificate of libcrypto; freed with its owner.
struct X509Document: ~Copyable {
  private let handle: OpaquePointer

  /// Reads the one certificate in a PEM file.
  init(pem: [UInt8]) throws(Refusal) {
    var found: OpaquePointer?
    var hasMore = false
    pem.withUnsafeBytes { buffer in
      guard let bio = bespoke_BIO_read_only(buffer.baseAddress, Int32(clamping: buffer.count))
      else {
        return
      }
      defer { BIO_free(bio) }
      found = PEM_read_bio_X509(bio, nil, nil, nil)
      if found != nil, let second = PEM_read_bio_X509(bio, nil, nil, nil) {
        X509_free(second)
        hasMore = true
      }
    }
    // Failed reads leave errors in this thread's queue.
    ERR_clear_error()
    guard let found else {
      throw Refusal("is not a PEM certificate", cure: "convert it with 'openssl x509'")
    }
    if hasMore {
      X509_free(found)
      throw Refusal("holds several certificates", cure: "give one; split the file")
    }
    handle = found
  }

  deinit { X509_free(handle) }

  /// The fields that guides may show.
  func certificate() throws(Refusal) -> Certificate {
    let der = try self.der()
    let base64 = try X509Document.base64(der)
    let names = try alternativeNames()
    return Certificate(
      pem: X509Document.pem(base64: base64),
      base64: base64,
      subject: try name(X509_get_subject_name(handle)),
      issuer: try name(X509_get_issuer_name(handle)),
      notBefore: try time(X509_get0_notBefore(handle)),
      notAfter: try time(X509_get0_notAfter(handle)),
      dnsNames: names.dns,
      ipAddresses: names.ip,
      isCA: X509_check_ca(handle) == 1,
      sha256: try sha256(of: der)
    )
  }

  private func der() throws(Refusal) -> [UInt8] {
    let count = Int(i2d_X509(handle, nil))
    guard count > 0 else { throw X509Document.failed }
    var bytes = [UInt8](repeating: 0, count: count)
    let written = bytes.withUnsafeMutableBufferPointer { buffer in
      var cursor = buffer.baseAddress
      return Int(i2d_X509(handle, &cursor))
    }
    guard written == count else { throw X509Document.failed }
    return bytes
  }

  private static let failed = Refusal("cannot be decoded", cure: "make the certificate again")

  private func sha256(of der: [UInt8]) throws(Refusal) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    guard EVP_Digest(der, der.count, &digest, &count, EVP_sha256(), nil) == 1, count == 32 else {
      throw X509Document.failed
    }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }

  private static func base64(_ bytes: [UInt8]) throws(Refusal) -> String {
    // EVP_EncodeBlock writes a NUL behind the text.
    var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
    let count = Int(EVP_EncodeBlock(&text, bytes, Int32(clamping: bytes.count)))
    guard count == text.count - 1 else { throw failed }
    return String(decoding: text[..<count], as: UTF8.self)
  }

  private static func pem(base64: String) -> String {
    let bytes = Array(base64.utf8)
    var text = "-----BEGIN CERTIFICATE-----\n"
    for start in stride(from: 0, to: bytes.count, by: 64) {
      text += String(decoding: bytes[start..<min(start + 64, bytes.count)], as: UTF8.self) + "\n"
    }
    return text + "-----END CERTIFICATE-----\n"
  }

  /// A distinguished name on one line, most specific part first, non-ASCII characters as they are.
  private func name(_ name: OpaquePointer?) throws(Refusal) -> String {
    guard let name, let bio = BIO_new(BIO_s_mem()) else { throw X509Document.failed }
    defer { BIO_free(bio) }
    // RFC 2253 (a macro that Swift does not import) without escaping non-ASCII characters.
    let flags =
      ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT
      | ASN1_STRFLGS_DUMP_UNKNOWN | ASN1_STRFLGS_DUMP_DER | XN_FLAG_SEP_COMMA_PLUS
      | XN_FLAG_DN_REV | XN_FLAG_DUMP_UNKNOWN_FIELDS
    guard X509_NAME_print_ex(bio, name, 0, UInt(flags)) >= 0 else { throw X509Document.failed }
    var contents: UnsafeMutablePointer<CChar>?
    let count = bespoke_BIO_get_mem_data(bio, &contents)
    let bytes = contents.map { pointer in
      UnsafeRawBufferPointer(start: pointer, count: count).map(\.self)
    }
    guard let text = String(validating: bytes ?? [], as: UTF8.self) else {
      throw Refusal("has a name that is not UTF-8", cure: "make the certificate again")
    }
    do throws(Refusal) {
      return try TextGrammar.line(text)
    } catch {
      throw Refusal("has a name that \(error.reason)", cure: "make the certificate again")
    }
  }

  private func time(_ time: UnsafePointer<ASN1_TIME>?) throws(Refusal) -> CELTimestamp {
    guard let time, let epoch = ASN1_TIME_set(nil, 0) else { throw X509Document.failed }
    defer { ASN1_TIME_free(epoch) }
    var days: Int32 = 0
    var seconds: Int32 = 0
    guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1,
      let timestamp = CELTimestamp(seconds: Int64(days) * 86_400 + Int64(seconds))
    else { throw X509Document.failed }
    return timestamp
  }

  private func alternativeNames() throws(Refusal) -> (dns: [String], ip: [IPAddress]) {
    guard let names = bespoke_X509_subject_alt_names(handle) else { return ([], []) }
    defer { bespoke_GENERAL_NAMES_free(names) }
    var dns: [String] = []
    var ip: [IPAddress] = []
    for index in 0..<bespoke_GENERAL_NAMES_count(names) {
      var type: Int32 = -1
      guard let value = bespoke_GENERAL_NAMES_value(names, index, &type),
        let start = ASN1_STRING_get0_data(value)
      else { continue }
      let bytes = Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(value))))
      if type == GEN_DNS {
        guard let name = String(validating: bytes, as: UTF8.self),
          (try? TextGrammar.line(name)) != nil
        else {
          throw Refusal("has a DNS name that is none", cure: "make the certificate again")
        }
        dns.append(name)
      } else if type == GEN_IPADD, bytes.count == 4 || bytes.count == 16 {
        let bits = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        ip.append(IPAddress(bytes.count == 4 ? .ipv4 : .ipv6, bits: bits))
      }
    }
    return (dns, ip)
  }
}
