// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "payin-mcp",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // Formats: the text forms that client and sandbox share, each once
    .target(name: "Formats"),
    .testTarget(name: "FormatsTests", dependencies: ["Formats"]),

    // JSON: lossless values, parser and writer
    .target(name: "JSON"),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"], exclude: ["peer.py"]),
    .executableTarget(name: "JSONBenchmark", dependencies: ["JSON"], path: "Benchmarks/JSON"),

    // Threads: the threads that tasks run on, their timers, and threads that block
    .target(name: "Threads", dependencies: ["CLinux"]),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"]),

    // Digest: SHA-256 and HMAC by the system's libcrypto
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "Digest", dependencies: ["CCrypto"]),
    .testTarget(name: "DigestTests", dependencies: ["Digest"]),

    // JSONRPC: lines, messages, replies, the two threads on stdin and stdout
    .target(name: "JSONRPC", dependencies: ["JSON", "Threads"]),
    .testTarget(name: "JSONRPCTests", dependencies: ["JSON", "JSONRPC", "TestSupport", "Threads"]),

    // JSONSchema: the keywords that every model API accepts
    .target(name: "JSONSchema", dependencies: ["Formats", "JSON"]),
    .testTarget(
      name: "JSONSchemaTests", dependencies: ["JSON", "JSONSchema", "TestSupport"], exclude: ["peer.py"]),

    // MCP: sessions of both protocol eras, and what a tool is
    .target(
      name: "MCP",
      dependencies: ["Digest", "Formats", "JSON", "JSONRPC", "JSONSchema", "Threads"]),
    .testTarget(
      name: "MCPTests",
      dependencies: ["JSON", "JSONRPC", "MCP", "TestSupport"]),
    // What the official suite of the protocol asks of a server, on the target MCP alone
    .executableTarget(
      name: "ConformanceServer", dependencies: ["JSON", "JSONRPC", "MCP", "Threads"],
      path: "Tests/Conformance/Server"),

    .target(name: "TestSupport", dependencies: ["JSON", "JSONRPC", "Threads"], path: "Tests/TestSupport"),

    // HTTP: the values that client, transport and sandbox share
    .target(name: "HTTP"),

    // CCurl: libcurl as it is, variadic calls made typed
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

    // CLinux: what Swift's Glibc module leaves out
    .systemLibrary(name: "CLinux"),

    // CurlTransport: HTTP over libcurl on a thread of its own
    .target(name: "CurlTransport", dependencies: ["CCurl", "CLinux", "Formats", "HTTP", "Threads"]),
    .testTarget(name: "CurlTransportTests", dependencies: ["CCurl", "CurlTransport", "HTTP", "TestSupport"]),

    // PayIn: the API client, its errors and its configuration; knows nothing of MCP
    .target(
      name: "PayIn", dependencies: ["Digest", "Formats", "HTTP", "JSON", "Threads"]),
    .testTarget(
      name: "PayInTests", dependencies: ["Formats", "PayIn", "HTTP", "JSON", "TestSupport"],
      exclude: ["Payment/peer.py"]),

    // CSchemas: the files of schemas/ inside the binary
    .target(name: "CSchemas"),
    .testTarget(name: "CSchemasTests", dependencies: ["CSchemas"]),

    // Journal: the hash-chained record of writes
    .target(name: "Journal", dependencies: ["Digest", "Formats", "JSON", "Threads"]),
    .testTarget(name: "JournalTests", dependencies: ["JSON", "Journal", "TestSupport"]),

    // CApps: the card of an order inside the binary
    .target(name: "CApps", exclude: ["order"]),

    // QRImage: QR codes as vector and pixel images
    .systemLibrary(name: "CQRCode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    // CZlib: zlib, linked in as an archive
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "QRImage", dependencies: ["CQRCode", "CZlib"]),
    .testTarget(name: "QRImageTests", dependencies: ["QRImage", "TestSupport"], exclude: ["peer.py"]),

    // PayInTools: the rows that tie tools to operations, their results and their errors
    .target(
      name: "PayInTools",
      dependencies: [
        "CApps", "CSchemas", "Digest", "Formats", "HTTP", "JSON", "JSONSchema", "Journal", "MCP", "PayIn", "QRImage",
        "Threads",
      ]),
    .testTarget(
      name: "PayInToolsTests",
      dependencies: ["HTTP", "JSON", "JSONSchema", "Journal", "MCP", "PayIn", "PayInTools", "TestSupport"]),

    // Sandbox: the REST API on loopback, its state in SQLite
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "COpenAPI"),
    // The sandbox's pages: what browsers load
    .target(
      name: "CPages",
      exclude: [
        "checkout.css", "dashboard.css", "dashboard.js", "icon.svg", "marks.svg", "order.js", "page.css", "time.js",
      ]),
    // SandboxModel: domain, store and database
    .target(name: "SandboxModel", dependencies: ["CSQLite", "Digest", "Formats", "JSON", "Threads"]),
    // SandboxAPI: the REST API in both dialects, faults, controls and webhooks
    .target(
      name: "SandboxAPI",
      dependencies: ["COpenAPI", "Digest", "Formats", "HTTP", "JSON", "SandboxModel", "Threads"]),
    // SandboxPages: what a browser sees
    .target(
      name: "SandboxPages",
      dependencies: ["CPages", "Digest", "Formats", "HTTP", "JSON", "QRImage", "SandboxAPI", "SandboxModel"]),
    // Sandbox: the server on NIO, and the wiring of the three
    .target(
      name: "Sandbox",
      dependencies: [
        "Formats", "HTTP", "SandboxAPI", "SandboxModel", "SandboxPages", "Threads",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(
      name: "SandboxTests",
      dependencies: [
        "CurlTransport", "Formats", "HTTP", "JSON", "Sandbox", "SandboxAPI", "SandboxModel", "SandboxPages",
        "TestSupport",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      exclude: ["Contract/peer.py"]),
    .executableTarget(name: "ContractServer", dependencies: ["Sandbox"], path: "Tests/Contract/Server"),
    .executableTarget(
      name: "RoomBenchmark",
      dependencies: [
        "CurlTransport", "Digest", "Formats", "HTTP", "JSON", "PayIn", "Sandbox", "SandboxAPI", "SandboxModel",
      ],
      path: "Benchmarks/Room"),
    // Long random use of the sandbox against a model of it, and sudden deaths of its process
    .testTarget(
      name: "SandboxModelTests",
      dependencies: ["ContractServer", "HTTP", "JSON", "Sandbox", "SandboxAPI", "SandboxModel", "TestSupport"]),

    // The client and its tools against the sandbox, over libcurl
    .testTarget(
      name: "ClientSandboxTests",
      dependencies: [
        "CurlTransport", "HTTP", "JSON", "JSONSchema", "MCP", "PayIn", "PayInTools", "Sandbox", "SandboxAPI",
        "SandboxModel", "TestSupport",
      ]),

    // A call's whole path in one process, without the program and the sandbox: small enough for Thread Sanitizer
    .testTarget(
      name: "CallPathTests",
      dependencies: ["CurlTransport", "JSON", "JSONRPC", "MCP", "PayIn", "PayInTools", "TestSupport"]),

    // What must hold when the network and the API fail
    .testTarget(
      name: "FaultTests",
      dependencies: [
        "CurlTransport", "HTTP", "JSON", "MCP", "PayIn", "PayInTools", "Sandbox", "SandboxAPI",
        "SandboxModel", "TestSupport", "payin-mcp",
      ]),

    .executableTarget(
      name: "CallsBenchmark",
      dependencies: [
        "CurlTransport", "HTTP", "PayIn",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "Benchmarks/Calls"),

    // Script: scripted sessions with any stdio server; knows nothing of PayIn
    .target(name: "Script", dependencies: ["CLinux", "Formats", "JSON", "JSONRPC", "Threads"]),
    .testTarget(
      name: "ScriptTests", dependencies: ["JSON", "JSONRPC", "Script", "TestSupport"],
      exclude: ["Match/decimals.py", "Run/server.py"]),

    // CTOML: TOML read by toml++, whose headers only one unit of C++ includes
    .target(name: "CTOML"),
    // CYAML: libyaml, linked in as an archive
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
    // ClientSettings: the files in which MCP clients name their servers
    .target(name: "ClientSettings", dependencies: ["CTOML", "CYAML", "Formats", "JSON"]),
    .testTarget(
      name: "ClientSettingsTests", dependencies: ["ClientSettings", "JSON", "TestSupport"], exclude: ["peer.py"]),

    // CArguments: the arguments of the process, with or without /proc
    .target(name: "CArguments"),

    // payin-mcp: the command line, and the wiring of everything above
    .executableTarget(
      name: "payin-mcp",
      dependencies: [
        "CArguments", "CLinux", "ClientSettings", "CurlTransport", "Formats", "HTTP", "JSON", "JSONRPC", "Journal",
        "MCP", "PayIn", "PayInTools", "Sandbox", "SandboxAPI", "SandboxModel", "Script", "Threads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // The program from outside; the dependency has it built before the tests run
    .testTarget(
      name: "EndToEndTests", dependencies: ["JSON", "TestSupport", "payin-mcp"],
      exclude: [
        "Commands/recorded.py", "Conformance/conformance.py", "Conformance/elicitation.py", "Conformance/features.py",
        "Conformance/subscriptions.py", "Conformance/tasks.py", "Confirmation/mainnet.py",
      ]),
    // README.md and docs/ against what they describe; the program is asked for its flags
    .testTarget(name: "DocumentationTests", dependencies: ["JSON", "PayIn", "payin-mcp"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x,
  cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
}
