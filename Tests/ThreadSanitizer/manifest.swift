// The end of the package's manifest under Thread Sanitizer: only targets with threads or locks of their own, so that
// nothing has to be built for the sandbox and the program.
let sanitized: Set = ["CurlTransport", "JSONRPC", "Journal", "MCP", "PayIn", "Threads"]
let kept = sanitized.union(sanitized.map { "\($0)Tests" })
  .union(["CallPathTests", "CApps", "CCrypto", "CCurl", "CLinux", "CQRCode", "CSchemas", "CZlib", "Digest", "Formats"])
  .union(["HTTP", "JSON", "JSONSchema", "PayInTools", "QRImage", "TestSupport"])
package.targets.removeAll { !kept.contains($0.name) }
// What has neither a task nor a lock cannot race, and its tests take a third of the time that PayInTests build.
for target in package.targets where target.name == "PayInTests" {
  target.exclude += ["Configuration", "Text", "Webhooks"]
}
