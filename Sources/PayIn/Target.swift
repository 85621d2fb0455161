/// Which account of which network a client speaks for.
package struct Target: Sendable {
  package let baseURL: BaseURL
  package let apiKey: APIKey
  /// For the controls of the embedded sandbox.
  package let sandboxToken: String?
  package let allowsWrites: Bool

  package init(baseURL: BaseURL, apiKey: APIKey, sandboxToken: String? = nil, allowsWrites: Bool = true) {
    self.baseURL = baseURL
    self.apiKey = apiKey
    self.sandboxToken = sandboxToken
    self.allowsWrites = allowsWrites
  }
}
