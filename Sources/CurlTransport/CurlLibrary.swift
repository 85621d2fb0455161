internal import CCurl

/// libcurl's process-wide part.
enum CurlLibrary {
  /// A lazy global, because the initialisation must happen once and before any other call.
  static let initialisation: CURLcode = curl_global_init(Int(CURL_GLOBAL_SSL | CURL_GLOBAL_WIN32))

  static let version = String(cString: curl_version())
}
