import PayIn
import Testing

struct KeyPatternTests {
  @Test(arguments: [
    "pk_live_0123", "  Bearer PK_test_123", "whsec_abcdefgh", "sk_12345678", "x_pk_live-123", "密pk_0a0a0a0a",
  ])
  func keysAreFoundAnywhereInAText(_ text: String) {
    #expect(KeyPattern.occurs(in: text))
  }

  /// Words that only hold the letters, and tails that are too short for a key.
  @Test(arguments: [
    "task_progress", "disk_usage_percent", "risk_level_high", "PK_", "sk_SK.UTF-8", "sk_1234567 sk_", "",
  ])
  func otherWordsAreNoKeys(_ text: String) {
    #expect(!KeyPattern.occurs(in: text))
  }
}
