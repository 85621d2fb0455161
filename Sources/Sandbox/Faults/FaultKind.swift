/// What goes wrong with a request. Until the answer leaves, its effect is there or not, as said here.
enum FaultKind: String, Sendable, CaseIterable {
  /// Nothing is done; the answer is an error.
  case status
  /// Done at once; the answer comes later.
  case delay
  /// Nothing is done and nothing comes.
  case hang
  /// Nothing is done; the connection is reset.
  case resetBefore = "reset_before"
  /// Done; the connection is reset.
  case resetAfter = "reset_after"
  /// Done; the connection closes within the answer's body.
  case truncatedBody = "truncated_body"
  /// Done; the answer is a page.
  case notJSON = "not_json"
  /// Done; the answer has no body.
  case emptyBody = "empty_body"
  /// Nothing is done; 200 says `success: false`.
  case successFalse = "success_false"
}
