import Foundation
import Glibc
import TestSupport
import Testing

/// A set-up with one fault, and what `doctor` must say of it.
struct BrokenSetUp: CustomTestStringConvertible, Sendable {
  /// What a run is given. What must live as long as the run is kept here.
  struct Run {
    var environment: [String: String] = [:]
    var arguments: [String] = []
    var wrapper: [String] = []
    var kept: [AnyObject] = []
  }

  let name: String
  let check: String
  var status = "fail"
  /// Words of the message and of the fix.
  let message: String
  let fix: String
  var exit: Int32 = 1
  let make: @Sendable (TestFolder) throws -> Run
  var testDescription: String { name }

  /// Must not appear anywhere.
  static let canary = "canary_4f9a1c77e20b5d83"
  static let key = LoopbackAPI.key

  private static func variables(_ environment: [String: String]) -> @Sendable (TestFolder) -> Run {
    { _ in Run(environment: environment) }
  }

  /// A key for this API.
  private static func api(_ server: TestServer, _ more: [String: String] = [:]) -> Run {
    let environment = ["PAYIN_API_KEY": key, "PAYIN_BASE_URL": server.url("")].merging(more) { $1 }
    return Run(environment: environment, kept: [server])
  }

  private static func tls(_ server: TLSServer, trusting: Bool = false) -> Run {
    var run = Run(
      environment: ["PAYIN_API_KEY": key, "PAYIN_BASE_URL": "https://127.0.0.1:\(server.port)"], kept: [server])
    if trusting { run.environment["PAYIN_CA_BUNDLE"] = server.certificate }
    return run
  }

  private static let keys = [
    BrokenSetUp(
      name: "a key of another service", check: "api_key", message: "PAYIN_API_KEY does not begin with pk_",
      fix: "bare key as copied", make: variables(["PAYIN_API_KEY": "sk_live_\(canary)"])),
    BrokenSetUp(
      name: "an unexpanded key", check: "api_key", message: "never replaced by its value", fix: "Put the key itself",
      make: variables(["PAYIN_API_KEY": "${PAYIN_API_KEY}"])),
    BrokenSetUp(
      name: "a quoted key", check: "api_key", message: "quotation marks", fix: "bare key as copied",
      make: variables(["PAYIN_API_KEY": "\"\(key)\""])),
    BrokenSetUp(
      name: "a blank key", check: "api_key", message: "set but blank", fix: "remove it to use the sandbox",
      make: variables(["PAYIN_API_KEY": " "])),
    BrokenSetUp(
      name: "no key for an API", check: "api_key", message: "is not set", fix: "PAYIN_ENVIRONMENT=sandbox",
      make: variables(["PAYIN_BASE_URL": "https://127.0.0.1:1"])),
    // The proxy does not exist, so that nothing leaves this machine.
    BrokenSetUp(
      name: "a key of the other network", check: "api_key", status: "warn", message: "key of the mainnet network",
      fix: "those of testnet and mainnet differ",
      make: variables(["PAYIN_API_KEY": "pk_live_\(canary)", "https_proxy": "http://127.0.0.1:1"])),
    BrokenSetUp(
      name: "a key that only reads", check: "api_key", status: "warn", message: "it only reads",
      fix: "PAYIN_READ_ONLY=1", exit: 0,
      make: { _ in api(HealthyAPI.server(), ["PAYIN_API_KEY": "pk_readonly_\(canary)"]) }),
    BrokenSetUp(
      name: "a key that the API refuses", check: "key_accepted", message: "The API refused the key",
      fix: "testnet and mainnet keys differ",
      make: { _ in api(HealthyAPI.server(["/api/v1/orders": (401, #"{"success":false,"error":"Unauthorized"}"#)])) }),
  ]

  private static let settings = [
    BrokenSetUp(
      name: "an unexpanded variable", check: "variables", message: "PAYIN_TIMEOUT holds a variable's name",
      fix: "Correct it", exit: 3, make: variables(["PAYIN_TIMEOUT": "${TIMEOUT}"])),
    BrokenSetUp(
      name: "a quoted variable", check: "variables", message: "PAYIN_BASE_URL has quotation marks", fix: "Correct it",
      exit: 3, make: variables(["PAYIN_BASE_URL": "\"https://testnet.payin.com\"", "PAYIN_API_KEY": key])),
    BrokenSetUp(
      name: "an unknown variable", check: "variables", message: "PAYIN_TIMEOUTT is not a setting",
      fix: "Did you mean PAYIN_TIMEOUT?", exit: 3, make: variables(["PAYIN_TIMEOUTT": "3"])),
    BrokenSetUp(
      name: "an unknown tool", check: "settings", message: "--tools holds a name that is not a tool",
      fix: "Did you mean create_order?", exit: 3, make: { _ in Run(arguments: ["--tools", "create_ordr"]) }),
    BrokenSetUp(
      name: "mainnet declared, testnet called", check: "network", message: "says mainnet",
      fix: "PAYIN_BASE_URL=https://app.payin.com/api/v1", exit: 3,
      make: variables(["PAYIN_API_KEY": key, "PAYIN_ENVIRONMENT": "mainnet"])),
    BrokenSetUp(
      name: "http to another machine", check: "base_url", message: "must begin with https://", fix: "https address",
      exit: 3, make: variables(["PAYIN_API_KEY": key, "PAYIN_BASE_URL": "http://192.0.2.1/api/v1"])),
    BrokenSetUp(
      name: "a configuration file that all may read", check: "config_file", message: "its mode 644 lets others read",
      fix: "Run: chmod 600 ", exit: 3,
      make: { folder in
        try folder.write(#"{"api-key": "\#(key)"}"#, to: ".config/payin-mcp/config.json", mode: 0o644)
        return Run()
      }),
    BrokenSetUp(
      name: "a configuration file broken at line 3", check: "config_file", message: "line 3, column 1",
      fix: "no comma before a closing bracket", exit: 3,
      make: { folder in
        try folder.write("{\n  \"lang\": \"en\",\n}\n", to: ".config/payin-mcp/config.json")
        return Run()
      }),
    BrokenSetUp(
      name: "a journal with other content", check: "settings",
      message: "PAYIN_JOURNAL has other content than a journal",
      fix: "without the setting no write would be recorded", exit: 3,
      make: { folder in Run(environment: ["PAYIN_JOURNAL": try folder.write("paid\n", to: "payin.journal")]) }),
    BrokenSetUp(
      name: "an unknown member of the configuration file", check: "config_file", message: "\"base_url\" (line 1 of ",
      fix: #"Did you mean "base-url"?"#, exit: 3,
      make: { folder in
        Run(arguments: ["--config", try folder.write(#"{"base_url": "https://x"}"#, to: "own.json")])
      }),
  ]

  private static let connections = [
    BrokenSetUp(
      name: "a closed port", check: "tcp", message: "refuses connections", fix: "host and port in PAYIN_BASE_URL",
      make: { _ in
        let (descriptor, port) = TestServer.bind()
        return Run(
          environment: ["PAYIN_API_KEY": key, "PAYIN_BASE_URL": "http://127.0.0.1:\(port)"],
          kept: [FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)])
      }),
    BrokenSetUp(
      name: "a name that does not exist", check: "dns", message: "payin.invalid has no address", fix: "spelling",
      make: variables(["PAYIN_API_KEY": key, "PAYIN_BASE_URL": "https://payin.invalid"])),
    BrokenSetUp(
      name: "a proxy that is not there", check: "proxy", message: "https_proxy 127.0.0.1:1", fix: "NO_PROXY",
      make: variables(["PAYIN_API_KEY": key, "https_proxy": "http://user:\(canary)@127.0.0.1:1"])),
    BrokenSetUp(
      name: "a self-signed certificate", check: "tls", message: "the certificate is self-signed",
      fix: "Set PAYIN_CA_BUNDLE", make: { _ in tls(try TLSServer()) }),
    BrokenSetUp(
      name: "a certificate of another host", check: "tls", message: "the certificate is for another host",
      fix: "host in PAYIN_BASE_URL",
      make: { _ in tls(try TLSServer(.init(certificateName: "other.example")), trusting: true) }),
    BrokenSetUp(
      name: "a missing bundle", check: "ca_bundle", message: "No such file or directory",
      fix: "PEM file that can be read",
      make: { _ in api(HealthyAPI.server(), ["PAYIN_CA_BUNDLE": "/nonexistent/ca.pem"]) }),
    BrokenSetUp(
      name: "a bundle that is no PEM", check: "ca_bundle", message: "holds no PEM certificate",
      fix: "PEM file that can be read",
      make: { folder in
        api(HealthyAPI.server(), ["PAYIN_CA_BUNDLE": try folder.write("-----BEGIN CERTIFICATE-----\n", to: "ca.pem")])
      }),
    BrokenSetUp(
      name: "an API that fails", check: "health", message: "(HTTP 503", fix: "the API is at fault",
      make: { _ in api(HealthyAPI.server(["/health": (503, #"{"success":false,"error":"maintenance"}"#)])) }),
    BrokenSetUp(
      name: "an API that says it is not well", check: "health", message: "The API says it is unhealthy",
      fix: "the API is at fault",
      make: { _ in api(HealthyAPI.server(["/health": (503, #"{"status":"unhealthy"}"#)])) }),
    BrokenSetUp(
      name: "a clock that is ten minutes behind", check: "clock", status: "warn", message: "s behind the API's",
      fix: "timedatectl", exit: 0, make: { _ in api(HealthyAPI.server(secondsAhead: 600)) }),
    BrokenSetUp(
      name: "the other dialect", check: "dialect", status: "warn", message: "answers as documented",
      fix: "Remove the setting", exit: 0,
      make: { _ in api(HealthyAPI.server(), ["PAYIN_DIALECT": "published"]) }),
    BrokenSetUp(
      name: "an empty address pool", check: "address_pool", status: "warn", message: "evm 0", fix: "Import addresses",
      exit: 0,
      make: { _ in
        api(
          HealthyAPI.server([
            "/api/v1/address-pool/summary": (
              200, #"{"success":true,"data":{"protocols":[{"protocol":"evm","available":0}]}}"#
            )
          ]))
      }),
  ]

  private static let machines = [
    BrokenSetUp(
      name: "a sandbox file that is no database", check: "sandbox_file", message: "is not a sandbox",
      fix: "Give --sandbox-db a path",
      make: { folder in Run(arguments: ["--sandbox-db", try folder.write("my notes", to: "notes.txt")]) }),
    BrokenSetUp(
      name: "a default sandbox file that is no database", check: "sandbox_file", message: "is not a sandbox",
      fix: "Move the file away, or give --sandbox-db another path",
      make: { folder in
        try folder.write("x\n", to: "state/payin-mcp/sandbox.sqlite")
        return Run(environment: ["XDG_STATE_HOME": "\(folder.path)/state"])
      }),
    BrokenSetUp(
      name: "a sandbox folder that cannot be written", check: "sandbox_file", message: "Permission denied",
      fix: "Give --sandbox-db a path",
      make: { folder in
        chmod(folder.path, 0o555)
        let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        return Run(
          arguments: ["--sandbox-db", "\(folder.path)/sandbox.sqlite"], wrapper: geteuid() == 0 ? nobody : [])
      }),
    BrokenSetUp(
      name: "few open files", check: "open_files", message: "24 open files and sockets", fix: "ulimit -n",
      make: { _ in Run(wrapper: ["prlimit", "--nofile=24"]) }),
    BrokenSetUp(
      name: "few open files, but enough", check: "open_files", status: "warn", message: "64 open files and sockets",
      fix: "ulimit -n", exit: 0, make: { _ in Run(wrapper: ["prlimit", "--nofile=64"]) }),
  ]

  static let all = keys + settings + connections + machines
}

/// An API that is in order, but for what a test changes.
enum HealthyAPI {
  private static let replies: [String: (status: Int, body: String)] = [
    "/health": (200, #"{"status":"healthy"}"#),
    "/api/v1/orders": (
      200,
      #"{"success":true,"data":{"orders":[],"pagination":{"page":1,"limit":1,"total":0,"totalPages":0}}}"#
    ),
    "/api/v1/address-pool/summary": (
      200, #"{"success":true,"data":{"totalAvailable":5,"protocols":[{"protocol":"evm","available":5}]}}"#
    ),
  ]

  /// - Parameter secondsAhead: of its clock.
  static func server(_ changes: [String: (Int, String)] = [:], secondsAhead: Double = 0) -> TestServer {
    .answering { request, peer in
      let path = String(request.target.prefix { $0 != "?" })
      let reply = changes[path] ?? replies[path] ?? (404, #"{"success":false,"error":"Not found"}"#)
      let date = "Date: \(Self.date(Date.now.addingTimeInterval(secondsAhead)))"
      peer.reply(reply.0, ["Content-Type: application/json", date], reply.1)
    }
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`
  private static func date(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.string(from: date)
  }
}
