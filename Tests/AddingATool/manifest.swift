// The end of the copy's manifest: only the tools, what they need and their tests, so that nothing has to be built for
// the sandbox and the program.
let kept: Set = [
  "CCrypto", "CLinux", "CSchemas", "CSchemasTests", "Digest", "Formats", "HTTP", "JSON", "JSONRPC", "JSONSchema", "MCP",
  "PayIn", "PayInTools", "PayInToolsTests", "Threads",
]
package.targets.removeAll { !kept.contains($0.name) }
package.dependencies.removeAll()
