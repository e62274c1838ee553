import Expressions
import Testing

@testable import Parameters

@Suite struct ScalarGrammarTests {
  @Test(arguments: [
    (ParameterKind.string, "a b", "a b"), (.string, "集群“一”", "集群“一”"), (.string, "", ""),
    (.text, "a\r\n\tb\n", "a\n\tb\n"), (.bool, "true", "true"), (.int, "-12", "-12"),
    (.int, "0", "0"), (.port, "65535", "65535"), (.version, "1.30", "1.30"),
    (.version, "v1.34.1", "v1.34.1"), (.ip, "10.0.0.1", "10.0.0.1"),
    (.ip, "2001:0DB8:0:0::1", "2001:db8::1"), (.cidr, "10.96.0.0/12", "10.96.0.0/12"),
    (.cidr, "FD00::/64", "fd00::/64"), (.portRange, "30000-32767", "30000-32767"),
    (.dnsLabel, "no", "no"), (.dnsLabel, "1e3", "1e3"),
    (.dnsName, "cluster.local", "cluster.local"),
    (.ident, "_a1", "_a1"), (.enum, "http-firewall", "http-firewall"),
    (.url, "HTTPS://Example.ORG:443/A?b=%20#c", "https://example.org/A?b=%20#c"),
    (.url, "http://[FD00::1]:8080", "http://[fd00::1]:8080"),
    (.path, "/etc/kubernetes/pki", "/etc/kubernetes/pki"),
    (.image, "registry.k8s.io/pause:3.10", "registry.k8s.io/pause:3.10"),
    (.image, "localhost:5000/a/b__c", "localhost:5000/a/b__c"), (.duration, "90m", "1h30m"),
    (.hex, "0a1f", "0a1f"), (.base64, "aGk=", "aGk="),
  ])
  func readsIntoNormalForm(kind: ParameterKind, text: String, normal: String) throws {
    #expect(try ScalarGrammar(kind: kind).read(text).text == normal)
  }

  @Test(arguments: [
    (ParameterKind.cidr, "10.97.0.0/12", "has host bits set", "did you mean 10.96.0.0/12?"),
    (.cidr, "10.96.0.0", "has no prefix length", "did you mean 10.96.0.0/24?"),
    (.cidr, "10.96.0.0/33", "is not a network in CIDR form", "write it like 10.96.0.0/12"),
    (
      .cidr, "010.0.0.0/8", "has a number with a leading zero, which some programs read as octal",
      "did you mean 10.0.0.0/8?"
    ),
    (
      .ip, "010.0.0.1", "has a number with a leading zero, which some programs read as octal",
      "did you mean 10.0.0.1?"
    ),
    (.ip, "::ffff:10.0.0.1", "is an IPv4 address in IPv6 form", "did you mean 10.0.0.1?"),
    (.ip, "::FFFF:a00:1", "is an IPv4 address in IPv6 form", "did you mean 10.0.0.1?"),
    (.ip, "fe80::1%eth0", "has a zone", "leave out '%' and what follows it"),
    (.ip, "10.0.0.1/24", "is a network, not an address", "did you mean 10.0.0.1?"),
    (.ip, "１０．０．０．１", "contains the full-width character '１'", "did you mean 10.0.0.1?"),
    (.ip, "10.0.0.256", "is not an IP address", "write it like 192.168.10.1"),
    (.int, "１０", "contains the full-width character '１'", "did you mean 10?"),
    (.int, "1_000", "is not an integer", "did you mean 1000?"),
    (.int, "007", "is not an integer in normal form", "did you mean 7?"),
    (.int, "+5", "is not an integer", "did you mean 5?"),
    (.int, "many", "is not an integer", "write it like 3"),
    (
      .int, "9223372036854775808", "does not fit in 64 bits",
      "integers go from -9223372036854775808 to 9223372036854775807"
    ),
    (.port, "70000", "is not a port", "ports go from 1 to 65535"),
    (.bool, "yes", "is neither true nor false", "did you mean true?"),
    (.bool, "False", "is neither true nor false", "did you mean false?"),
    (.dnsLabel, "Prod1；", "contains the full-width character '；'", "did you mean 'prod1'?"),
    (.dnsLabel, "Prod1", "has upper-case letters", "did you mean 'prod1'?"),
    (.dnsLabel, "my_host", "is not a DNS label", "did you mean 'my-host'?"),
    (.dnsLabel, "-a", "is not a DNS label", "write it like m1"),
    (.dnsLabel, "e\u{301}", "is not a DNS label", "write it like m1"),
    (.dnsName, "cluster.local.", "ends with a dot", "did you mean 'cluster.local'?"),
    (.dnsName, "a..b", "is not a DNS name", "write it like cluster.local"),
    (.hex, "0A", "has upper-case digits", "did you mean '0a'?"),
    (.base64, "aGl=", "is base64 with stray bits at its end", "encode the bytes again"),
    (.base64, "aGk", "is not base64 (A-Z a-z 0-9 + /, padded with =)", "write it like aGVsbG8="),
    (.path, "etc", "is not an absolute path", "start it with '/'"),
    (.path, "/etc/", "has an empty segment", "did you mean '/etc'?"),
    (.path, "/a/../b", "has the segment '..'", "write the path that it leads to"),
    (
      .path, "/a b", "is not a path of letters, digits and '._@+-'", "write it like /etc/kubernetes"
    ),
    (.url, "ftp://a", "is not an http or https URL", "write it like https://example.org/path"),
    (.url, "https://u:p@a/", "has a user name", "leave out '@' and what stands before it"),
    (
      .url, "https://a/b c", "has a character that a URL cannot hold", "percent-encode it, like %20"
    ),
    (.image, "Pause", "is not a container image", "did you mean 'pause'?"),
    (
      .string, "a\u{202E}b", "contains the character U+202E, which turns the direction of text",
      "remove it"
    ),
    (.string, "a\u{7}", "contains the control character U+0007", "remove it"),
    (.string, "a\u{FFFE}", "contains the noncharacter U+FFFE", "remove it"),
    (.string, "a\u{FEFF}", "contains a byte order mark (U+FEFF)", "remove it"),
    (.string, "a\u{2028}b", "contains the control character U+2028", "remove it"),
    (.string, "a\nb", "has more than one line", "write one line, or declare it as text"),
    (.string, " a", "starts or ends with a blank", "did you mean 'a'?"),
    (.text, "a\rb", "has a carriage return within a line", "end lines with LF"),
    (.version, "latest", "is not a version", "write it like 1.34.2"),
    (.portRange, "32767-30000", "is not a port range", "write it like 30000-32767"),
    (.duration, "5 minutes", "is not a duration", "write numbers with units, like 1h30m or 300ms"),
  ])
  func refuses(kind: ParameterKind, text: String, reason: String, cure: String) {
    #expect(throws: Refusal(reason, cure: cure)) { try ScalarGrammar(kind: kind).read(text) }
  }

  @Test func everySampleIsInNormalForm() throws {
    for kind in ParameterKind.allCases where kind.isScalar && !kind.sample.isEmpty {
      #expect(try ScalarGrammar(kind: kind).read(kind.sample).text == kind.sample)
    }
  }

  @Test func whatIsReadIsReadAgainAsItself() throws {
    for text in ["2001:0DB8::1", "HTTP://A:80", "90m", "v1.30", "a\r\nb"] {
      for kind in ParameterKind.allCases where kind.isScalar {
        guard let once = try? ScalarGrammar(kind: kind).read(text).text else { continue }
        #expect(try ScalarGrammar(kind: kind).read(once).text == once)
      }
    }
  }
}
