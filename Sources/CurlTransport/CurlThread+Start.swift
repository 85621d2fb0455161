internal import Glibc

extension CurlThread {
  private final class Launch {
    let thread: CurlThread
    let multi: MultiHandle

    init(_ thread: CurlThread, _ multi: MultiHandle) {
      self.thread = thread
      self.multi = multi
    }
  }

  /// Returns nil if the system or libcurl lacks the means.
  func launch() -> (pthread_t, MultiHandle)? {
    DescriptorLimit.makeRoom(forConnections: configuration.maximumConnectionsPerHost)
    guard let multi = MultiHandle(maximumConnectionsPerHost: configuration.maximumConnectionsPerHost) else {
      return nil
    }
    let launch = Unmanaged.passRetained(Launch(self, multi))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { launch in
        guard let launch else { return nil }
        CurlThread.main(Unmanaged<Launch>.fromOpaque(launch).takeRetainedValue())
        return nil
      }, launch.toOpaque())
    guard code == 0 else {
      launch.release()
      return nil
    }
    return (thread, multi)
  }

  private static func main(_ launch: Launch) {
    blockSignals()
    let loop = TransferLoop(multi: launch.multi, configuration: launch.thread.configuration)
    loop.run(takingCommandsFrom: launch.thread.takeInbox)
  }

  /// With `CURLOPT_NOSIGNAL` libcurl leaves SIGPIPE, which OpenSSL's writes can raise, to the program.
  private static func blockSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
  }
}
