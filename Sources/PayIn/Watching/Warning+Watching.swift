extension Warning.Code {
  /// The API does not tell what has been received.
  package static let amountsUnknown = Warning.Code(rawValue: "amounts_unknown")
  /// The last look failed; what is told was seen before.
  package static let pollFailed = Warning.Code(rawValue: "look_failed")
}
