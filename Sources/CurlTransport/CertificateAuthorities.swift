internal import CCurl
internal import Glibc

/// Where the file of certificate authorities is when none is configured.
///
/// A libcurl knows one path, that of the system it was built for. Where it is carried to another system, that file is
/// not there. Only then is anything else taken: on a system of its own kind nothing changes.
enum CertificateAuthorities {
  /// The file to use: libcurl's own if it can be read, else the one that a variable names, else the first of the known
  /// ones. Libcurl's own path where there is no file at all, and nil if it was built without one.
  static var file: String? { found.file }

  /// What libcurl has to be told; nil if its own path is right.
  static var replacement: String? { found.replacement }

  /// OpenSSL's variable, and that of the curl program.
  static let variables = ["SSL_CERT_FILE", "CURL_CA_BUNDLE"]

  /// Debian, Arch and Gentoo; Fedora, twice, since newer releases have left the first; SUSE; Alpine.
  static let places = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  /// Looked up once: a file that appears later is found by the next process.
  private static let found: (file: String?, replacement: String?) = {
    let own = libraryFile
    let replacement = Self.replacement(
      for: own, environment: { getenv($0).map { String(cString: $0) } }, isReadable: isReadable)
    return (replacement ?? own, replacement)
  }()

  static func replacement(
    for own: String?, environment: (String) -> String?, isReadable: (String) -> Bool
  ) -> String? {
    // A TLS library that has authorities of its own needs no file.
    guard let own, !isReadable(own) else { return nil }
    return (variables.compactMap(environment) + places).first { !$0.isEmpty && isReadable($0) }
  }

  private static func isReadable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, R_OK) == 0
  }

  /// The path that libcurl was built with.
  private static var libraryFile: String? {
    guard CurlLibrary.initialisation == CURLE_OK, let handle = curl_easy_init() else { return nil }
    defer { curl_easy_cleanup(handle) }
    var text: UnsafeMutableRawPointer?
    guard ccurl_getinfo_pointer(handle, CURLINFO_CAINFO, &text) == CURLE_OK, let text else { return nil }
    return String(cString: text.assumingMemoryBound(to: CChar.self))
  }
}
