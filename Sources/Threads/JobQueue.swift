/// A queue of jobs in the order in which they came. Taking the first costs the same however many wait.
struct JobQueue {
  private var jobs: [UnownedJob] = []
  private var first = 0

  var count: Int {
    jobs.count - first
  }

  mutating func append(_ job: UnownedJob) {
    jobs.append(job)
  }

  mutating func takeFirst() -> UnownedJob? {
    guard first < jobs.count else { return nil }
    defer { skipFirst() }
    return jobs[first]
  }

  private mutating func skipFirst() {
    first += 1
    if first == jobs.count {
      jobs.removeAll(keepingCapacity: first <= 1024)
      first = 0
    } else if first > 1024, first > jobs.count / 2 {
      jobs.removeFirst(first)
      first = 0
    }
  }
}
