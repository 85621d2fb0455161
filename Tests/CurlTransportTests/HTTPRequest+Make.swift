import HTTP

extension HTTPRequest {
  static func make(
    _ url: String, _ method: Method = .get, headers: HTTPHeaders = [], body: String = "",
    connectTimeout: Duration = .seconds(10), totalTimeout: Duration = .seconds(30),
    maximumResponseBytes: Int = 1 << 20
  ) -> HTTPRequest {
    let limits = HTTPLimits(
      connectTimeout: connectTimeout, totalTimeout: totalTimeout, maximumResponseBytes: maximumResponseBytes)
    return HTTPRequest(method: method, url: url, headers: headers, body: Array(body.utf8), limits: limits)
  }
}
