/// All faults that were asked for, the oldest first.
struct FaultPlan: Sendable {
  private(set) var rules: [FaultRule]

  /// The first rule that is for the request and hits. Those before it drew as well; those after it did not.
  mutating func choose(method: String, path: [String]) -> FaultRule? {
    for index in rules.indices where rules[index].concerns(method: method, path: path) {
      if rules[index].draw() { return rules[index] }
    }
    return nil
  }
}
