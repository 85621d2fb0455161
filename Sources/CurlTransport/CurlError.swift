internal import CCurl

/// A code libcurl returned, as it is; `HTTPTransportError+Curl.swift` says what it means.
struct CurlError: Error, Equatable {
  let code: CURLcode

  static func check(_ code: CURLcode) throws(CurlError) {
    guard code == CURLE_OK else { throw CurlError(code: code) }
  }

  /// libcurl's generic text. The error buffer of a handle would say more, but names hosts.
  var text: String {
    String(cString: curl_easy_strerror(code))
  }
}
