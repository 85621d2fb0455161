/// A delivery that this process alone may send, until its lease ends: if the process dies before it has said what came
/// of it, another one takes the delivery over.
struct Claim: Sendable {
  let parcel: Parcel
  /// Those that ended before.
  let attempts: Int
  let schedule: RetrySchedule
  let lease: Timestamp
}
