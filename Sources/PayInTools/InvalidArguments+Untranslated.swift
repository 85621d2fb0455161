import PayIn

/// For problems that are worded in one language only as yet.
extension InvalidArguments.Problem {
  init(path: String, expected: String, given: String, fix: String) {
    self.init(
      path: path, expected: Wording(verbatim: expected), given: Wording(verbatim: given),
      fix: Wording(verbatim: fix))
  }
}
