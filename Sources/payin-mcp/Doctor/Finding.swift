import PayIn

/// What one check found.
struct Finding: Sendable, Equatable {
  /// The checks in the order in which they are shown. Scripts compare these names.
  enum Check: String, CaseIterable, Sendable {
    case variables
    case configFile = "config_file"
    case settings
    case apiKey = "api_key"
    case baseURL = "base_url"
    case network
    case caBundle = "ca_bundle"
    case sandboxIdentity = "sandbox_identity"
    case proxy
    case dns
    case tcp
    case tls
    case health
    case clock
    case keyAccepted = "key_accepted"
    case dialect
    case addressPool = "address_pool"
    case sandboxFile = "sandbox_file"
    case diskSpace = "disk_space"
    case sandboxPort = "sandbox_port"
    case openFiles = "open_files"
    case threads
    case clients
    case versions
    case language
  }

  enum Status: String, CaseIterable, Sendable {
    case ok
    case warning = "warn"
    case failure = "fail"
    /// The check depends on one that failed, or on something that is not set up.
    case skipped = "skip"
  }

  let check: Check
  let status: Status
  let message: LocalizedText
  /// What to do; empty where nothing is to be done.
  let fix: LocalizedText

  init(_ check: Check, _ status: Status, _ message: LocalizedText, fix: LocalizedText = .empty) {
    (self.check, self.status, self.message, self.fix) = (check, status, message, fix)
  }

  static func ok(_ check: Check, _ message: LocalizedText) -> Finding {
    Finding(check, .ok, message)
  }

  static func failure(_ check: Check, _ error: SettingError) -> Finding {
    Finding(check, .failure, error.sentence, fix: error.fix)
  }

  static func failure(_ check: Check, _ error: PayInError) -> Finding {
    Finding(check, .failure, error.message, fix: error.fix)
  }

  static func skipped(_ check: Check, because cause: Check) -> Finding {
    Finding(
      check, .skipped, LocalizedText("Not checked, because \(cause.rawValue) failed.", "未检查，因为 \(cause.rawValue) 未通过。"))
  }

  static func skipped(_ checks: [Check], because cause: Check) -> [Finding] {
    checks.map { skipped($0, because: cause) }
  }
}
