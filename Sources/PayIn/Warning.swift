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
    /// The order that exists under this reference can no longer be paid.
    package static let orderExpired = Code(rawValue: "order_expired")
    package static let inventoryLost = Code(rawValue: "inventory_lost")
    package static let expiryLost = Code(rawValue: "expiry_lost")
    package static let windowNotHonoured = Code(rawValue: "window_not_honoured")
  }

  package let code: Code
  /// The fields it is about.
  package let fields: [String]

  package init(_ code: Code, fields: [String] = []) {
    self.code = code
    self.fields = fields
  }
}
