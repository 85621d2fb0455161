package import HTTP

extension CertificateFault {
  /// The fault as a sentence without a full stop.
  package var text: LocalizedText {
    switch self {
    case .selfSigned: LocalizedText("the certificate is self-signed", "证书是自签名的")
    case .expired: LocalizedText("the certificate has expired", "证书已过期")
    case .notYetValid: LocalizedText("the certificate is not valid yet", "证书尚未生效")
    case .unknownIssuer: LocalizedText("the certificate is signed by an unknown authority", "证书由未知的机构签发")
    case .wrongHost: LocalizedText("the certificate is for another host", "证书属于其他主机")
    case .unusableBundle:
      LocalizedText("the file of certificate authorities cannot be used", "证书颁发机构文件不可用")
    }
  }

  /// What to do about it.
  package var fix: LocalizedText {
    switch self {
    case .selfSigned, .unknownIssuer:
      LocalizedText(
        "Set PAYIN_CA_BUNDLE to a PEM file with the authority, if the server is your own; otherwise do not use it.",
        "若服务器是自有的，请将 PAYIN_CA_BUNDLE 设为含有该机构证书的 PEM 文件；否则请勿使用。")
    case .expired:
      LocalizedText(
        "Check this machine's clock; if it is right, the server needs a new certificate.",
        "请检查本机时钟；若时钟正确，则服务器需要更换证书。")
    case .notYetValid: LocalizedText("Check this machine's clock.", "请检查本机时钟。")
    case .wrongHost:
      LocalizedText(
        "Check the host in PAYIN_BASE_URL; the server must have a certificate for this name.",
        "请检查 PAYIN_BASE_URL 中的主机；服务器须有该名称的证书。")
    case .unusableBundle:
      LocalizedText(
        "Set PAYIN_CA_BUNDLE to a PEM file that can be read, or remove it and install the package ca-certificates.",
        "请将 PAYIN_CA_BUNDLE 设为可读取的 PEM 文件，或移除它并安装 ca-certificates 软件包。")
    }
  }
}
