/// One thing that is wrong with a variable. Never holds its value: a key is easily put under the wrong name.
package struct ConfigurationProblem: Error, Sendable, Equatable {
  package enum Fault: Sendable, Equatable {
    case unknownVariable(suggestion: String?)
    case notANumber(unit: Unit, least: String, most: String)
    case notABoolean
    case notOneOf([String])
    case notAbsolutePath
    case path(PathSetting.Problem)
    case notRates
    case notAnAmount
    case baseURL(BaseURL.Problem)
    case apiKey(APIKey.Problem)
    case tools(ToolListProblem)
    /// An API is named but no key for it.
    case apiKeyMissing
    case webhookSecret(WebhookSecret.Problem)
    case webhookSecretMissing
    /// `PAYIN_ENVIRONMENT` and the host speak of different networks.
    case environmentMismatch(declared: Mode, host: Mode)
  }

  /// What a setting counts.
  package enum Unit: String, Sendable {
    case seconds, bytes, connections, calls, orders
  }

  package let variable: String
  package let fault: Fault

  package init(_ variable: String, _ fault: Fault) {
    self.variable = variable
    self.fault = fault
  }
}

/// All that keeps the program from starting.
package struct ConfigurationError: Error, Equatable {
  /// Never empty.
  package let problems: [ConfigurationProblem]
  /// What to tell them in, as far as that could be found out.
  package let language: Language

  package init(problems: [ConfigurationProblem], language: Language) {
    self.problems = problems
    self.language = language
  }
}
