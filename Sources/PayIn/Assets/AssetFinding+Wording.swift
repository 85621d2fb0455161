extension AssetFinding {
  /// What a refused argument should have been.
  package var expected: String {
    switch kind {
    case .networkMismatch(let chain): "a chain of the \(chain == .main ? "test" : "main") network"
    case .chainUnknown: "a chain of this network"
    case .familyUnused: "a protocol of this network"
    case .tokenUnknown, .tokenNotOnChain: "a token of this chain"
    case .tooManyDecimals(let most): "at most \(most) decimals"
    }
  }

  /// Never the argument itself: it may be anything.
  package var given: String {
    switch kind {
    case .networkMismatch(let chain): "a chain of the \(chain == .main ? "main" : "test") network"
    case .chainUnknown: "another text"
    case .familyUnused: "a protocol that no chain here has"
    case .tokenUnknown: "another text"
    case .tokenNotOnChain: "a token of other chains"
    case .tooManyDecimals: "more decimals"
    }
  }

  /// One sentence on what to do.
  package var fix: String {
    let list = alternatives.joined(separator: " or ")
    return switch kind {
    case .networkMismatch:
      "Use \(list.isEmpty ? "a chain of this network" : list), or a server that is configured for the other network."
    case .chainUnknown: list.isEmpty ? "Choose a chain of this network." : "Did you mean \(list)?"
    case .familyUnused: "Choose another protocol."
    case .tokenUnknown, .tokenNotOnChain: list.isEmpty ? "Choose another chain." : "On this chain use \(list)."
    case .tooManyDecimals(let most): "Round it to \(most) decimals: the token has no more."
    }
  }

  /// One sentence for a call that is made all the same.
  package var message: String {
    switch kind {
    case .networkMismatch where field == "monitoredChains":
      "monitoredChains names chains of the other network (\(alternatives.joined(separator: ", "))): check which network this server is on."
    case .networkMismatch:
      "\(field) is \(given), but this server is taken to be on the other: the payment may be lost."
    case .chainUnknown: "\(field) is none of the chains known for this server. \(fix)"
    case .familyUnused: "\(field) is used by no chain of this server: nothing sent to the address would be seen."
    case .tokenUnknown, .tokenNotOnChain: "\(field) is no token known for this chain. \(fix)"
    case .tooManyDecimals: "\(field) has more decimals than the token. \(fix)"
    }
  }
}

extension Warning {
  package init(_ finding: AssetFinding) {
    let code: Code =
      switch finding.kind {
      case .networkMismatch: .networkMismatch
      case .chainUnknown: .chainUnknown
      case .familyUnused: .protocolUnused
      case .tokenUnknown: .tokenUnknown
      case .tokenNotOnChain: .tokenNotOnChain
      case .tooManyDecimals: .tooManyDecimals
      }
    self.init(code, fields: [finding.field], detail: finding.message)
  }
}
