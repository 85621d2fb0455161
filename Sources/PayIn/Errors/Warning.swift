/// Something that the caller must know although the call succeeded.
package struct Warning: Sendable, Equatable {
  package struct Code: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The API returned rows that the filter excludes.
    package static let filterIgnored = Code(rawValue: "filter_ignored")
    /// The API returned more rows than asked for.
    package static let limitIgnored = Code(rawValue: "limit_ignored")
    package static let rowsUnreadable = Code(rawValue: "rows_unreadable")
    /// Rows were left out to keep the result small.
    package static let rowsCut = Code(rawValue: "rows_cut")
    /// What came back is not what was sent.
    package static let replyDiffers = Code(rawValue: "reply_differs")
    /// What the call asked for and the API does not show of the order that exists.
    package static let notCompared = Code(rawValue: "not_compared")
    /// The API said that it was done, and it could not be read back.
    package static let effectUnverified = Code(rawValue: "effect_unverified")
    /// Changes that the API accepted and does not show.
    package static let changeNotShown = Code(rawValue: "change_not_shown")
    /// Texts that were cut to keep the result readable.
    package static let textCut = Code(rawValue: "text_cut")
    /// The order that exists under this reference can no longer be paid.
    package static let orderExpired = Code(rawValue: "order_expired")
    /// The order that exists under this reference is over otherwise and can no longer be paid.
    package static let orderEnded = Code(rawValue: "order_ended")
    /// A status that this version does not know.
    package static let statusUnknown = Code(rawValue: "status_unknown")
    package static let inventoryLost = Code(rawValue: "inventory_lost")
    package static let expiryLost = Code(rawValue: "expiry_lost")
    /// The API lost fields at first and has them now.
    package static let repaired = Code(rawValue: "repaired")
    /// A webhook that is signed but holds no event.
    package static let eventUnreadable = Code(rawValue: "event_unreadable")
    package static let sandboxSecret = Code(rawValue: "sandbox_secret")
    package static let windowNotHonoured = Code(rawValue: "window_not_honoured")
    /// A price that payers see at once.
    package static let priceLive = Code(rawValue: "price_live")
    /// Sums that the API does not keep.
    package static let totalsMissing = Code(rawValue: "totals_missing")
    /// A chain of the other network.
    package static let networkMismatch = Code(rawValue: "network_mismatch")
    package static let chainUnknown = Code(rawValue: "chain_unknown")
    package static let protocolUnused = Code(rawValue: "protocol_unused")
    package static let tokenUnknown = Code(rawValue: "token_unknown")
    package static let tokenNotOnChain = Code(rawValue: "token_not_on_chain")
    package static let tooManyDecimals = Code(rawValue: "too_many_decimals")
    /// The API's own lists of chains and tokens could not be had.
    package static let assetsBuiltIn = Code(rawValue: "assets_built_in")
    /// Chains were left out to keep the result small.
    package static let assetsCut = Code(rawValue: "assets_cut")
  }

  package let code: Code
  /// The fields it is about.
  package let fields: [String]
  /// The sentence itself, or a part of it, where the code and the fields are not enough.
  package let detail: LocalizedText?

  package init(_ code: Code, fields: [String] = [], detail: LocalizedText? = nil) {
    self.code = code
    self.fields = fields
    self.detail = detail
  }
}
