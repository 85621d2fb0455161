/// One thing that is wrong with a variable. Never holds its value: a key is easily put under the wrong name.
package struct SettingError: Error, Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    case unknownVariable(suggestion: String?)
    case notANumber(unit: Unit, least: String, most: String)
    case notABoolean
    case notOneOf([String])
    case notAbsolutePath
    case path(PathSetting.ValidationError)
    case notRates
    case notAnAmount
    case baseURL(BaseURL.ValidationError)
    case apiKey(APIKey.ValidationError)
    case tools(ToolListError)
    /// An API is named but no key for it.
    case apiKeyMissing
    case webhookSecret(WebhookSecret.ValidationError)
    case webhookSecretMissing
    /// `PAYIN_ENVIRONMENT` and the host speak of different networks.
    case environmentMismatch(declared: Mode, host: Mode)
  }

  /// What a setting counts.
  package enum Unit: String, Sendable {
    case seconds, bytes, connections, calls, orders
  }

  package let variable: String
  package let reason: Reason

  package init(_ variable: String, _ reason: Reason) {
    self.variable = variable
    self.reason = reason
  }
}

/// All that keeps the program from starting.
package struct ConfigurationError: Error, Equatable {
  /// Never empty.
  package let errors: [SettingError]
  /// What to tell them in, as far as that could be found out.
  package let language: Language

  package init(errors: [SettingError], language: Language) {
    self.errors = errors
    self.language = language
  }
}
