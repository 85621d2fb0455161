import CCurl
import HTTP
import TestSupport
import Testing

@testable import CurlTransport

/// What libcurl and OpenSSL say of a certificate, in one word. The numbers are those of OpenSSL's x509_vfy.h.
@Suite struct CertificateFaultTests {
  @Test(
    arguments: [
      (CURLE_PEER_FAILED_VERIFICATION, 18, .selfSigned), (CURLE_PEER_FAILED_VERIFICATION, 19, .selfSigned),
      (CURLE_PEER_FAILED_VERIFICATION, 10, .expired), (CURLE_PEER_FAILED_VERIFICATION, 9, .notYetValid),
      (CURLE_PEER_FAILED_VERIFICATION, 20, .unknownIssuer), (CURLE_PEER_FAILED_VERIFICATION, 21, .unknownIssuer),
      (CURLE_PEER_FAILED_VERIFICATION, 0, .wrongHost), (CURLE_PEER_FAILED_VERIFICATION, 62, .wrongHost),
      (CURLE_PEER_FAILED_VERIFICATION, 23, nil), (CURLE_SSL_CACERT_BADFILE, 0, .unusableBundle),
      (CURLE_SSL_CONNECT_ERROR, 18, nil), (CURLE_COULDNT_CONNECT, 0, nil),
    ] as [(CURLcode, Int, CertificateFault?)])
  func faultIsNamed(_ code: CURLcode, _ verification: Int, _ fault: CertificateFault?) {
    #expect(CertificateFault(code, verification: verification) == fault)
  }

  private func fault(_ server: TLSServer, bundle: String?) async -> CertificateFault? {
    let transport = CurlTransport(CurlConfiguration(caBundle: bundle))
    defer { transport.shutdown() }
    do throws(HTTPTransportError) {
      _ = try await transport.send(HTTPRequest(method: .get, url: server.url))
      return nil
    } catch {
      return error.certificate
    }
  }

  @Test func faultOfARealServerIsNamed() async throws {
    let (server, other) = (try TLSServer(), try TLSServer(.init(certificateName: "other.example")))
    #expect(await fault(server, bundle: server.certificate) == nil)
    #expect(await fault(server, bundle: nil) == .selfSigned)
    #expect(await fault(server, bundle: "/nonexistent/ca.pem") == .unusableBundle)
    #expect(await fault(other, bundle: other.certificate) == .wrongHost)
  }
}
