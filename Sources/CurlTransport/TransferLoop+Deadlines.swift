internal import CCurl

extension TransferLoop {
  typealias Instant = ContinuousClock.Instant

  /// How long the loop may wait for its sockets, in milliseconds.
  func waitLimit(at now: Instant) -> CInt {
    guard let deadline = [hosts.earliestDeadline, earliestDeadline].compactMap(\.self).min() else { return 60_000 }
    return now < deadline ? CInt(min(60_000, now.duration(to: deadline).curlMilliseconds)) : 0
  }

  /// Fails those that wait for a connection past their deadline: nothing of them was sent.
  func failExpired() {
    for id in hosts.removeExpired(at: now()) {
      waiting.removeValue(forKey: id)?.finish(.failure(.noTurnInTime))
    }
  }

  /// Ends the running ones past their deadline, which libcurl is not told of: it would look at the time before it looks
  /// at the socket.
  ///
  /// - Parameter now: from before the sockets were read, so that no deadline can pass between reading and this.
  func endExpired(at now: Instant) {
    guard let earliestDeadline, earliestDeadline <= now else { return }
    let isSettled = !multi.wantsCallSoon
    for transfer in running.values.filter({ $0.submission.call.deadline <= now }) {
      guard transfer.isOver(at: now, isSettled: isSettled) else { continue }
      transfer.handle.forbidReuse()
      end(transfer, with: .failure(.timedOut(mayHaveReachedServer: transfer.mayHaveReachedServer)))
    }
    self.earliestDeadline = running.values.map(\.submission.call.deadline).min()
  }

  /// For a transfer that starts.
  func note(deadline: Instant) {
    earliestDeadline = min(deadline, earliestDeadline ?? deadline)
  }
}
