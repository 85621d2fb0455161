/// What `payin-mcp sandbox` serves without options.
package enum LocalSandbox {
  /// The port on 127.0.0.1.
  package static let port = 8484
}
