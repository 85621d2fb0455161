import Testing

@testable import CurlTransport

/// Which file of certificate authorities is used where none is configured. The places are those of the packages
/// ca-certificates of Debian, Fedora, openSUSE and Alpine.
@Suite struct CertificateAuthoritiesTests {
  private static let debian = "/etc/ssl/certs/ca-certificates.crt"
  private static let fedora = "/etc/pki/tls/certs/ca-bundle.crt"
  private static let newerFedora = "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"
  private static let suse = "/etc/ssl/ca-bundle.pem"
  private static let alpine = "/etc/ssl/cert.pem"

  struct Machine {
    var own: String? = debian
    var files: Set<String> = []
    var variables: [String: String] = [:]
    let expected: String?
  }

  @Test(arguments: [
    // The library's own file is there: nothing else counts.
    Machine(files: [debian, fedora], expected: nil),
    Machine(files: [debian, "/mine.pem"], variables: ["SSL_CERT_FILE": "/mine.pem"], expected: nil),
    // It is missing.
    Machine(files: [fedora, newerFedora], expected: fedora),
    Machine(files: [newerFedora], expected: newerFedora),
    Machine(files: [suse], expected: suse),
    Machine(files: [alpine], expected: alpine),
    Machine(own: fedora, files: [debian], expected: debian),
    Machine(files: [], expected: nil),
    // A variable that names a file goes before the known places, one that names none does not.
    Machine(files: [fedora, "/a.pem"], variables: ["SSL_CERT_FILE": "/a.pem"], expected: "/a.pem"),
    Machine(files: [fedora, "/b.pem"], variables: ["CURL_CA_BUNDLE": "/b.pem"], expected: "/b.pem"),
    Machine(
      files: ["/a.pem", "/b.pem"], variables: ["SSL_CERT_FILE": "/a.pem", "CURL_CA_BUNDLE": "/b.pem"],
      expected: "/a.pem"),
    Machine(files: [fedora], variables: ["SSL_CERT_FILE": "/missing.pem", "CURL_CA_BUNDLE": ""], expected: fedora),
    // A library with authorities of its own.
    Machine(own: nil, files: [debian], expected: nil),
  ])
  func fileIsFoundWhereItIs(_ machine: Machine) {
    let found = CertificateAuthorities.replacement(
      for: machine.own, environment: { machine.variables[$0] }, isReadable: machine.files.contains)
    #expect(found == machine.expected)
  }

  @Test func libraryOfThisSystemNeedsNoOther() {
    #expect(CertificateAuthorities.replacement == nil)
    #expect(CurlTransport.systemBundle?.hasPrefix("/") == true)
  }
}
