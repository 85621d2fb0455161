internal import CCurl
internal import HTTP

extension CertificateFault {
  /// Returns nil if the failure is none of the certificate, or is not known in detail.
  ///
  /// - Parameter verification: OpenSSL's result (`X509_V_ERR_…` of x509_vfy.h), which libcurl hands on. libcurl compares
  ///   the names by itself, before it asks for the result of a chain that is in order: then it is 0, or the 1
  ///   ("unspecified") that libcurl 7.88 starts from.
  init?(_ code: CURLcode, verification: Int) {
    switch code {
    case CURLE_SSL_CACERT_BADFILE: self = .unusableBundle
    case CURLE_PEER_FAILED_VERIFICATION:
      switch verification {
      case 0, 1, 62, 64: self = .wrongHost
      case 9: self = .notYetValid
      case 10: self = .expired
      case 18, 19: self = .selfSigned
      case 2, 20, 21: self = .unknownIssuer
      default: return nil
      }
    default: return nil
    }
  }
}
