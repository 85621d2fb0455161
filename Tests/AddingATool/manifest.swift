// The end of the copy's manifest: only the tools, what they need and their tests, so that nothing has to be built for
// the sandbox and the program.
let kept: Set = [
  "CApps", "CCrypto", "CLinux", "CQRCode", "CSchemas", "CSchemasTests", "CZlib", "Digest", "Formats", "HTTP", "JSON",
  "JSONRPC", "JSONSchema", "Journal", "MCP", "PayIn", "PayInTools", "PayInToolsTests", "QRImage", "TestSupport",
  "Threads",
]
package.targets.removeAll { !kept.contains($0.name) }
package.dependencies.removeAll()
