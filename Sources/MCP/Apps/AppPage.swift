import JSON

/// A page that a host shows beside the results of tools (MCP Apps, `modelcontextprotocol/ext-apps`, 2026-01-26). It is
/// found by the tools that name it and is not listed among the resources.
package struct AppPage: Sendable {
  static let extensionName = "io.modelcontextprotocol/ui"
  static let mimeType = "text/html;profile=mcp-app"

  /// The address, of the scheme `ui`.
  package let uri: String
  /// The tools whose results the page shows, by name.
  package let tools: Set<String>
  /// Makes the document. It is called each time the page is read.
  package let html: @Sendable () -> String

  package init(uri: String, tools: Set<String>, html: @escaping @Sendable () -> String) {
    self.uri = uri
    self.tools = tools
    self.html = html
  }

  /// The `_meta` of the page's tools.
  var toolMetadata: JSONValue {
    ["ui": ["resourceUri": .string(uri)]]
  }

  /// The result of `resources/read`.
  var contents: JSONObject {
    [
      "contents": [
        [
          "uri": .string(uri), "mimeType": .string(Self.mimeType), "text": .string(html()),
          "_meta": ["ui": Self.metadata],
        ]
      ]
    ]
  }

  /// The page needs no network at all. The clipboard is for its copy buttons, which do without it if a host refuses.
  private static let metadata: JSONValue = [
    "csp": ["connectDomains": [], "resourceDomains": [], "frameDomains": [], "baseUriDomains": []],
    "permissions": ["clipboardWrite": [:]], "prefersBorder": false,
  ]
}

extension Caching {
  /// The caching of what only clients with an extension get: fixed at the start, but not the same for every client.
  static let declared = Caching(milliseconds: Caching.catalogue.milliseconds, scope: "private")
}
