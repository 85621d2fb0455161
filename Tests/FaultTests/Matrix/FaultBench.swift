import CurlTransport
import HTTP
import JSON
import MCP
import PayIn
import PayInTools
import Sandbox
import SandboxAPI
import Synchronization
import TestSupport
import Testing

/// One sandbox, and calls of tools to it through whatever is to go wrong.
final class FaultBench: Sendable {
  struct Run: Sendable {
    let probe: Probe
    let result: ToolResult
    /// The duration of the call alone.
    let duration: Duration
    /// Requests to change something that arrived at the server during the call.
    let writes: Int
    /// Whether the first faulty request came on a connection that had been used before.
    let isWarm: Bool
    /// Orders of this call's reference in the end; nil for other tools.
    let orders: Int?
    /// What the call may take.
    let deadline: Duration
    let log: [CallLogEntry]
  }

  static let controlToken = "let-me-in"

  let sandbox: SandboxServer
  /// A sandbox whose content does not have to last.
  private let scratch: SandboxServer
  private let direct: ToolCatalogue
  private let deadEnds: DeadEnds
  private let count = Mutex(0)

  static func run(_ dialect: Dialect, _ body: (FaultBench) async throws -> Void) async throws {
    let sandbox = try await SandboxServer.start(
      SandboxConfiguration(
        seed: 42, controlToken: controlToken, poolSize: 2000, dialect: dialect, transport: CurlTransport()))
    let scratch = try await SandboxServer.start(SandboxConfiguration(controlToken: controlToken, poolSize: 1))
    do {
      let servers = try DeadEnds.Servers()
      try await body(FaultBench(sandbox, scratch, DeadEnds(servers)))
      #expect(try servers.untrusted.counts().requests == 0)
      withExtendedLifetime(servers) {}
      for server in [sandbox, scratch] { await server.shutdown() }
    } catch {
      for server in [sandbox, scratch] { await server.shutdown() }
      throw error
    }
  }

  private init(_ sandbox: SandboxServer, _ scratch: SandboxServer, _ deadEnds: DeadEnds) throws {
    self.sandbox = sandbox
    self.scratch = scratch
    direct = try Self.catalogue(at: sandbox.baseURL, CurlTransport(), inSandboxMode: true, CallLimits())
    self.deadEnds = deadEnds
  }

  // MARK: Calls

  /// Calls the tool on a transport that has been used before, with the fault on its first request and all repeats.
  func run(_ probe: Probe, _ fault: Fault) async throws -> Run {
    let arguments = try await prepare(probe)
    let api = FaultyAPI(port: (probe.kind == .reset ? scratch : sandbox).port)
    let transport = CurlTransport(CurlConfiguration(caBundle: deadEnds.authority(fault)))
    let warmUp = HTTPRequest(method: .get, url: "\(api.url)/health")
    #expect(try await transport.send(warmUp).status == 200)
    api.injectFaults {
      ($0.method != "GET") == probe.isWrite ? fault : nil
    } lookUps: {
      $0.method == "GET" && probe.isWrite ? fault.lookUp : nil
    }
    let log = Mutex<[CallLogEntry]>([])
    let limits = Self.limits(isSlow: fault.isSlow)
    let catalogue = try Self.catalogue(
      at: deadEnds.url(fault, else: api), transport, inSandboxMode: probe.needsSandbox, limits
    ) { event in
      if case .ended(let call) = event { log.withLock { $0.append(call) } }
    }
    let tool = try #require(catalogue[probe.name])
    let start = ContinuousClock.now
    let result = await catalogue.call(tool, arguments: arguments)
    let duration = start.duration(to: .now)
    let orders = probe.kind == .createOrder ? try await orders(arguments["orderReference"]) : nil
    return Run(
      probe: probe, result: result, duration: duration, writes: api.writes, isWarm: api.faultsOnWarmConnections > 0,
      orders: orders, deadline: limits.timeout, log: log.withLock { $0 })
  }

  private func orders(_ reference: JSONValue?) async throws -> Int {
    let list = try await call("list_orders", ["limit": 100, "orderReference": try #require(reference)])
    return list["orders"]?.array?.count { $0["orderReference"] == reference } ?? 0
  }

  /// Directly at the sandbox; must succeed.
  @discardableResult
  private func call(_ name: String, _ arguments: JSONObject) async throws -> JSONObject {
    let result = await direct.call(try #require(direct[name]), arguments: arguments)
    try #require(!result.isError, "\(name): \(result.summary)")
    return result.object
  }

  /// The client's limits: short where only its timeout ends a call, long elsewhere, so that a slow machine ends none.
  private static func limits(isSlow: Bool) -> CallLimits {
    var limits = CallLimits()
    limits.connectTimeout = isSlow ? .milliseconds(400) : .seconds(10)
    limits.timeout = isSlow ? .milliseconds(3600) : .seconds(30)
    limits.listTimeout = limits.timeout
    return limits
  }

  private static func catalogue(
    at url: String, _ transport: CurlTransport, inSandboxMode: Bool, _ limits: CallLimits,
    observe: @escaping @Sendable (CallEvent) -> Void = { _ in }
  ) throws -> ToolCatalogue {
    let all = ["PAYIN_TOOLS": "all"]
    let live = ["PAYIN_API_KEY": Canary.key, "PAYIN_BASE_URL": url].merging(all) { $1 }
    let target = Target(baseURL: try BaseURL(url), apiKey: try APIKey(Canary.key), sandboxToken: controlToken)
    let client = PayInClient(target: target, transport: transport, limits: limits, time: .hasty, observe: observe) {
      "req_1"
    }
    return try PayInTools.catalogue(
      ToolContext(
        configuration: try Configuration.load(environment: inSandboxMode ? all : live),
        versions: ToolContext.Versions(server: "1", libcurl: "8", protocolRevisions: []), time: .hasty,
        client: { client }))
  }
}

extension FaultBench {
  /// Good arguments of a call, and whatever must be there before it.
  private func prepare(_ probe: Probe) async throws -> JSONObject {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let reference: JSONValue = .string("cell_\(number)")
    let order: JSONObject = [
      "orderReference": reference, "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia",
    ]
    let binding: JSONObject = ["depositReference": reference, "protocol": "evm"]
    let link: JSONObject = [
      "title": reference, "amount": "5", "currencies": [["currency": "USDT", "chainId": "ethereum-sepolia"]],
    ]
    switch probe.name {
    case "create_order": return order
    case "get_order", "wait_for_order", "simulate_payment":
      return ["orderId": try #require(try await call("create_order", order)["orderId"])]
    case "bind_deposit_address": return binding
    case "unbind_deposit_address", "get_deposit_reference", "wait_for_deposit":
      try await call("bind_deposit_address", binding)
      return ["depositReference": reference]
    case "create_payment_link": return link
    case "deliver_webhook": return ["url": "http://127.0.0.1:9/"]
    case "publish_payment_link", "archive_payment_link", "unpublish_payment_link", "restore_payment_link",
      "get_payment_link", "get_payment_link_preview_url", "update_payment_link", "update_payment_link_currencies":
      return try await prepareChange(of: try #require(try await call("create_payment_link", link)["id"]), probe.name)
    case "play_story": return ["story": "overpaid"]
    case "advance_clock": return ["advanceSeconds": 1]
    // No probe asks for it.
    case "inject_fault": return ["kind": "hang", "route": "GET /deposits/references/nobody"]
    case "sample_webhook": return ["secret": "whsec_0123456789abcdef"]
    case "search_docs": return ["query": "orders"]
    case "export_code": return ["flow": "session", "language": "go"]
    case "verify_webhook": return ["body": "{}", "signature": "00", "secret": "whsec_0123456789abcdef"]
    default: return [:]
    }
  }

  /// The arguments of a change, of a link that does not have the values yet.
  private func prepareChange(of id: JSONValue, _ name: String) async throws -> JSONObject {
    switch name {
    case "unpublish_payment_link": try await call("publish_payment_link", ["id": id])
    case "restore_payment_link": try await call("archive_payment_link", ["id": id])
    case "update_payment_link":
      return ["id": id, "title": "New", "amount": "7.50", "inventoryTotal": 3, "expiresAt": "2030-01-31T00:00:00Z"]
    case "update_payment_link_currencies":
      return ["id": id, "currencies": [["currency": "USDC", "chainId": "polygon-amoy"]]]
    default: break
    }
    return ["id": id]
  }
}
