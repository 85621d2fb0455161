/// The kinds of faults. The tool's schema, the words of scripts and the table of docs/sandbox-controls.md are compared
/// with this table.
package enum FaultKind: String, Sendable, CaseIterable {
  /// The reply is an error.
  case status
  /// The reply has status 200 and `success: false`.
  case successFalse = "success_false"
  /// The reply is an HTML page of a gateway that did not pass the request on.
  case gatewayPage = "gateway_page"
  /// No reply is sent.
  case hang
  /// The connection is reset.
  case resetBefore = "reset_before"
  /// The connection is reset after the effect.
  case resetAfter = "reset_after"
  /// The reply is sent later.
  case delay
  /// The reply's body comes in small pieces.
  case slowBody = "slow_body"
  /// The connection closes in the middle of the reply's body.
  case truncatedBody = "truncated_body"
  /// The reply is an HTML page.
  case notJSON = "not_json"
  /// The reply has no body.
  case emptyBody = "empty_body"
  /// The reply is right but calls itself plain text.
  case wrongType = "wrong_type"
  /// The reply is no HTTP.
  case notHTTP = "not_http"
  /// The reply's body has 17 MiB of blanks.
  case hugeBody = "huge_body"
  /// What the reply is about has neither id nor address.
  case missingFields = "missing_fields"
  /// What the reply is about has a status that is not documented.
  case unknownStatus = "unknown_status"
  /// The reply is about a resource that nobody asked for.
  case otherResource = "other_resource"
  /// Each row of a list comes twice.
  case repeatedRows = "repeated_rows"
  /// A list gives at most two rows a page, whatever was asked for.
  case cappedPage = "capped_page"

  /// Whether the rule must have a `status`.
  package var needsStatus: Bool { self == .status }

  /// Whether the rule may have a `status`.
  package var takesStatus: Bool { self == .status || self == .gatewayPage }

  /// Whether the rule must have `delayMilliseconds`.
  package var needsDelay: Bool { self == .delay || self == .slowBody }
}
