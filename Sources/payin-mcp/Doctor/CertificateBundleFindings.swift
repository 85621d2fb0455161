import CurlTransport
import FoundationEssentials
import Glibc
import HTTP
import PayIn

/// Checks of the file with the certificate authorities.
extension Diagnosis {
  func certificateBundleFindings() -> [Finding] {
    guard let configuration else { return [] }
    guard let path = configuration.certificateBundle ?? CurlTransport.systemBundle else {
      return [.ok(.caBundle, LocalizedText("The TLS library's own.", "使用 TLS 库自带的证书。"))]
    }
    let (count, number) = Self.certificates(in: path)
    if count > 0 {
      let authorities = LocalizedText("\(whole: path): \(count) authorities.", "\(whole: path)：\(count) 个颁发机构。")
      return [.ok(.caBundle, authorities)]
    }
    let reason =
      number == 0
      ? LocalizedText("\(whole: path) holds no PEM certificate.", "\(whole: path) 中没有 PEM 证书。")
      : LocalizedText(
        "\(whole: path) cannot be read: \(String(cString: strerror(number))).",
        "无法读取 \(whole: path)：\(String(cString: strerror(number)))。")
    let isNeeded = configuration.certificateBundle != nil || configuration.baseURL.map { !$0.isPlain } ?? false
    return [Finding(.caBundle, isNeeded ? .failure : .warning, reason, fix: CertificateFault.unusableBundle.fix)]
  }

  /// The number of certificates in the file, and the error of errno(3) if it cannot be read.
  private static func certificates(in path: String) -> (count: Int, error: Int32) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return (0, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return (0, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return (0, EISDIR) }
    var bytes = [UInt8](repeating: 0, count: Int(min(status.st_size, largestBundle)))
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count >= 0 else { return (0, errno) }
    return (PEM.certificates(in: String(decoding: bytes.prefix(count), as: UTF8.self)), 0)
  }

  /// Debian's bundle has 220 KB.
  private static let largestBundle: off_t = 16 << 20
}

/// Certificates in PEM (RFC 7468).
enum PEM {
  /// The number of certificates whose text is Base64 of what may be one: a DER sequence.
  static func certificates(in text: String) -> Int {
    let sections = text.split(separator: "-----BEGIN CERTIFICATE-----", omittingEmptySubsequences: false).dropFirst()
    return sections.count { section in
      guard let end = section.firstRange(of: "-----END CERTIFICATE-----") else { return false }
      let body = section[..<end.lowerBound].filter { !$0.isWhitespace }
      // 0x30 is the tag of a sequence (X.690, section 8.9).
      return Data(base64Encoded: String(body))?.first == 0x30
    }
  }
}

extension BaseURL {
  /// Whether the scheme is http, which is possible for this machine only.
  var isPlain: Bool { root.hasPrefix("http://") }
}
