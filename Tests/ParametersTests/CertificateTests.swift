import Diagnostics
import Expressions
import Testing

@testable import Parameters

/// The certificate was made by openssl, and the expected fields were printed by it.
@Suite struct CertificateTests {
  static let pem = """
    -----BEGIN CERTIFICATE-----
    MIIB4TCCAYegAwIBAgIUdo5EyCAmdiy3vZNXIYnbvLs7SYYwCgYIKoZIzj0EAwIw
    JjEPMA0GA1UECgwG56S65L6LMRMwEQYDVQQDDAprdWJlcm5ldGVzMB4XDTI2MTEy
    MzA0MTYwMVoXDTM2MTEyMDA0MTYwMVowJjEPMA0GA1UECgwG56S65L6LMRMwEQYD
    VQQDDAprdWJlcm5ldGVzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE70sSHdnI
    tJt0IUFi+WidbCURXeEG6t0O8zj3Twer1SbwoXEikxkVkEoRqT1rJhiL9aG20Gmk
    Un4Oia6TGnhTzaOBkjCBjzAdBgNVHQ4EFgQU5UbEo15DP6+iVvuJDxACLdv1+7gw
    HwYDVR0jBBgwFoAU5UbEo15DP6+iVvuJDxACLdv1+7gwPAYDVR0RBDUwM4IKa3Vi
    ZXJuZXRlc4INKi5leGFtcGxlLm9yZ4cECmAAAYcQ/QAAAAAAAAAAAAAAAAAAATAP
    BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIC/5avFEzv1VNDf2VBfc
    8U4ZXu6ncfKAZqTzjxEY5oh1AiEAhOo17jo2OjrPAHVI9sjaC88hJt6iujaL9E1Y
    ii9MS+o=
    -----END CERTIFICATE-----

    """

  private func resolve(_ file: String?) -> GuideFixture {
    GuideFixture(
      "ca: {type: certificate}\nlast: {value: ca.notAfter}\n",
      cluster: "ca: certs/ca.pem\n",
      certificates: file.map { ["certs/ca.pem": $0] } ?? [:]
    )
  }

  @Test func readsTheFields() throws {
    let certificate = try Certificate.read(Array(Self.pem.utf8))
    #expect(certificate.subject == "CN=kubernetes,O=示例")
    #expect(certificate.issuer == "CN=kubernetes,O=示例")
    #expect(certificate.notBefore.description == "2026-11-23T04:16:01Z")
    #expect(certificate.notAfter.description == "2036-11-20T04:16:01Z")
    #expect(certificate.dnsNames == ["kubernetes", "*.example.org"])
    #expect(certificate.ipAddresses.map(\.description) == ["10.96.0.1", "fd00::1"])
    #expect(certificate.isCA)
    #expect(
      certificate.sha256 == "d4a467c7cb1da2c5e428ad239efeeed9e8b0f4d93beb63b75f729c4630c2b22f"
    )
    #expect(certificate.pem == Self.pem)
    let body = Self.pem.split(separator: "\n").dropFirst().dropLast().joined()
    #expect(certificate.base64 == body)
  }

  @Test func normalisesThePEM() throws {
    let lines = Self.pem.split(separator: "\n")
    let oneLine =
      "Subject: anything\r\n\(lines[0])\r\n"
      + lines.dropFirst().dropLast().joined(separator: "\r\n")
      + "\r\n\(lines[lines.count - 1])"
    #expect(try Certificate.read(Array(oneLine.utf8)).pem == Self.pem)
  }

  @Test func guidesReadItsFields() {
    let guide = resolve(Self.pem)
    #expect(guide.report == "")
    #expect(guide.json("last") == "\"2036-11-20T04:16:01Z\"")
  }

  @Test(arguments: [
    (nil, "cannot be read: no such file [certificate-unreadable] check the path"),
    ("garbage", "is not a PEM certificate [invalid-certificate] convert it with 'openssl x509'"),
    ("", "is not a PEM certificate [invalid-certificate] convert it with 'openssl x509'"),
    (
      Self.pem + Self.pem,
      "holds several certificates [invalid-certificate] give one; split the file"
    ),
    (
      Self.pem + "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n",
      "holds a private key [private-key-given] give the certificate alone; a key never leaves its host"
    ),
  ])
  func refuses(file: String?, reason: String) {
    let guide = resolve(file)
    #expect(guide.values == nil)
    #expect(
      guide.report == """
        lab.yaml:1:5-17: error: ca: 'certs/ca.pem' \(reason)
          guide1.md:1:1-3: declared here
        """
    )
  }

  @Test(arguments: ["/etc/ca.pem", "../ca.pem", "a//b.pem", "./ca.pem"])
  func refusesPathsThatLeadElsewhere(path: String) {
    let guide = GuideFixture("ca: {type: certificate}\n", cluster: "ca: \(path)\n")
    #expect(guide.report.contains("[invalid-value]"))
    #expect(guide.values == nil)
  }
}
