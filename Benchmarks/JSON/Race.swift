import Glibc

/// Several ways to pass over the same bytes, timed in turn in one process so that they meet the same machine.
struct Race {
  struct Contender {
    let name: String
    /// One pass; returns something of its outcome, so that it cannot be left out.
    let pass: () throws -> Int

    init(_ name: String, pass: @escaping () throws -> Int) {
      self.name = name
      self.pass = pass
    }
  }

  /// Bytes that one pass stands for.
  let size: Int
  let contenders: [Contender]

  /// Megabytes (10⁶ bytes) per second of each contender: the median of 15 rounds of about 10 ms, or of one pass.
  func run() throws -> [Double] {
    let passes = try contenders.map { max(1, Int(0.01 / (try seconds($0, passes: 1)))) }
    var rounds = contenders.map { _ in [Double]() }
    for _ in 0..<15 {
      for (index, contender) in contenders.enumerated() {
        let time = try seconds(contender, passes: passes[index])
        rounds[index].append(Double(size * passes[index]) / 1e6 / time)
      }
    }
    return rounds.map { $0.sorted()[$0.count / 2] }
  }

  private func seconds(_ contender: Contender, passes: Int) throws -> Double {
    let start = processorSeconds()
    var outcome = 0
    for _ in 0..<passes { outcome &+= try contender.pass() }
    let end = processorSeconds()
    precondition(outcome != 0, "\(contender.name) did nothing")
    return end - start
  }

  /// Of this thread alone, so that other programs on the machine hardly count.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
