import CurlTransport
import Formats
import HTTP
import PayIn
import SandboxAPI
import Threads

/// Checks of the API: the way to it, its health, this machine's clock, the key. Only reads are sent.
struct APIFindings: Sendable {
  private static let afterConnection: [Finding.Check] = [.health, .clock, .keyAccepted, .dialect, .addressPool]
  private static let asking: [Finding.Check] = [.proxy, .dns, .tcp, .tls] + afterConnection

  private let configuration: Configuration
  private let target: Target
  private let transport: ObservedTransport
  private let client: PayInClient

  /// Returns nil without a usable key: the embedded sandbox serves, or the key's own check says what is wrong.
  init?(_ configuration: Configuration) {
    guard let target = configuration.target ?? Self.separateSandbox(configuration) else { return nil }
    (self.configuration, self.target) = (configuration, target)
    transport = ObservedTransport(
      CurlTransport(
        CurlConfiguration(
          maximumConnectionsPerHost: 2, caBundle: configuration.certificateBundle,
          userAgent: "payin-mcp/\(PayInMCP.version) doctor")))
    var limits = configuration.limits
    limits.connectTimeout = min(limits.connectTimeout, Diagnosis.timeLimit)
    // One attempt of a read takes a third.
    (limits.timeout, limits.listTimeout, limits.rates) = (Diagnosis.timeLimit * 3, Diagnosis.timeLimit * 3, nil)
    client = PayInClient(target: target, transport: transport, limits: limits) { RandomUUID.text() }
  }

  /// The sandbox in another process that the settings name; nil if they name none.
  private static func separateSandbox(_ configuration: Configuration) -> Target? {
    guard let url = configuration.baseURL, let token = configuration.sandboxToken,
      let key = configuration.apiKey ?? (try? APIKey(SandboxKeys.full)), configuration.errors.isEmpty
    else { return nil }
    return Target(baseURL: url, apiKey: key, sandboxToken: token.withText { $0 })
  }

  /// The findings where no API is asked.
  static func skipped(_ diagnosis: Diagnosis) -> [Finding] {
    let checks: [Finding.Check] = [.sandboxIdentity] + asking
    if let cause = diagnosis.failedSetting { return Finding.skipped(checks, because: cause) }
    let reason = LocalizedText("Not checked: the embedded sandbox serves.", "未检查：由内置沙盒提供服务。")
    return checks.map { Finding($0, .skipped, reason) }
  }

  func findings() async -> [Finding] {
    let identity = await sandboxIdentity()
    // Nothing else is sent to a server that has not proved to be the sandbox.
    guard identity.status != .failure else {
      return [identity] + Finding.skipped(Self.asking, because: .sandboxIdentity)
    }
    return [identity] + (await answers())
  }

  /// Whether the sandbox that the settings name is the one whose token is set.
  private func sandboxIdentity() async -> Finding {
    guard let token = configuration.sandboxToken else {
      return Finding(
        .sandboxIdentity, .skipped,
        LocalizedText("PAYIN_SANDBOX_TOKEN names no sandbox.", "未以 PAYIN_SANDBOX_TOKEN 指定沙盒。"))
    }
    let host = target.baseURL.host
    do throws(SandboxProof.Failure) {
      try await SandboxProof(of: target.baseURL, token).demand(over: transport, within: Diagnosis.timeLimit)
    } catch {
      let message = error.message(host)
      return Finding(
        .sandboxIdentity, .failure, LocalizedText("\(message[.english]).", "\(message[.chinese])。"),
        fix: SandboxProof.Failure.fix)
    }
    return .ok(
      .sandboxIdentity,
      LocalizedText("\(host) has proved that it knows the token.", "\(host) 已证明它知道该令牌。"))
  }

  private func answers() async -> [Finding] {
    let health = await health()
    let connection = ConnectionFindings(url: target.baseURL, error: transport.error)
    if let failed = connection.failed {
      let own = failed == .health ? [health] : []
      let rest = Self.afterConnection.dropFirst(own.count)
      return connection.findings + own + Finding.skipped(Array(rest), because: failed)
    }
    let findings = connection.findings + [health, clock()]
    guard health.status != .failure else {
      return findings + Finding.skipped([.keyAccepted, .dialect, .addressPool], because: .health)
    }
    let key = await keyAccepted()
    guard key.status != .failure else {
      return findings + [key] + Finding.skipped([.dialect, .addressPool], because: .keyAccepted)
    }
    return findings + [key, dialect(), await addressPool()]
  }

  private func health() async -> Finding {
    do throws(PayInError) {
      let resource = try await client.health()
      let status = resource["status"] ?? ""
      let message = LocalizedText("The API says it is \(status).", "API 称其状态为 \(status)。")
      guard transport.response.map({ 200..<300 ~= $0.status }) == true else {
        return Finding(.health, .failure, message, fix: PayInError(status: transport.response?.status ?? 503).fix)
      }
      return .ok(.health, message)
    } catch  where error.code == .endpointMissing {
      return Finding(
        .health, .warning, LocalizedText("This server has no /health.", "该服务器没有 /health。"), fix: error.fix)
    } catch {
      return .failure(.health, error)
    }
  }

  /// The difference between the server's clock and this one that is worth a warning, in seconds.
  private static let clockTolerance = 120

  private func clock() -> Finding {
    let now = TimeSource.system.date()
    guard let date = transport.response?.headers["Date"].flatMap({ HTTPDate($0, now: now) }) else {
      return Finding(.clock, .skipped, LocalizedText("The API sends no date.", "API 未发送日期。"))
    }
    let seconds = now - date.seconds
    guard abs(seconds) > Self.clockTolerance else {
      return .ok(.clock, LocalizedText("\(abs(seconds)) s from the API's.", "与 API 相差 \(abs(seconds)) 秒。"))
    }
    let message =
      seconds > 0
      ? LocalizedText("This clock is \(seconds) s ahead of the API's.", "本机时钟比 API 快 \(seconds) 秒。")
      : LocalizedText("This clock is \(-seconds) s behind the API's.", "本机时钟比 API 慢 \(-seconds) 秒。")
    return Finding(
      .clock, .warning, message,
      fix: LocalizedText(
        "Set the clock, for example with timedatectl set-ntp true: webhooks more than \(WebhookVerifier.defaultTolerance) s off are refused.",
        "请校准时钟，例如运行 timedatectl set-ntp true：时间相差超过 \(WebhookVerifier.defaultTolerance) 秒的 webhook 会被拒绝。"))
  }

  private func keyAccepted() async -> Finding {
    let client = client
    return await Self.limited(.keyAccepted) { () async throws(PayInError) in
      _ = try await client.orders(at: Page.Position(limit: 1))
      return .ok(.keyAccepted, LocalizedText("The API accepts the key.", "API 接受该密钥。"))
    }
  }

  private func dialect() -> Finding {
    let (set, detected) = (configuration.dialect, client.dialect)
    guard detected != .auto else {
      let open = LocalizedText("The replies do not show it yet.", "从响应中还看不出。")
      return .ok(.dialect, set == .auto ? open : LocalizedText("Set to \(set.rawValue).", "已设为 \(set.rawValue)。"))
    }
    guard set == .auto || set == detected else {
      let setting = (configuration.sources[.dialect] ?? .environment).spelling(
        of: ConfigurationVariable.dialect.rawValue)
      return Finding(
        .dialect, .warning,
        LocalizedText(
          "\(setting[.english]) says \(set.rawValue), but the API answers as \(detected.rawValue).",
          "\(setting[.chinese]) 为 \(set.rawValue)，但 API 按 \(detected.rawValue) 响应。"),
        fix: LocalizedText("Remove the setting: the dialect is detected.", "请移除该设置：会自动检测。"))
    }
    return .ok(.dialect, LocalizedText("\(detected.rawValue)", "\(detected.rawValue)"))
  }

  private func addressPool() async -> Finding {
    let client = client
    return await Self.limited(.addressPool) { () async throws(PayInError) in
      do throws(PayInError) {
        return Self.finding(try await client.addressPool())
      } catch  where error.code == .endpointMissing || error.code == .forbidden {
        return Finding(
          .addressPool, .skipped, LocalizedText("The API does not show it.", "API 未提供。"))
      }
    }
  }

  private static func finding(_ pools: [APIResource]) -> Finding {
    let free = pools.map { pool in
      "\(pool["protocol"] ?? "?") \(pool.integer("available").map(String.init) ?? "?")"
    }
    let message = LocalizedText("Free addresses: ", "可用地址：") + .list(free) + LocalizedText(".", "。")
    guard pools.contains(where: { $0.integer("available") == 0 }) else { return .ok(.addressPool, message) }
    let empty = PayInError(.addressPoolEmpty, .createOrder, outcome: nil, retry: .safe)
    return Finding(.addressPool, .warning, message, fix: empty.fix)
  }

  /// Runs a check that is given up when its time is over.
  private static func limited(
    _ check: Finding.Check, _ work: @escaping @Sendable () async throws(PayInError) -> Finding
  ) async -> Finding {
    let task = Task.start { () async -> Finding in
      do throws(PayInError) {
        return try await work()
      } catch  where error.code == .cancelled {
        return .failure(check, PayInError(.timeout, .orders, outcome: nil, retry: .safe))
      } catch {
        return .failure(check, error)
      }
    }
    let timer = Task.start {
      await Task<Never, Never>.pause(for: Diagnosis.timeLimit)
      task.cancel()
    }
    defer { timer.cancel() }
    return await task.value
  }
}

extension PayInError {
  /// The error of a reply with this status from a server that says it is not well.
  fileprivate init(status: Int) {
    self.init(.upstreamError, .health, outcome: nil, retry: .safe, upstream: Upstream(status: status))
  }
}

extension Diagnosis {
  /// The check that says why no API is asked although one is set; nil in sandbox mode.
  var failedSetting: Finding.Check? {
    if let configuration { return configuration.errors.isEmpty ? nil : .apiKey }
    return settingFindings().first { $0.status == .failure }?.check ?? .settings
  }
}
