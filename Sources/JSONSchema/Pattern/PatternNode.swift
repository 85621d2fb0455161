/// A pattern taken apart.
indirect enum PatternNode: Sendable, Equatable {
  case one(ScalarSet)
  case start
  case end
  case sequence([PatternNode])
  case choice([PatternNode])
  /// No upper limit if `most` is nil.
  case repetition(PatternNode, least: Int, most: Int?)
}
