/// References that a path, a query or a body could mangle.
enum OddTexts {
  static let all = [
    "a/b", "/", "100%", "%2F", "%252e%252e", "a b", "a+b", "é", "e\u{301}", "日本語", "🙂", "a?b#c", "a&b=c", "\"quoted\"",
    "back\\slash", "../orders", "...", ":orderId", "semi;colon", "'; DROP TABLE orders; --", "{}", "null", "~",
  ]
}
