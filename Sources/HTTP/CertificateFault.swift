/// Why a server's certificate is not trusted.
package enum CertificateFault: Sendable, Equatable {
  /// The certificate, or the end of its chain, is signed by nobody but itself, and is not among the authorities.
  case selfSigned
  case expired
  case notYetValid
  /// The authority that signed it is not among those that are trusted, or the chain lacks a certificate in between.
  case unknownIssuer
  /// The certificate is for other hosts.
  case wrongHost
  /// The file of authorities cannot be read, or holds none.
  case unusableBundle
}
