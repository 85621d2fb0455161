extension Configuration {
  /// Which network, which account, and whether writes may go there.
  struct Network {
    let mode: Mode
    let baseURL: BaseURL?
    let apiKey: APIKey?
    let allowsWrites: Bool
    let errors: [SettingError]

    var isLocal: Bool {
      baseURL.map(\.isLoopback) ?? (mode == .sandbox)
    }

    init(_ reader: inout ConfigurationReader) {
      let declared = reader.choice(.environment, of: [Mode.sandbox, .testnet, .mainnet])
      let isAllowed = reader.flag(.allowMainnetWrites)
      let url = Self.baseURL(&reader)
      // A named API without a key is a forgotten key: quietly playing with the sandbox would hide it.
      let namesAPI = reader.text(.baseURL) != nil || declared == .testnet || declared == .mainnet
      if declared == .sandbox || !(namesAPI || reader.text(.apiKey) != nil) {
        (mode, baseURL, apiKey, allowsWrites, errors) = (.sandbox, nil, nil, true, [])
        return
      }
      let host = url.map(Mode.init(of:)) ?? .custom
      if let declared, host != .custom, declared != host {
        reader.report(.environment, .environmentMismatch(declared: declared, host: host))
      }
      mode = host == .custom ? declared ?? .custom : host
      baseURL = url
      allowsWrites = mode != .mainnet || (declared == .mainnet && isAllowed)
      (apiKey, errors) = Self.apiKey(reader.text(.apiKey))
    }

    private static func baseURL(_ reader: inout ConfigurationReader) -> BaseURL? {
      do throws(BaseURL.ValidationError) {
        return try BaseURL(reader.text(.baseURL) ?? "https://testnet.payin.com/api/v1")
      } catch {
        reader.report(.baseURL, .baseURL(error))
        return nil
      }
    }

    private static func apiKey(_ text: String?) -> (APIKey?, [SettingError]) {
      let name = ConfigurationVariable.apiKey.rawValue
      guard let text else { return (nil, [SettingError(name, .apiKeyMissing)]) }
      do throws(APIKey.ValidationError) {
        return (try APIKey(text), [])
      } catch {
        return (nil, [SettingError(name, .apiKey(error))])
      }
    }
  }
}
