import HTTP

extension Request {
  /// Of the sandbox to itself, for what it does without being asked.
  static let own = Request()

  private init() {
    method = "POST"
    authority = nil
    isForServer = false
    root = ""
    path = []
    query = Query()
    headers = []
    body = []
  }
}
