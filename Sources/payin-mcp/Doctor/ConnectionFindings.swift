import CurlTransport
import HTTP
import PayIn

/// How far a request came on its way to the API: through the proxy, the name, the connection, the certificate. One
/// request shows them all.
struct ConnectionFindings {
  let url: BaseURL
  /// Why the request failed; nil if it was answered.
  let error: HTTPTransportError?

  /// The host without its port.
  private var name: String { String(url.hostName) }

  /// The check that failed; nil if the request reached the API.
  var failed: Finding.Check? {
    guard let error, !error.mayHaveReachedServer else { return nil }
    return switch error.code {
    case .nameNotResolved: .dns
    case .connectionRefused, .connectTimeout, .timeout: .tcp
    case .proxyFailed: .proxy
    case .tlsFailure: .tls
    default: .health
    }
  }

  var findings: [Finding] {
    let failed = failed
    let steps: [Finding.Check] = [.proxy, .dns, .tcp, .tls]
    guard let failed else { return steps.map(success) }
    return steps.map { step in
      if step == failed { return failure(step) }
      let isBefore = (steps.firstIndex(of: step) ?? 0) < (steps.firstIndex(of: failed) ?? steps.count)
      return isBefore ? success(step) : .skipped(step, because: failed)
    }
  }

  private func success(_ check: Finding.Check) -> Finding {
    switch check {
    case .proxy: .ok(.proxy, proxy)
    case .dns: .ok(.dns, LocalizedText("\(name) has an address.", "\(name) 有地址。"))
    case .tcp: .ok(.tcp, LocalizedText("\(url.host) accepts connections.", "\(url.host) 接受连接。"))
    default:
      .ok(
        .tls,
        url.isPlain
          ? LocalizedText("Not used: http to this machine.", "未使用：以 http 连接本机。")
          : LocalizedText("The certificate is in order.", "证书有效。"))
    }
  }

  private var proxy: LocalizedText {
    let variables = CurlTransport.proxyVariables
    guard let first = variables.first else { return LocalizedText("None is set.", "未设置代理。") }
    guard !url.isLoopback else {
      return LocalizedText("\(first), which does not count for this machine.", "\(first)，对本机不生效。")
    }
    return LocalizedText("\(first), unless NO_PROXY names the host.", "\(first)，除非 NO_PROXY 中有该主机。")
  }

  private func failure(_ check: Finding.Check) -> Finding {
    let error = error ?? HTTPTransportError(.other, mayHaveReachedServer: false)
    switch check {
    case .dns:
      return Finding(
        .dns, .failure, LocalizedText("\(name) has no address.", "\(name) 没有地址。"),
        fix: LocalizedText(
          "Check the spelling of the host in PAYIN_BASE_URL, and whether this machine can look names up (resolv.conf).",
          "请检查 PAYIN_BASE_URL 中主机的拼写，以及本机能否解析域名（resolv.conf）。"))
    case .tcp: return connectionFailure(error)
    case .tls:
      let reason = error.certificate?.text ?? LocalizedText(verbatim: error.detail)
      let fix = error.certificate?.fix ?? PayInError(error).fix
      return Finding(
        .tls, .failure,
        LocalizedText("\(url.host): \(reason[.english]).", "\(url.host)：\(reason[.chinese])。"), fix: fix)
    default: return .failure(check, PayInError(error))
    }
  }

  private func connectionFailure(_ error: HTTPTransportError) -> Finding {
    let isRefused = error.code == .connectionRefused
    return Finding(
      .tcp, .failure,
      isRefused
        ? LocalizedText("\(url.host) refuses connections.", "\(url.host) 拒绝连接。")
        : LocalizedText("\(url.host) cannot be reached in time.", "无法及时连接到 \(url.host)。"),
      fix: LocalizedText(
        "Check host and port in PAYIN_BASE_URL, whether the server runs, and firewalls in between.",
        "请检查 PAYIN_BASE_URL 中的主机和端口、服务器是否在运行，以及中间的防火墙。"))
  }
}

extension PayInError {
  /// The error of a request that the API did not answer, with its sentences.
  init(_ error: HTTPTransportError) {
    let result = Classifier(.health, date: 0).classify(.failure(error))
    if case .failure(let error) = result {
      self = error
    } else {
      self.init(.transportFailed, .health, outcome: nil, retry: .safe)
    }
  }
}
